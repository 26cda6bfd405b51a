// Reads the module level of PTX text: directives, variables, heads of functions.
#include "parser.h"

#include "body.h"

namespace ptx {

u32 typeBytes(std::string_view type) {
    static const std::unordered_map<std::string_view, u32> bytes = {{"b8", 1}, {"u8", 1}, {"s8", 1},
            {"b16", 2}, {"u16", 2}, {"s16", 2}, {"f16", 2}, {"b32", 4}, {"u32", 4}, {"s32", 4}, {"f32", 4},
            {"b64", 8}, {"u64", 8}, {"s64", 8}, {"f64", 8}, {"pred", 1}};
    auto found = bytes.find(type);
    return found == bytes.end() ? 0 : found->second;
}

Module Parser::run() {
    if (!lexer.peek().is(".version")) {
        lexer.fail("the text does not begin with .version");
    }
    while (lexer.peek().kind != Token::End) {
        directive();
    }
    checkCalls();
    return std::move(module);
}

void Parser::directive() {
    Token token = lexer.take();
    if (token.is(".version")) {
        version();
    } else if (token.is(".target")) {
        target();
    } else if (token.is(".address_size") || token.is(".pragma")) {
        lexer.take();
        lexer.accept(';');
    } else if (token.is(".visible") || token.is(".extern") || token.is(".weak") || token.is(".common")) {
        return;
    } else if (token.is(".entry") || token.is(".func")) {
        function(token.is(".entry"));
    } else if (token.is(".shared")) {
        sharedVariable(globals);
    } else if (token.is(".global") || token.is(".const")) {
        globalVariable(globals);
    } else if (token.is(".file") || token.is(".loc")) {
        while (lexer.peek().kind != Token::End && lexer.peek().line == token.line) {
            lexer.take();
        }
    } else if (token.is(".section")) {
        while (lexer.peek().kind != Token::End && !lexer.accept('}')) {
            lexer.take();
        }
    } else if (!token.is(';')) {
        throw Error(InvalidPtx, token.line, "unsupported directive " + std::string(token.text));
    }
}

void Parser::version() {
    Token number = lexer.take();
    std::string text(number.text);
    std::size_t dot = text.find('.');
    int version =
            std::atoi(text.c_str()) * 10 + (dot == std::string::npos ? 0 : std::atoi(text.c_str() + dot + 1));
    if (version > highestVersion) {
        throw Error(UnsupportedVersion, number.line, "the driver does not take PTX version " + text);
    }
}

void Parser::target() {
    do {
        Token token = lexer.take();
        if (token.text.substr(0, 3) == "sm_" && std::atoi(std::string(token.text.substr(3)).c_str()) > 90) {
            throw Error(NoBinaryForDevice, token.line, "the device is older than " + std::string(token.text));
        }
    } while (lexer.accept(','));
}

Declaration Parser::declaration() {
    Declaration declared;
    while (lexer.peek().kind == Token::Word && lexer.peek().text[0] == '.') {
        std::string_view word = lexer.take().text;
        if (word == ".align") {
            declared.alignment = static_cast<u32>(lexer.integer());
        } else if (u32 bytes = typeBytes(word.substr(1)); bytes != 0) {
            declared.type = word.substr(1);
            declared.bytes = bytes;
            declared.alignment = std::max(declared.alignment, bytes);
        } else if (word == ".ptr") {
            while (lexer.peek().kind == Token::Word && lexer.peek().text[0] == '.') {
                if (lexer.take().text == ".align") {
                    lexer.integer();
                }
            }
        } else if (word != ".attribute" && word.substr(0, 2) != ".v") {
            lexer.fail("unsupported in a declaration: " + std::string(word));
        }
    }
    declared.name = lexer.word();
    while (lexer.accept('[')) {
        declared.unsized = lexer.peek().is(']');
        declared.bytes *= declared.unsized ? 0 : lexer.integer();
        lexer.expect(']');
    }
    return declared;
}

void Parser::sharedVariable(std::unordered_map<std::string, Name>& names) {
    do {
        Declaration declared = declaration();
        Name name;
        name.space = Space::Shared;
        name.value = module.shared.size();
        names[declared.name] = name;
        module.shared.push_back({declared.bytes, declared.alignment, declared.unsized});
    } while (lexer.accept(','));
    lexer.expect(';');
}

void Parser::globalVariable(std::unordered_map<std::string, Name>& names) {
    do {
        Declaration declared = declaration();
        u64 address = storage(declared.name, declared.bytes, declared.alignment);
        Name name;
        name.space = Space::Global;
        name.value = address;
        names[declared.name] = name;
        module.variables.push_back({declared.name, address, declared.bytes});
        if (lexer.accept('=')) {
            initialise(reinterpret_cast<u8*>(address), declared, 0);
        }
    } while (lexer.accept(','));
    lexer.expect(';');
}

// One value or a braced list of them, nested as the dimensions are; answers how many bytes are done.
u64 Parser::initialise(u8* to, const Declaration& declared, u64 done) {
    if (lexer.accept('{')) {
        while (!lexer.accept('}')) {
            done = initialise(to, declared, done);
            lexer.accept(',');
        }
        return done;
    }
    u64 value = 0;
    bool negative = lexer.accept('-');
    Token token = lexer.take();
    if (token.kind == Token::Number) {
        value = numberBits(token.text, negative, declared.type);
    } else {
        bool generic = token.is("generic") && lexer.accept('(');
        std::string symbol(generic ? lexer.word() : token.text);
        auto found = globals.find(symbol);
        if (found == globals.end()) {
            throw Error(InvalidPtx, token.line, "unknown in an initialiser: " + symbol);
        }
        value = found->second.value;
        if (generic) {
            lexer.expect(')');
        }
        value += lexer.accept('+') ? lexer.integer() : 0;
    }
    u32 bytes = typeBytes(declared.type);
    if (done + bytes > declared.bytes) {
        throw Error(InvalidPtx, token.line, "too many values for " + declared.name);
    }
    std::memcpy(to + done, &value, bytes);
    return done + bytes;
}

u32 Parser::functionIndex(const std::string& name) {
    auto found = module.functionByName.find(name);
    if (found != module.functionByName.end()) {
        return found->second;
    }
    u32 index = static_cast<u32>(module.functions.size());
    module.functions.emplace_back();
    module.functions.back().name = name;
    module.functions.back().line = lexer.peek().line;
    module.functionByName[name] = index;
    return index;
}

void Parser::parameters(
        Function& function, std::vector<Parameter>& list, std::unordered_map<std::string, Name>& names) {
    lexer.expect('(');
    while (!lexer.accept(')')) {
        bool registers = lexer.accept(".reg");
        if (!registers && !lexer.accept(".param")) {
            lexer.fail("expected .param or .reg");
        }
        Declaration declared = declaration();
        Name name;
        name.space = registers ? Space::Register : Space::Param;
        name.slot = function.slots;
        name.bytes = registers ? 8 : static_cast<u32>(declared.bytes);
        names[declared.name] = name;
        list.push_back({declared.name, function.slots * 8, name.bytes, declared.alignment});
        function.slots += (name.bytes + 7) / 8;
        lexer.accept(',');
    }
}

void Parser::attributes(Function& function) {
    while (!lexer.peek().is('{') && !lexer.peek().is(';')) {
        Token token = lexer.take();
        if (token.kind == Token::End) {
            lexer.fail("a function without a body");
        }
        if (token.is(".maxntid") || token.is(".reqntid")) {
            u64 threads = lexer.integer();
            while (lexer.accept(',')) {
                threads *= lexer.integer();
            }
            function.maxThreads = static_cast<u32>(threads);
        }
    }
}

void Parser::function(bool entry) {
    Function made;
    made.entry = entry;
    made.line = lexer.peek().line;
    std::unordered_map<std::string, Name> names;
    if (lexer.peek().is('(')) {
        parameters(made, made.results, names);
    }
    made.name = lexer.word();
    if (lexer.peek().is('(')) {
        parameters(made, made.parameters, names);
    }
    attributes(made);
    u32 index = functionIndex(made.name);
    if (lexer.accept(';')) {
        if (!module.functions[index].defined) {
            module.functions[index] = std::move(made);
        }
        return;
    }
    if (module.functions[index].defined) {
        lexer.fail("defined twice: " + made.name);
    }
    lexer.expect('{');
    made.defined = true;
    Body(*this, made, std::move(names)).run();
    module.functions[index] = std::move(made);
}

void Parser::checkCalls() const {
    for (const Function& function : module.functions) {
        for (const CallSite& call : function.calls) {
            const Function& callee = module.functions[call.function];
            if (!callee.defined) {
                throw Error(InvalidPtx, function.line,
                        function.name + " calls " + callee.name + ", which is not there");
            }
        }
    }
}

Module parse(std::string_view text, int highestVersion, const Storage& storage) {
    return Parser(text, highestVersion, storage).run();
}

}  // namespace ptx
