// PTX as text: declarations, scopes, tables, calls with registers, indexed branches, what is refused.
#include "device_check.h"

namespace {

const std::string Text = std::string(Header) + R"(
/* A table of numbers, one of addresses, and floats written in three ways. */
.visible .const .align 8 .f64 numbers[4] = {1.5, 0d4000000000000000, -3.0e2, 4};
.global .align 4 .u32 word = 0x2a;
.global .align 8 .u64 addresses[2] = {word, generic(numbers)+8};
.global .align 1 .b8 nested[2][3] = {{1, 2, 3}, {4, 5, 0xff}};
.global .align 4 .b8 zeros[64];

.func (.param .b32 out) later(.param .b32 in);

.visible .func (.reg .b32 %out) twice(.reg .b32 %in)
{
    add.s32 %out, %in, %in;
    ret;
}

.visible .func (.param .align 8 .b8 out[16]) swap(.param .align 8 .b8 in[16])
{
    .reg .f64 %fd<3>;
    ld.param.v2.f64 {%fd1, %fd2}, [in];
    st.param.v2.f64 [out], {%fd2, %fd1};
    ret;
}

.visible .entry all(.param .u64 .ptr .global .align 8 to)
.maxntid 64, 1, 1
.minnctapersm 2
{
    .reg .b32 %r<10>;
    .reg .b64 %rd<10>;
    .reg .f64 %fd<5>;
    .reg .pred %p<3>;
    .pragma "nounroll";
    .loc 1 2 3
    ld.param.u64 %rd1, [to];
    { // a register of the same name in a scope of its own
        .reg .b32 %r1;
        mov.u32 %r1, 5;
        {
            .reg .b32 %r1;
            mov.u32 %r1, 6;
        }
        st.global.u32 [%rd1], %r1;
    }
    ld.const.f64 %fd1, [numbers+16];
    cvt.rzi.s32.f64 %r2, %fd1;
    st.global.s32 [%rd1+4], %r2;
    mov.u64 %rd2, addresses;
    ld.global.u64 %rd3, [%rd2];
    ld.u32 %r3, [%rd3];
    st.global.u32 [%rd1+8], %r3;
    ld.global.u64 %rd3, [%rd2+8];
    ld.f64 %fd2, [%rd3];
    cvt.rzi.s32.f64 %r4, %fd2;
    st.global.s32 [%rd1+12], %r4;
    ld.global.u8 %r5, [nested+4];
    st.global.u32 [%rd1+16], %r5;
    call.uni (%r6), twice, (%r5);
    call (%r6), twice, (%r6);
    st.global.u32 [%rd1+20], %r6;
    {
        .param .b32 p0;
        .param .b32 r0;
        st.param.b32 [p0], %r6;
        call.uni (r0), later, (p0);
        ld.param.b32 %r7, [r0];
    }
    st.global.u32 [%rd1+24], %r7;
    {
        .param .align 8 .b8 p0[16];
        .param .align 8 .b8 r0[16];
        st.param.f64 [p0], 0d4008000000000000;
        st.param.f64 [p0+8], 0d4014000000000000;
        call.uni (r0), swap, (p0);
        ld.param.f64 %fd3, [r0];
    }
    cvt.rzi.s32.f64 %r8, %fd3;
    st.global.s32 [%rd1+28], %r8;
    ld.global.s8 %r9, [nested+5];
    st.global.s32 [%rd1+32], %r9;
    ld.param.u32 %r9, [to+4];
    cvt.u64.u32 %rd4, %r9;
    shl.b64 %rd4, %rd4, 32;
    ld.param.u32 %r9, [to];
    cvt.u64.u32 %rd5, %r9;
    or.b64 %rd4, %rd4, %rd5;
    setp.eq.u64 %p1, %rd4, %rd1;
    selp.u32 %r9, 1, 0, %p1;
    st.global.u32 [%rd1+36], %r9;
    mov.u32 %r9, WARP_SZ;
    @!%p1 mov.u32 %r9, 0;
    @%p1 add.u32 %r9, %r9, %ntid.x;
    st.global.u32 [%rd1+40], %r9;
    ret;
}

.func (.param .b32 out) later(.param .b32 in)
{
    .reg .b32 %r<2>;
    ld.param.b32 %r1, [in];
    add.s32 %r1, %r1, 1000;
    st.param.b32 [out], %r1;
    ret;
}

.visible .entry cases(.param .u64 to)
{
    .reg .u32 %r<4>;
    .reg .u64 %rd<3>;
    ld.param.u64 %rd1, [to];
    mov.u32 %r1, %tid.x;
    targets: .branchtargets ZERO, ONE, TWO;
    brx.idx %r1, targets;
ZERO:
    mov.u32 %r2, 10;
    bra.uni DONE;
ONE:
    mov.u32 %r2, 20;
    bra.uni DONE;
TWO:
    mov.u32 %r2, 30;
DONE:
    mad.wide.u32 %rd1, %r1, 4, %rd1;
    st.global.u32 [%rd1], %r2;
    ret;
}
)";

