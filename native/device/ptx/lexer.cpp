// Cuts PTX text into words, numbers and signs.
#include "lexer.h"

#include <cstdlib>

namespace ptx {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '%' || c == '.';
}

bool hasPrefix(std::string_view text, char lower) {
    return text.size() > 2 && text[0] == '0' && (text[1] | 0x20) == lower;
}

}  // namespace

void Lexer::skipComment() {
    if (text[place + 1] == '/') {
        while (place < text.size() && text[place] != '\n') {
            place++;
        }
        return;
    }
    std::size_t end = text.find("*/", place + 2);
    end = end == std::string_view::npos ? text.size() : end + 2;
    for (; place < end; place++) {
        line += text[place] == '\n';
    }
}

void Lexer::skipSpace() {
    while (place < text.size()) {
        char c = text[place];
        if (c == '\n') {
            line++;
            place++;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            place++;
        } else if (c == '/' && place + 1 < text.size()
                && (text[place + 1] == '/' || text[place + 1] == '*')) {
            skipComment();
        } else {
            return;
        }
    }
}

void Lexer::advance() {
    skipSpace();
    std::size_t start = place;
    token.line = line;
    if (place >= text.size() || text[place] == '\0') {
        token.kind = Token::End;
        token.text = "end of text";
        place = text.size();
        return;
    }
    char c = text[place];
    if (isDigit(c)) {
        token.kind = Token::Number;
        while (place < text.size() && (isLetter(text[place]) || isDigit(text[place]))) {
            bool exponent = (text[place] | 0x20) == 'e' && !hasPrefix(text.substr(start), 'x')
                    && !hasPrefix(text.substr(start), 'f') && !hasPrefix(text.substr(start), 'd');
            place++;
            if (exponent && place < text.size() && (text[place] == '-' || text[place] == '+')) {
                place++;
            }
        }
    } else if (isLetter(c)) {
        token.kind = Token::Word;
        while (place < text.size()
                && (isLetter(text[place]) || isDigit(text[place])
                        || (text.compare(place, 2, "::") == 0 && place++ > 0))) {
            place++;
        }
    } else if (c == '"') {
        token.kind = Token::String;
        std::size_t end = text.find('"', place + 1);
        place = end == std::string_view::npos ? text.size() : end + 1;
    } else {
        token.kind = Token::Sign;
        place++;
    }
    token.text = text.substr(start, place - start);
}

void Lexer::expect(char sign) {
    if (!accept(sign)) {
        fail(std::string("expected '") + sign + "', found '" + std::string(token.text) + "'");
    }
}

std::string_view Lexer::word() {
    if (token.kind != Token::Word) {
        fail("expected a name, found '" + std::string(token.text) + "'");
    }
    return take().text;
}

u64 Lexer::integer() {
    bool negative = accept('-');
    if (token.kind != Token::Number) {
        fail("expected a number, found '" + std::string(token.text) + "'");
    }
    return numberBits(take().text, negative, "u64");
}

u64 numberBits(std::string_view text, bool negative, std::string_view type) {
    std::string digits(text);
    if (hasPrefix(digits, 'f')) {
        return std::strtoull(digits.c_str() + 2, nullptr, 16) ^ (negative ? 0x80000000 : 0);
    }
    if (hasPrefix(digits, 'd')) {
        return std::strtoull(digits.c_str() + 2, nullptr, 16) ^ (negative ? u64(1) << 63 : 0);
    }
    bool hex = hasPrefix(digits, 'x');
    if (!hex && digits.find_first_of(".eE") != std::string::npos) {
        double value = std::strtod(digits.c_str(), nullptr) * (negative ? -1 : 1);
        u64 bits = 0;
        if (type == "f32") {
            set(bits, static_cast<float>(value));
        } else {
            set(bits, value);
        }
        return bits;
    }
    u64 value = hasPrefix(digits, 'b') ? std::strtoull(digits.c_str() + 2, nullptr, 2)
                                       : std::strtoull(digits.c_str(), nullptr, 0);
    return negative ? 0 - value : value;
}

}  // namespace ptx
