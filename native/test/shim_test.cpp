// What shims answer before a library is open, with one open, and for what it lacks.
#include <fstream>

#include "testing.h"

namespace {

const char* open_through(void* shim, const char* path) {
    return testing::function<const char*(const char*)>(shim, "argand_shim_open")(path);
}

int version(void* shim) {
    int answer = 0;
    CHECK_EQUAL(0, testing::function<int(void*, int*)>(shim, "cublasGetVersion_v2")(nullptr, &answer));
    return answer;
}

bool contains(const char* text, const char* part) {
    return text != nullptr && std::strstr(text, part) != nullptr;
}

// A shim that forwards to the fake library.
void* opened() {
    void* shim = testing::open(CUBLAS_SHIM);
    CHECK(open_through(shim, FAKE_CUBLAS) == nullptr);
    return shim;
}

void check_symbols(const char* shim, const char* list) {
    void* library = testing::open(shim);
    std::ifstream symbols(list);
    std::string symbol;
    int count = 0;
    while (std::getline(symbols, symbol)) {
        testing::function<int()>(library, symbol.c_str());
        count++;
    }
    CHECK(count > 30);
}

}  // namespace

TEST(cublas_exports_every_symbol) {
    check_symbols(CUBLAS_SHIM, CUBLAS_SYMBOLS);
}

TEST(cufft_exports_every_symbol) {
    check_symbols(CUFFT_SHIM, CUFFT_SYMBOLS);
}

TEST(shims_answer_by_their_sonames) {
    testing::open(CUBLAS_SHIM);
    testing::open(CUFFT_SHIM);
    CHECK(dlopen("libcublas.so.12", RTLD_NOW | RTLD_NOLOAD) != nullptr);
    CHECK(dlopen("libcufft.so.10", RTLD_NOW | RTLD_NOLOAD) != nullptr);
}

TEST(calls_before_open_say_not_initialised) {
    void* cublas = testing::open(CUBLAS_SHIM);
    void* cufft = testing::open(CUFFT_SHIM);
    CHECK_EQUAL(1, testing::function<int(void*)>(cublas, "cublasCreate_v2")(nullptr));
    CHECK_EQUAL(7, testing::function<int(int*)>(cufft, "cufftGetVersion")(nullptr));
    CHECK(testing::function<const char*(int)>(cublas, "cublasGetStatusName")(0) != nullptr);
    CHECK(testing::function<const char*()>(cublas, "argand_shim_path")() == nullptr);
}

TEST(calls_before_open_are_not_remembered) {
    void* shim = testing::open(CUBLAS_SHIM);
    CHECK_EQUAL(1, testing::function<int(void*, int*)>(shim, "cublasGetVersion_v2")(nullptr, nullptr));
    CHECK(open_through(shim, FAKE_CUBLAS) == nullptr);
    CHECK_EQUAL(110900, version(shim));
}

TEST(open_says_what_is_wrong) {
    void* shim = testing::open(CUBLAS_SHIM);
    CHECK(contains(open_through(shim, "libcublas.so.12"), "not an absolute path"));
    CHECK(contains(open_through(shim, "/nowhere/libcublas.so.12"), "/nowhere/libcublas.so.12"));
    CHECK(contains(open_through(shim, OTHER_LIBRARY), "is not cuBLAS"));
}

TEST(open_takes_one_library_only) {
    void* shim = opened();
    CHECK(open_through(shim, FAKE_CUBLAS) == nullptr);
    CHECK(contains(open_through(shim, OTHER_LIBRARY), "already forwards to"));
    CHECK(contains(testing::function<const char*()>(shim, "argand_shim_path")(), FAKE_CUBLAS));
}

TEST(library_of_the_same_name_is_another) {
    void* shim = opened();
    CHECK(dlopen("libcublas.so.12", RTLD_NOW | RTLD_NOLOAD) == shim);
    CHECK_EQUAL(110900, version(shim));
}

TEST(calls_reach_the_library_with_every_argument) {
    void* shim = opened();
    using Gemm = int(void*, int, int, int, int, int, const double*, const double*, int, const double*, int,
        const double*, double*, int);
    Gemm* gemm = testing::function<Gemm>(shim, "cublasDgemm_v2");
    double alpha = 1, beta = 10, a = 100, b = 1000, c = 0;
    for (int time = 0; time < 2; time++) {
        CHECK_EQUAL(21 + 3 + 4 + 5 + 6 + 7 + 8, gemm(&c, 1, 2, 3, 4, 5, &alpha, &a, 6, &b, 7, &beta, &c, 8));
        CHECK(c == 1121);
    }
}

TEST(calls_keep_floating_arguments) {
    using Floats = int(double, double, double, double, double, double, double, double, double);
    Floats* floats = testing::function<Floats>(opened(), "cublasSaxpy_v2");
    CHECK_EQUAL(285, floats(1, 2, 3, 4, 5, 6, 7, 8, 9));
    CHECK_EQUAL(165, floats(9, 8, 7, 6, 5, 4, 3, 2, 1));
}

TEST(missing_functions_say_not_supported) {
    void* shim = opened();
    CHECK_EQUAL(15, testing::function<int()>(shim, "cublasCgemm_v2_64")());
    CHECK_EQUAL(15, testing::function<int()>(shim, "cublasCgemm_v2_64")());
    CHECK(contains(testing::function<const char*(int)>(shim, "cublasGetStatusString")(0), "says nothing"));
    CHECK(contains(testing::function<const char*(int)>(shim, "cublasGetStatusName")(0), "FAKE"));
}