void everything() {
    Handle module;
    Handle all;
    Handle cases;
    MUST(cuModuleLoadData(&module, Text.c_str()));
    MUST(cuModuleGetFunction(&all, module, "all"));
    MUST(cuModuleGetFunction(&cases, module, "cases"));
    Pointer to = upload(std::vector<int>(11));
    MUST(launch(all, 1, 1, nullptr, to));
    std::vector<int> expected = {5, -300, 42, 2, 5, 20, 1020, 5, -1, 1, 33};
    std::vector<int> got = download<int>(to, expected.size());
    for (std::size_t k = 0; k < expected.size(); k++) {
        answers(expected[k], got[k], "result " + std::to_string(k));
    }
    answers(701, launch(all, 1, 65, nullptr, to), "more threads than .maxntid");
    MUST(launch(cases, 1, 3, nullptr, to));
    check(download<int>(to, 3) == std::vector<int>({10, 20, 30}), "indexed branches");
    Pointer word;
    std::size_t bytes;
    MUST(cuModuleGetGlobal_v2(&word, &bytes, module, "word"));
    check(bytes == 4 && download<int>(word, 1)[0] == 42, "a variable by its name");
    answers(500, cuModuleGetGlobal_v2(&word, &bytes, module, "none"), "a variable that is not there");
    MUST(cuModuleUnload(module));
    MUST(cuMemFree_v2(to));
}

void refused(const std::string& body, const char* said) {
    std::string text = std::string(Header)
            + ".visible .entry k(.param .u64 p)\n{\n.reg .b32 %r<4>;\n.reg .b64 %rd<4>;\n"
            + ".reg .f32 %f<4>;\n.reg .pred %p<4>;\n" + body + "\nret;\n}\n";
    char log[500] = "";
    int options[] = {5, 6};
    void* values[] = {log, reinterpret_cast<void*>(sizeof log)};
    Handle module;
    answers(218, cuModuleLoadDataEx(&module, text.c_str(), 2, options, values), body);
    check(std::strstr(log, said) != nullptr, body + " says: " + log);
}

void errors() {
    refused("tex.2d.v4.f32.f32 {%f1, %f2, %f3, %f1}, [%rd1, {%f1, %f2}];", "tex.2d.v4.f32.f32");
    refused("add.s32 %r1, %r2, %r3;\nfrobnicate.u32 %r1;", "line 11: unsupported instruction frobnicate.u32");
    refused("add.s32 %r1, %r2;", "wrong operands of add.s32");
    refused("add.s32 %r1, %r2, %r3, %r3;", "wrong operands of add.s32");
    refused("add.s32 %r1, %r2, %r9;", "%r9");
    refused("bra NOWHERE;", "no label NOWHERE");
    refused("call.uni missing, (%r1);", "missing");
    refused("call.uni (%r1), %rd1, (%r1), p;", "pointer");
    refused("ld.param.u64 %rd1, [p+4];", "beyond parameter p");
    refused("fma.rn.f16 %r1, %r1, %r1, %r1;", "fma.rn.f16");
    refused("cvt.f32.f64 %f1, %f1;", "cvt.f32.f64");
    refused("mov.u32 5, %r1;", "no register");
}

void versions() {
    Handle module;
    std::string body = ".target sm_75\n.address_size 64\n.visible .entry k()\n{\nret;\n}\n";
    answers(0, cuModuleLoadData(&module, (".version 8.0\n" + body).c_str()), "the version of the driver");
    answers(222, cuModuleLoadData(&module, (".version 8.1\n" + body).c_str()), "a newer version");
    answers(209, cuModuleLoadData(&module, ".version 8.0\n.target sm_100\n.address_size 64\n"),
            "a newer device");
    answers(209,
            cuModuleLoadData(&module,
                    "\x7f"
                    "ELF something"),
            "a binary");
    answers(218, cuModuleLoadData(&module, "hello"), "no PTX at all");
    int version;
    MUST(cuDriverGetVersion(&version));
    check(version == 12000, "the version that the environment sets");
}

}  // namespace

int main() {
    setenv("ARGAND_SOFTWARE_DRIVER", "12000", 1);
    openDevice();
    everything();
    errors();
    versions();
    return verdict();
}
