// Decodes loads, stores and atomic operations.
#include "body.h"

namespace ptx {

// The state space an access names; constants lie among the globals.
std::string_view Body::spaceOf() const {
    for (std::string_view part : mnemonic.parts) {
        if (part == "global" || part == "const") {
            return "global";
        }
        if (part.substr(0, 6) == "shared") {
            return "shared";
        }
        if (part == "local" || part.substr(0, 5) == "param") {
            return part.substr(0, 5);
        }
    }
    return "generic";
}

std::string Body::accessName(
        const char* kind, std::string_view space, const Operand& address, u32 parts) const {
    bool frame = space == "param" && address.kind == Operand::Symbol;
    std::string name = std::string(kind) + "." + (frame ? "frame" : std::string(space));
    if (parts > 1) {
        name += ".v" + std::to_string(parts);
    }
    return name + "." + std::string(mnemonic.type());
}

// Fills in where an access goes: base slot and distance.
void Body::access(Instruction& made, const Operand& address, std::string_view space) {
    if (!address.memory) {
        throw Error(InvalidPtx, line, "no address in " + mnemonic.text);
    }
    if (address.offset != static_cast<s32>(address.offset)) {
        throw Error(InvalidPtx, line, "an offset beyond 32 bits");
    }
    if (space == "param" && address.kind == Operand::Symbol) {
        if (address.name.space != Space::Param) {
            throw Error(InvalidPtx, line, "not a parameter: " + std::string(address.text));
        }
        u64 bytes = u64(typeBytes(mnemonic.type())) * (mnemonic.has("v4") ? 4 : mnemonic.has("v2") ? 2 : 1);
        if (address.offset < 0 || static_cast<u64>(address.offset) + bytes > address.name.bytes) {
            throw Error(InvalidPtx, line, "beyond parameter " + std::string(address.text));
        }
        made.a = address.name.slot;
        made.imm = static_cast<s32>(address.offset);
    } else if (address.kind == Operand::Slot) {
        made.a = address.slot;
        made.imm = static_cast<s32>(address.offset);
    } else {
        made.a = source(address);
    }
}

void Body::decodeLoad() {
    readOperands();
    expectOperands(2, 3);
    std::string_view space = spaceOf();
    const Operand& to = operands[0];
    Instruction made;
    access(made, operands[1], space);
    u32 parts = to.parts == 0 ? 1 : to.parts;
    Instruction& placed = emit(accessName("ld", space, operands[1], parts));
    placed.a = made.a;
    placed.imm = made.imm;
    placed.d = to.parts == 0 ? destination(to) : to.vector[0];
    placed.e = to.vector[1];
    placed.f = to.vector[2];
    placed.c = to.vector[3];
}

void Body::decodeStore() {
    readOperands();
    expectOperands(2, 3);
    std::string_view space = spaceOf();
    const Operand& from = operands[1];
    Instruction made;
    access(made, operands[0], space);
    u32 first = from.parts == 0 ? source(from) : from.vector[0];
    u32 parts = from.parts == 0 ? 1 : from.parts;
    Instruction& placed = emit(accessName("st", space, operands[0], parts));
    placed.a = made.a;
    placed.imm = made.imm;
    placed.b = first;
    placed.c = from.vector[1];
    placed.e = from.vector[2];
    placed.f = from.vector[3];
}

void Body::decodeAtomic() {
    atomic(false);
}

void Body::decodeReduction() {
    atomic(true);
}

void Body::atomic(bool reduction) {
    static const std::string_view operations[] = {
            "add", "min", "max", "and", "or", "xor", "exch", "cas", "inc", "dec"};
    readOperands();
    expectOperands(reduction ? 2 : 3, reduction ? 2 : 4);
    std::string operation;
    for (std::string_view each : operations) {
        if (mnemonic.has(each)) {
            operation = each;
        }
    }
    std::string_view space = spaceOf();
    std::size_t first = reduction ? 0 : 1;
    Instruction made;
    access(made, operands[first], space);
    made.b = source(operands[first + 1]);
    bool swaps = operation == "cas";
    expectOperands(first + (swaps ? 3 : 2), first + (swaps ? 3 : 2));
    made.c = swaps ? source(operands[first + 2]) : 0;
    made.d = reduction ? u32(Scratch) : destination(operands[0]);
    made.line = line;
    made.run = emit("atom." + std::string(space) + "." + operation + "." + std::string(mnemonic.type())).run;
    function.code.back() = made;
}

}  // namespace ptx
