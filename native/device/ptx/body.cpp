// Reads the body of a function: declarations, labels and the operands of its instructions.
#include "body.h"

namespace ptx {

bool Mnemonic::has(std::string_view part) const {
    for (std::string_view each : parts) {
        if (each == part) {
            return true;
        }
    }
    return false;
}

void Mnemonic::set(std::string_view spelling) {
    text = spelling;
    parts.clear();
    std::string_view rest = text;
    for (;;) {
        std::size_t dot = rest.find('.');
        parts.push_back(rest.substr(0, dot));
        if (dot == std::string_view::npos) {
            return;
        }
        rest = rest.substr(dot + 1);
    }
}

void Mnemonic::drop(std::string_view part) {
    std::string without;
    for (std::string_view each : parts) {
        if (each != part) {
            without += without.empty() ? "" : ".";
            without += each;
        }
    }
    set(std::string(without));
}

Body::Body(Parser& parser, Function& function, Names parameters)
    : parser(parser), lexer(parser.lexer), function(function) {
    scopes.push_back(std::move(parameters));
}

void Body::run() {
    scopes.emplace_back();
    while (scopes.size() > 1) {
        statement();
    }
    line = lexer.peek().line;
    emit("ret");
    fixLabels();
}

void Body::statement() {
    Token token = lexer.peek();
    if (token.kind == Token::End) {
        lexer.fail("the body of " + function.name + " does not end");
    }
    if (lexer.accept('{')) {
        scopes.emplace_back();
    } else if (lexer.accept('}')) {
        scopes.pop_back();
    } else if (token.is('@')) {
        instruction();
    } else if (token.kind == Token::Word && token.text[0] == '.') {
        lexer.take();
        declare(token);
    } else if (token.kind == Token::Word) {
        line = token.line;
        lexer.take();
        if (!lexer.accept(':')) {
            mnemonic.set(token.text);
            guarded = false;
            instruction();
        } else if (lexer.accept(".branchtargets")) {
            branchTargets(std::string(token.text));
        } else {
            labels[std::string(token.text)] = static_cast<u32>(function.code.size());
        }
    } else if (!lexer.accept(';')) {
        lexer.fail("unexpected '" + std::string(token.text) + "'");
    }
}

void Body::declare(const Token& directive) {
    if (directive.is(".reg")) {
        declareRegisters();
    } else if (directive.is(".local")) {
        declareVariable(Space::Local);
    } else if (directive.is(".param")) {
        declareVariable(Space::Param);
    } else if (directive.is(".shared")) {
        parser.sharedVariable(scopes.back());
    } else if (directive.is(".global") || directive.is(".const")) {
        parser.globalVariable(scopes.back());
    } else if (directive.is(".pragma")) {
        lexer.take();
        lexer.expect(';');
    } else if (directive.is(".loc") || directive.is(".file")) {
        while (lexer.peek().kind != Token::End && lexer.peek().line == directive.line) {
            lexer.take();
        }
    } else {
        throw Error(InvalidPtx, directive.line, "unsupported directive " + std::string(directive.text));
    }
}

// ".reg .b32 %r<10>" declares the names %r0 to %r9, kept as one name with a count.
void Body::declareRegisters() {
    while (lexer.peek().kind == Token::Word && lexer.peek().text[0] == '.') {
        std::string_view type = lexer.take().text;
        if (type.substr(0, 2) == ".v" || typeBytes(type.substr(1)) == 0) {
            lexer.fail("unsupported type of registers " + std::string(type));
        }
    }
    do {
        std::string text(lexer.word());
        Name name;
        name.slot = function.slots;
        u32 count = 1;
        if (lexer.accept('<')) {
            count = static_cast<u32>(lexer.integer());
            name.value = count;
            lexer.expect('>');
        }
        scopes.back()[text] = name;
        function.slots += count;
    } while (lexer.accept(','));
    lexer.expect(';');
}

void Body::declareVariable(Space space) {
    do {
        Declaration declared = parser.declaration();
        Name name;
        name.space = space;
        name.bytes = static_cast<u32>(declared.bytes);
        if (space == Space::Local) {
            u32 alignment = std::max(declared.alignment, 8u);
            function.localBytes = (function.localBytes + alignment - 1) / alignment * alignment;
            name.value = function.localBytes;
            function.localBytes += name.bytes;
        } else {
            name.slot = function.slots;
            function.slots += (name.bytes + 7) / 8;
        }
        scopes.back()[declared.name] = name;
    } while (lexer.accept(','));
    lexer.expect(';');
}

void Body::branchTargets(const std::string& label) {
    do {
        targets[label].emplace_back(lexer.word());
    } while (lexer.accept(','));
    lexer.expect(';');
}

const Name* Body::lookup(std::string_view text) const {
    std::string name(text);
    for (std::size_t k = scopes.size(); k-- > 0;) {
        auto found = scopes[k].find(name);
        if (found != scopes[k].end() && found->second.value == 0) {
            return &found->second;
        }
        if (found != scopes[k].end() && found->second.space != Space::Register) {
            return &found->second;
        }
    }
    auto found = parser.globals.find(name);
    return found == parser.globals.end() ? nullptr : &found->second;
}

void Body::fixLabels() {
    for (const Fix& fix : fixes) {
        auto found = labels.find(fix.label);
        if (found == labels.end()) {
            throw Error(InvalidPtx, fix.line, "no label " + fix.label);
        }
        function.code[fix.instruction].imm =
                static_cast<s32>(found->second) - static_cast<s32>(fix.instruction);
    }
}

void Body::readOperands() {
    operands.clear();
    if (lexer.accept(';')) {
        return;
    }
    do {
        operands.push_back(readOperand());
    } while (lexer.accept(','));
    lexer.expect(';');
}

void Body::readVector(Operand& operand) {
    operand.kind = Operand::Slot;
    do {
        if (operand.parts == 4) {
            lexer.fail("a vector of more than four");
        }
        Operand part = readOperand();
        operand.vector[operand.parts++] = part.kind == Operand::None ? u32(Scratch) : source(part);
    } while (lexer.accept(','));
    lexer.expect('}');
}

// What follows a base: "+4", "-8" or "+-8".
void Body::readOffset(Operand& operand) {
    while (lexer.peek().is('+') || lexer.peek().is('-')) {
        bool minus = lexer.take().is('-');
        s64 by = static_cast<s64>(lexer.integer());
        operand.offset += minus ? -by : by;
    }
}

Operand Body::readOperand() {
    Operand operand;
    if (lexer.accept('{')) {
        readVector(operand);
        return operand;
    }
    if (lexer.accept('[')) {
        operand = readOperand();
        operand.memory = true;
        readOffset(operand);
        lexer.expect(']');
        return operand;
    }
    bool negated = lexer.accept('!');
    bool negative = lexer.accept('-');
    if (lexer.peek().kind == Token::Number) {
        operand.kind = Operand::Number;
        operand.negative = negative;
        operand.text = lexer.take().text;
        return operand;
    }
    operand = readWord();
    operand.negated = negated;
    if (lexer.accept('|')) {
        operand.second = destination(readWord());
    }
    readOffset(operand);
    return operand;
}

Operand Body::readWord() {
    Operand operand;
    operand.text = lexer.word();
    if (operand.text == "_") {
        return operand;
    }
    if (const Name* name = lookup(operand.text)) {
        operand.name = *name;
        operand.slot = name->slot;
        operand.kind = name->space == Space::Register ? Operand::Slot : Operand::Symbol;
        return operand;
    }
    std::size_t end = operand.text.find_last_not_of("0123456789") + 1;
    if (end < operand.text.size() && operand.text.size() - end < 9) {
        std::string prefix(operand.text.substr(0, end));
        u32 index = static_cast<u32>(std::atoi(std::string(operand.text.substr(end)).c_str()));
        for (std::size_t k = scopes.size(); k-- > 0;) {
            auto found = scopes[k].find(prefix);
            if (found != scopes[k].end() && found->second.space == Space::Register
                    && index < found->second.value) {
                operand.kind = Operand::Slot;
                operand.slot = found->second.slot + index;
                return operand;
            }
        }
    }
    return readSpecial(operand.text);
}

Operand Body::readSpecial(std::string_view text) {
    static const std::unordered_map<std::string_view, u32> specials = {{"%tid.x", TidX}, {"%tid.y", TidY},
            {"%tid.z", TidZ}, {"%ntid.x", NtidX}, {"%ntid.y", NtidY}, {"%ntid.z", NtidZ},
            {"%ctaid.x", CtaidX}, {"%ctaid.y", CtaidY}, {"%ctaid.z", CtaidZ}, {"%nctaid.x", NctaidX},
            {"%nctaid.y", NctaidY}, {"%nctaid.z", NctaidZ}, {"%laneid", LaneId}, {"%warpid", WarpId},
            {"%nwarpid", NwarpId}, {"%lanemask_eq", MaskEq}, {"%lanemask_lt", MaskLt},
            {"%lanemask_le", MaskLe}, {"%lanemask_gt", MaskGt}, {"%lanemask_ge", MaskGe},
            {"WARP_SZ", WarpSize}, {"%smid", SmId}, {"%nsmid", NsmId}, {"%gridid", GridId},
            {"%dynamic_smem_size", SharedDynamic}, {"%total_smem_size", SharedTotal}};
    Operand operand;
    operand.text = text;
    auto found = specials.find(text);
    if (found != specials.end()) {
        operand.kind = Operand::Slot;
        operand.slot = found->second;
    } else if (text == "%clock" || text == "%clock64" || text == "%globaltimer") {
        operand.kind = Operand::Slot;
        operand.slot = temporary();
        emit(text == "%clock" ? "clock" : "clock64").d = operand.slot;
    } else {
        operand.kind = Operand::Label;
    }
    return operand;
}

u32 Body::constant(u64 bits, Constant::Kind kind, s64 offset) {
    if (kind == Constant::Plain) {
        auto known = constants.find(bits);
        if (known != constants.end()) {
            return known->second;
        }
    }
    u32 slot = temporary();
    function.constants.push_back({slot, kind, bits, offset});
    if (kind == Constant::Plain) {
        constants[bits] = slot;
    }
    return slot;
}

u32 Body::temporary() {
    return function.slots++;
}

u32 Body::negation(u32 slot) {
    Instruction& made = emit("not.pred");
    made.a = slot;
    made.d = temporary();
    return made.d;
}

// The slot that holds the value of an operand, for which an instruction may be needed first.
u32 Body::source(const Operand& operand) {
    if (operand.kind == Operand::Slot && operand.parts == 0) {
        return operand.negated ? negation(operand.slot) : operand.slot;
    }
    if (operand.kind == Operand::Number) {
        return constant(numberBits(operand.text, operand.negative, mnemonic.type()));
    }
    if (operand.kind != Operand::Symbol) {
        throw Error(
                InvalidPtx, line, "unknown operand " + std::string(operand.text) + " of " + mnemonic.text);
    }
    switch (operand.name.space) {
        case Space::Global: return constant(operand.name.value + static_cast<u64>(operand.offset));
        case Space::Shared: return constant(operand.name.value, Constant::SharedPlace, operand.offset);
        case Space::Param: return constant(u64(operand.name.slot) * 8, Constant::FramePlace, operand.offset);
        default: {
            u32 slot = temporary();
            Instruction& made = emit("local.address");
            made.d = slot;
            made.imm = static_cast<s32>(static_cast<s64>(operand.name.value) + operand.offset);
            return slot;
        }
    }
}

u32 Body::destination(const Operand& operand) const {
    if (operand.kind == Operand::None) {
        return Scratch;
    }
    if (operand.kind != Operand::Slot || operand.parts != 0 || operand.slot < FirstSlot) {
        throw Error(InvalidPtx, line, "no register to write in " + mnemonic.text);
    }
    return operand.slot;
}

}  // namespace ptx
