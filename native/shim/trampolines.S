# The entries of a shim: each jumps to the real function, whose address it asks for at its first call.

# %r10 and %r11 are the two registers that no argument travels in.
.macro forward name
    .bss
    .balign 8
slot_\name:
    .skip 8
    .section .rodata
name_\name:
    .asciz "\name"
    .text
    .balign 16
    .globl \name
    .type \name, @function
\name:
    endbr64
    movq slot_\name(%rip), %r11
    testq %r11, %r11
    jz 1f
    jmp *%r11
1:  leaq slot_\name(%rip), %r10
    leaq name_\name(%rip), %r11
    jmp resolve
    .size \name, . - \name
.endm

    .text
    .type resolve, @function
# Calls argand_shim_resolve(slot, name) with the arguments of the interrupted call put aside, then continues it.
resolve:
    pushq %rbp
    movq %rsp, %rbp
    andq $-16, %rsp
    subq $192, %rsp
    movq %rdi, 0(%rsp)
    movq %rsi, 8(%rsp)
    movq %rdx, 16(%rsp)
    movq %rcx, 24(%rsp)
    movq %r8, 32(%rsp)
    movq %r9, 40(%rsp)
    movq %rax, 48(%rsp)
    movups %xmm0, 64(%rsp)
    movups %xmm1, 80(%rsp)
    movups %xmm2, 96(%rsp)
    movups %xmm3, 112(%rsp)
    movups %xmm4, 128(%rsp)
    movups %xmm5, 144(%rsp)
    movups %xmm6, 160(%rsp)
    movups %xmm7, 176(%rsp)
    movq %r10, %rdi
    movq %r11, %rsi
    call argand_shim_resolve
    movq %rax, %r11
    movq 0(%rsp), %rdi
    movq 8(%rsp), %rsi
    movq 16(%rsp), %rdx
    movq 24(%rsp), %rcx
    movq 32(%rsp), %r8
    movq 40(%rsp), %r9
    movq 48(%rsp), %rax
    movups 64(%rsp), %xmm0
    movups 80(%rsp), %xmm1
    movups 96(%rsp), %xmm2
    movups 112(%rsp), %xmm3
    movups 128(%rsp), %xmm4
    movups 144(%rsp), %xmm5
    movups 160(%rsp), %xmm6
    movups 176(%rsp), %xmm7
    leave
    jmp *%r11
    .size resolve, . - resolve

    .section .note.GNU-stack, "", @progbits
