// Cuts PTX text into words, numbers and signs.
#pragma once

#include <string>
#include <string_view>

#include "module.h"

namespace ptx {

struct Token {
    enum Kind : u8 { End, Word, Number, String, Sign };

    Kind kind = End;
    std::string_view text;
    u32 line = 1;

    bool is(char sign) const { return kind == Sign && text[0] == sign; }

    bool is(std::string_view word) const { return kind == Word && text == word; }
};

class Lexer {
public:
    explicit Lexer(std::string_view text) : text(text) { advance(); }

    const Token& peek() const { return token; }

    Token take() {
        Token taken = token;
        advance();
        return taken;
    }

    bool accept(char sign) {
        bool found = token.is(sign);
        if (found) {
            advance();
        }
        return found;
    }

    bool accept(std::string_view word) {
        bool found = token.is(word);
        if (found) {
            advance();
        }
        return found;
    }

    void expect(char sign);
    std::string_view word();
    u64 integer();

    [[noreturn]] void fail(const std::string& what) const { throw Error(InvalidPtx, token.line, what); }

private:
    void advance();
    void skipSpace();
    void skipComment();

    std::string_view text;
    std::size_t place = 0;
    u32 line = 1;
    Token token;
};

// The bits of a number as an operand of the given type: f32 and f64 name floats, anything else integers.
u64 numberBits(std::string_view text, bool negative, std::string_view type);

}  // namespace ptx
