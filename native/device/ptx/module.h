// A module of PTX text after parsing: its functions, not yet linked, and its variables.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "machine.h"

namespace ptx {

class Error : public std::runtime_error {
public:
    Error(int code, u32 line, const std::string& what)
        : std::runtime_error("line " + std::to_string(line) + ": " + what), code(code) {}

    int code;
};

constexpr int InvalidPtx = 218;
constexpr int UnsupportedVersion = 222;
constexpr int NoBinaryForDevice = 209;

enum class Space : u8 { Register, Param, Local, Shared, Global };

// What a name stands for: slot of a register or parameter, place of a variable, address of a global.
struct Name {
    Space space = Space::Register;
    u32 slot = 0;
    u32 bytes = 0;
    u64 value = 0;
};

struct SharedVariable {
    u64 bytes;
    u32 alignment;
    bool dynamic;
};

// The value of a slot that no instruction writes. Places of shared variables and frames are known when
// linked.
struct Constant {
    enum Kind : u8 { Plain, SharedPlace, FramePlace };

    u32 slot;
    Kind kind;
    u64 value;
    s64 offset;
};

// The frame of a function starts at FirstSlot; the linker moves it to its place in the register file.
struct Function {
    std::string name;
    u32 line = 0;
    bool entry = false;
    bool defined = false;
    bool cooperative = false;
    u32 slots = FirstSlot;
    u32 localBytes = 0;
    u32 maxThreads = 1024;
    std::vector<Parameter> parameters;
    std::vector<Parameter> results;
    std::vector<Constant> constants;
    std::vector<Instruction> code;
    std::vector<CallSite> calls;
};

struct Variable {
    std::string name;
    u64 address;
    u64 bytes;
};

// Gives memory for the variables of a module: name, bytes, alignment.
using Storage = std::function<u64(const std::string&, u64, u64)>;

struct Module {
    std::vector<Function> functions;
    std::unordered_map<std::string, u32> functionByName;
    std::vector<SharedVariable> shared;
    std::vector<Variable> variables;

    const Function* find(const std::string& name) const {
        auto found = functionByName.find(name);
        return found == functionByName.end() ? nullptr : &functions[found->second];
    }
};

// Throws Error. The highest version is ten times the version of PTX that the driver takes.
Module parse(std::string_view text, int highestVersion, const Storage& storage);

Image link(const Module& module, u32 entry);

}  // namespace ptx
