// Tests of the native part: TEST(name) { CHECK(...); }, each of which ctest runs in a process of its own.
#pragma once

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <random>
#include <string>

namespace testing {

using Body = void (*)();

inline std::map<std::string, Body>& all() {
    static std::map<std::string, Body> tests;
    return tests;
}

inline bool add(const char* name, Body body) {
    return all().emplace(name, body).second;
}

inline void fail(const char* file, int line, const std::string& text) {
    std::fprintf(stderr, "%s:%d: %s\n", file, line, text.c_str());
    std::exit(1);
}

inline void check_equal(const char* file, int line, const char* what, long long expected, long long actual) {
    if (expected != actual) {
        fail(file, line,
            std::string(what) + " is " + std::to_string(actual) + ", not " + std::to_string(expected));
    }
}

// A library that must load.
inline void* open(const char* path) {
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        fail(path, 0, dlerror());
    }
    return library;
}

// A function of a library, which must have it.
template <typename Function>
Function* function(void* library, const char* name) {
    void* address = dlsym(library, name);
    if (address == nullptr) {
        fail(name, 0, "is not exported");
    }
    return reinterpret_cast<Function*>(address);
}

// The same numbers at every run.
inline double draw() {
    static std::mt19937 bits(7);
    return std::uniform_real_distribution<double>(-1, 1)(bits);
}

}  // namespace testing

#define TEST(name)                                              \
    static void name();                                         \
    static const bool name##_added = testing::add(#name, name); \
    static void name()

#define CHECK(condition)                                          \
    if (!(condition)) {                                           \
        testing::fail(__FILE__, __LINE__, "not so: " #condition); \
    }

#define CHECK_EQUAL(expected, actual) testing::check_equal(__FILE__, __LINE__, #actual, expected, actual)

int main(int count, char** arguments) {
    if (count != 2 || testing::all().count(arguments[1]) == 0) {
        std::fprintf(stderr, "which test?\n");
        return 2;
    }
    testing::all()[arguments[1]]();
    return 0;
}
