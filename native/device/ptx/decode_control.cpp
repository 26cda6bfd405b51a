// Decodes branches, calls, barriers and what passes between the lanes of a warp.
#include "body.h"
#include "scheduler.h"

namespace ptx {

void Body::branchTo(const std::string& name, u32 condition, std::string_view label) {
    fixes.push_back({static_cast<u32>(function.code.size()), std::string(label), line});
    emit(name).a = condition;
}

void Body::decodeBranch() {
    std::string label(lexer.word());
    lexer.expect(';');
    if (guarded) {
        branchTo(guardSense ? "bra.if" : "bra.unless", guard, label);
    } else {
        branchTo("bra", 0, label);
    }
}

void Body::decodeBranchIndexed() {
    u32 index = source(readOperand());
    lexer.expect(',');
    std::string name(lexer.word());
    lexer.expect(';');
    auto found = targets.find(name);
    if (found == targets.end()) {
        throw Error(InvalidPtx, line, "no branch targets " + name);
    }
    Instruction& made = emit("brx");
    made.a = index;
    made.imm = static_cast<s32>(found->second.size());
    for (const std::string& label : found->second) {
        branchTo("bra", 0, label);
    }
}

// call (results), name, (arguments); both lists may be missing.
void Body::readCall() {
    auto list = [&](std::vector<Operand>& into) {
        while (!lexer.accept(')')) {
            into.push_back(readOperand());
            lexer.accept(',');
        }
    };
    arguments.clear();
    returned.clear();
    if (lexer.accept('(')) {
        list(returned);
        lexer.expect(',');
    }
    callee = lexer.word();
    if (lexer.accept(',')) {
        if (!lexer.accept('(')) {
            throw Error(InvalidPtx, line, "unsupported: a call through a pointer");
        }
        list(arguments);
    }
    if (!lexer.accept(';')) {
        throw Error(InvalidPtx, line, "unsupported: a call through a pointer");
    }
}

void Body::decodeCall() {
    readCall();
    std::string name(callee);
    if (name == "__assertfail") {
        emit("assertion.failed");
        return;
    }
    if (lookup(callee) != nullptr || name[0] == '%') {
        throw Error(InvalidPtx, line, "unsupported: a call through a pointer");
    }
    CallSite site;
    site.function = parser.functionIndex(name);
    const Function& target = name == function.name ? function : parser.module.functions[site.function];
    if (target.parameters.size() != arguments.size() || target.results.size() != returned.size()) {
        throw Error(InvalidPtx, line, "a call of " + name + " with other parameters than it has");
    }
    for (std::size_t k = 0; k < arguments.size(); k++) {
        const Operand& given = arguments[k];
        bool param = given.kind == Operand::Symbol && given.name.space == Space::Param;
        u32 slot = param ? given.name.slot : source(given);
        u32 bytes = target.parameters[k].bytes;
        site.arguments.push_back({slot * 8, target.parameters[k].offset, bytes});
    }
    for (std::size_t k = 0; k < returned.size(); k++) {
        u32 slot = returned[k].kind == Operand::Symbol ? returned[k].name.slot : destination(returned[k]);
        site.results.push_back({target.results[k].offset, slot * 8, target.results[k].bytes});
    }
    emit("call").imm = static_cast<s32>(function.calls.size());
    function.calls.push_back(std::move(site));
}

void Body::decodeBarrier() {
    function.cooperative = true;
    if (mnemonic.has("warp")) {
        readOperands();
        expectOperands(1, 1);
        u32 mask = source(operands[0]);
        emit("warp.sync").f = mask;
        return;
    }
    if (mnemonic.has("arrive")) {
        unsupported();
    }
    decodeBlockBarrier(mnemonic.has("red"));
}

// bar.sync id, count and bar.red d, id, count, predicate; the count may be missing.
void Body::decodeBlockBarrier(bool reduces) {
    readOperands();
    expectOperands(reduces ? 3 : 1, reduces ? 4 : 2);
    Instruction made;
    std::size_t first = reduces ? 1 : 0;
    std::size_t counted = operands.size() - (reduces ? 2 : 0);
    made.a = source(operands[first]);
    made.b = counted > 1 ? source(operands[first + 1]) : 0;
    BarrierKind kind = BarrierKind::Sync;
    if (reduces) {
        made.d = destination(operands[0]);
        made.c = source(operands.back());
        kind = mnemonic.has("popc")   ? BarrierKind::Count
                : mnemonic.has("and") ? BarrierKind::All
                                      : BarrierKind::Any;
    }
    bool aligned = mnemonic.base() == "bar" || mnemonic.has("aligned");
    made.imm = static_cast<s32>(kind) | (aligned ? AlignedBarrier : 0);
    made.line = line;
    made.run = emit("barrier").run;
    function.code.back() = made;
}

// shfl.sync.mode.b32 d|p, a, b, c, mask
void Body::decodeShuffle() {
    function.cooperative = true;
    readOperands();
    expectOperands(5, 5);
    Instruction made;
    made.d = destination(operands[0]);
    made.e = operands[0].second;
    made.a = source(operands[1]);
    made.b = source(operands[2]);
    made.c = source(operands[3]);
    made.f = source(operands[4]);
    ShuffleMode mode = mnemonic.has("up") ? ShuffleMode::Up
            : mnemonic.has("down")        ? ShuffleMode::Down
            : mnemonic.has("bfly")        ? ShuffleMode::Butterfly
                                          : ShuffleMode::Index;
    if (!mnemonic.has("sync") || mnemonic.type() != "b32") {
        unsupported();
    }
    made.imm = static_cast<s32>(mode);
    made.line = line;
    made.run = emit("exchange").run;
    function.code.back() = made;
}

void Body::decodeVote() {
    function.cooperative = true;
    readOperands();
    expectOperands(3, 3);
    if (!mnemonic.has("sync")) {
        unsupported();
    }
    Instruction made;
    made.d = destination(operands[0]);
    made.a = source(operands[1]);
    made.f = source(operands[2]);
    VoteMode mode = mnemonic.has("ballot") ? VoteMode::Ballot
            : mnemonic.has("all")          ? VoteMode::All
            : mnemonic.has("any")          ? VoteMode::Any
                                           : VoteMode::Uniform;
    made.imm = static_cast<s32>(mode);
    made.line = line;
    made.run = emit("vote").run;
    function.code.back() = made;
}

// match.any.sync.b32 d, a, mask and match.all.sync.b32 d|p, a, mask
void Body::decodeMatch() {
    function.cooperative = true;
    readOperands();
    expectOperands(3, 3);
    Instruction made;
    made.d = destination(operands[0]);
    made.e = operands[0].second;
    made.a = source(operands[1]);
    made.f = source(operands[2]);
    bool wide = mnemonic.type() == "b64";
    made.imm = static_cast<s32>(mnemonic.has("any") ? (wide ? VoteMode::MatchAny64 : VoteMode::MatchAny)
                                                    : (wide ? VoteMode::MatchAll64 : VoteMode::MatchAll));
    made.line = line;
    made.run = emit("vote").run;
    function.code.back() = made;
}

}  // namespace ptx
