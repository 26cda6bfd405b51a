// Reads the module level of PTX text: directives, variables, heads of functions.
#pragma once

#include "lexer.h"

namespace ptx {

// A declared thing: ".align 8 .b8 name[16]" or ".u64 .ptr .align 1 name".
struct Declaration {
    std::string name;
    std::string type;
    u64 bytes = 0;
    u32 alignment = 1;
    bool unsized = false;
};

class Parser {
public:
    Parser(std::string_view text, int highestVersion, const Storage& storage)
        : lexer(text), highestVersion(highestVersion), storage(storage) {}

    Module run();

    // What the body of a function asks for.
    Declaration declaration();
    void sharedVariable(std::unordered_map<std::string, Name>& names);
    void globalVariable(std::unordered_map<std::string, Name>& names);
    u32 functionIndex(const std::string& name);

    Lexer lexer;
    Module module;
    std::unordered_map<std::string, Name> globals;

private:
    void directive();
    void version();
    void target();
    void function(bool entry);
    void parameters(
            Function& function, std::vector<Parameter>& list, std::unordered_map<std::string, Name>& names);
    void attributes(Function& function);
    void checkCalls() const;
    u64 initialise(u8* to, const Declaration& declared, u64 done);

    int highestVersion;
    const Storage& storage;
};

u32 typeBytes(std::string_view type);

}  // namespace ptx
