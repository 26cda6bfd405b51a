// Turns each instruction into its decoded form, most of them by the table alone.
#include "body.h"

namespace ptx {

void Body::unsupported() const {
    throw Error(InvalidPtx, line, "unsupported instruction " + mnemonic.text);
}

void Body::expectOperands(std::size_t least, std::size_t most) const {
    if (operands.size() < least || operands.size() > most) {
        throw Error(InvalidPtx, line, "wrong number of operands of " + mnemonic.text);
    }
}

Instruction& Body::emit(Handler run) {
    function.code.emplace_back();
    Instruction& made = function.code.back();
    made.run = run;
    made.line = line;
    return made;
}

Instruction& Body::emit(std::string_view row) {
    const Row* found = Table::instance().find(row);
    if (found == nullptr) {
        unsupported();
    }
    return emit(found->run);
}

// A guard becomes a branch around the instruction; only branches carry their guard themselves.
void Body::instruction() {
    if (lexer.accept('@')) {
        line = lexer.peek().line;
        guardSense = !lexer.accept('!');
        guarded = true;
        guard = source(readWord());
        line = lexer.peek().line;
        mnemonic.set(lexer.word());
    }
    if (!guarded || mnemonic.base() == "bra") {
        decode();
        return;
    }
    u32 around = static_cast<u32>(function.code.size());
    emit(guardSense ? "bra.unless" : "bra.if").a = guard;
    decode();
    function.code[around].imm = static_cast<s32>(function.code.size() - around);
}

void Body::decode() {
    static const std::unordered_map<std::string_view, Decode> special = {{"ld", &Body::decodeLoad},
            {"ldu", &Body::decodeLoad}, {"st", &Body::decodeStore}, {"atom", &Body::decodeAtomic},
            {"red", &Body::decodeReduction}, {"bra", &Body::decodeBranch},
            {"brx", &Body::decodeBranchIndexed}, {"call", &Body::decodeCall}, {"ret", &Body::decodeReturn},
            {"exit", &Body::decodeReturn}, {"trap", &Body::decodeReturn}, {"membar", &Body::decodeFence},
            {"fence", &Body::decodeFence}, {"bar", &Body::decodeBarrier}, {"barrier", &Body::decodeBarrier},
            {"shfl", &Body::decodeShuffle}, {"vote", &Body::decodeVote}, {"match", &Body::decodeMatch},
            {"mov", &Body::decodeMove}, {"setp", &Body::decodeComparison},
            {"nanosleep", &Body::decodeNothing}, {"prefetch", &Body::decodeNothing},
            {"prefetchu", &Body::decodeNothing}, {"brkpt", &Body::decodeNothing}};
    auto found = special.find(mnemonic.base());
    if (found != special.end()) {
        (this->*found->second)();
        return;
    }
    if (Table::instance().find(mnemonic.text) == nullptr && !mnemonic.has("ftz") && !mnemonic.has("sat")) {
        unsupported();
    }
    readOperands();
    decodeByTable();
}

void Body::decodeByTable() {
    const Row* row = Table::instance().find(mnemonic.text);
    if (row == nullptr) {
        decodeModified();
    } else if (!decodeRow(*row)) {
        throw Error(InvalidPtx, line, "wrong operands of " + mnemonic.text);
    }
}

bool Body::decodeRow(const Row& row) {
    Instruction made;
    std::size_t next = 0;
    for (const char* letter = row.shape; *letter != '\0'; letter++) {
        if (*letter == 'E') {
            made.e = operands[0].second;
            continue;
        }
        if (next >= operands.size()) {
            return false;
        }
        const Operand& operand = operands[next++];
        switch (*letter) {
            case 'd': made.d = destination(operand); break;
            case 'a': made.a = source(operand); break;
            case 'b': made.b = source(operand); break;
            case 'c': made.c = source(operand); break;
            case 'e': made.e = source(operand); break;
            default: made.imm = static_cast<s32>(numberBits(operand.text, operand.negative, "u32")); break;
        }
    }
    made.run = row.run;
    made.line = line;
    function.code.push_back(made);
    return next == operands.size();
}

// .ftz and .sat become instructions of their own before and after the plain one.
void Body::decodeModified() {
    bool flush = mnemonic.has("ftz");
    bool saturate = mnemonic.has("sat");
    if (!flush && !saturate) {
        unsupported();
    }
    mnemonic.drop("ftz");
    mnemonic.drop("sat");
    const Row* row = Table::instance().find(mnemonic.text);
    if (row == nullptr) {
        unsupported();
    }
    std::string target(
            mnemonic.base() == "cvt" ? mnemonic.parts[mnemonic.parts.size() - 2] : mnemonic.type());
    bool flushResult = flush && target == "f32" && mnemonic.base() != "setp";
    if (flush && mnemonic.type() == "f32") {
        for (std::size_t k = 1; k < operands.size(); k++) {
            bool predicate = mnemonic.base() == "setp" && k == 3;
            if (!predicate) {
                u32 from = source(operands[k]);
                Instruction& made = emit("flush.f32");
                made.a = from;
                made.d = operands[k].slot = temporary();
                operands[k].kind = Operand::Slot;
            }
        }
    }
    if (!decodeRow(*row)) {
        throw Error(InvalidPtx, line, "wrong operands of " + mnemonic.text);
    }
    u32 result = function.code.back().d;
    if (flushResult) {
        Instruction& made = emit("flush.f32");
        made.a = made.d = result;
    }
    if (saturate && (target == "f32" || target == "f64")) {
        Instruction& made = emit("saturate." + target);
        made.a = made.d = result;
    } else if (saturate) {
        unsupported();
    }
}

void Body::decodeComparison() {
    readOperands();
    expectOperands(3, 4);
    if (operands[0].second != 0 && operands.size() == 3) {
        mnemonic.set(std::string(mnemonic.text).insert(mnemonic.text.rfind('.'), "|"));
    }
    if (operands.size() == 4 && operands[0].second == 0) {
        operands[0].second = Scratch;
    }
    decodeByTable();
}

void Body::decodeMove() {
    readOperands();
    expectOperands(2, 2);
    bool packs = operands[1].parts != 0;
    bool unpacks = operands[0].parts != 0;
    if (!packs && !unpacks) {
        decodeByTable();
        return;
    }
    const Operand& vector = operands[packs ? 1 : 0];
    std::string name =
            (packs ? "pack." : "unpack.") + std::string(mnemonic.type()) + "." + std::to_string(vector.parts);
    if (packs) {
        Instruction& made = emit(name);
        made.d = destination(operands[0]);
        made.a = vector.vector[0];
        made.b = vector.vector[1];
        made.c = vector.vector[2];
        made.e = vector.vector[3];
    } else {
        u32 from = source(operands[1]);
        Instruction& made = emit(name);
        made.a = from;
        made.d = vector.vector[0];
        made.e = vector.vector[1];
        made.f = vector.vector[2];
        made.c = vector.vector[3];
    }
}

void Body::decodeNothing() {
    readOperands();
}

void Body::decodeReturn() {
    readOperands();
    expectOperands(0, 0);
    if (mnemonic.base() == "ret" || mnemonic.base() == "exit" || mnemonic.base() == "trap") {
        emit(mnemonic.base());
    }
}

void Body::decodeFence() {
    readOperands();
    emit("fence");
}

}  // namespace ptx
