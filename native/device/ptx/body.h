// Reads the body of a function and turns each instruction into its decoded form.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser.h"
#include "table.h"

namespace ptx {

struct Operand {
    enum Kind : u8 { None, Slot, Number, Symbol, Label };

    Kind kind = None;
    bool memory = false;
    bool negated = false;
    bool negative = false;
    u8 parts = 0;
    u32 slot = 0;
    u32 second = 0;
    s64 offset = 0;
    Name name;
    std::string_view text;
    u32 vector[4] = {};
};

// The mnemonic cut at its dots.
struct Mnemonic {
    std::string text;
    std::vector<std::string_view> parts;

    std::string_view base() const { return parts[0]; }

    std::string_view type() const { return parts.back(); }

    bool has(std::string_view part) const;
    void set(std::string_view spelling);
    void drop(std::string_view part);
};

class Body {
public:
    Body(Parser& parser, Function& function, std::unordered_map<std::string, Name> parameters);

    void run();

private:
    using Names = std::unordered_map<std::string, Name>;
    using Decode = void (Body::*)();

    struct Fix {
        u32 instruction;
        std::string label;
        u32 line;
    };

    // Names and declarations.
    void statement();
    void declare(const Token& directive);
    void declareRegisters();
    void declareVariable(Space space);
    void branchTargets(const std::string& label);
    const Name* lookup(std::string_view text) const;
    void fixLabels();

    // Operands.
    void readOperands();
    Operand readOperand();
    Operand readWord();
    void readVector(Operand& operand);
    void readOffset(Operand& operand);
    Operand readSpecial(std::string_view text);
    void readCall();
    u32 source(const Operand& operand);
    u32 destination(const Operand& operand) const;
    u32 constant(u64 bits, Constant::Kind kind = Constant::Plain, s64 offset = 0);
    u32 temporary();
    u32 negation(u32 slot);

    // Instructions.
    void instruction();
    void decode();
    void decodeByTable();
    bool decodeRow(const Row& row);
    void decodeModified();
    void decodeLoad();
    void decodeStore();
    void decodeAtomic();
    void decodeReduction();
    void atomic(bool reduction);
    void decodeBranch();
    void decodeBranchIndexed();
    void decodeCall();
    void decodeReturn();
    void decodeFence();
    void decodeBarrier();
    void decodeBlockBarrier(bool reduces);
    void decodeShuffle();
    void decodeVote();
    void decodeMatch();
    void decodeMove();
    void decodeComparison();
    void decodeNothing();
    std::string_view spaceOf() const;
    void access(Instruction& made, const Operand& address, std::string_view space);
    std::string accessName(const char* kind, std::string_view space, const Operand& address, u32 parts) const;
    void branchTo(const std::string& name, u32 condition, std::string_view label);
    Instruction& emit(std::string_view row);
    Instruction& emit(Handler run);
    [[noreturn]] void unsupported() const;
    void expectOperands(std::size_t least, std::size_t most) const;

    Parser& parser;
    Lexer& lexer;
    Function& function;
    std::vector<Names> scopes;
    std::unordered_map<u64, u32> constants;
    std::unordered_map<std::string, u32> labels;
    std::unordered_map<std::string, std::vector<std::string>> targets;
    std::vector<Fix> fixes;

    // The instruction at hand.
    Mnemonic mnemonic;
    std::vector<Operand> operands;
    std::vector<Operand> arguments;
    std::vector<Operand> returned;
    std::string_view callee;
    u32 line = 0;
    u32 guard = 0;
    bool guarded = false;
    bool guardSense = true;
};

}  // namespace ptx
