// The stand-in cuBLAS beside plain sums, for every element type, operation, layout and refusal.
#include <complex>
#include <cstdint>
#include <limits>
#include <vector>

#include "testing.h"

namespace {

constexpr int NOT_INITIALIZED = 1;
constexpr int INVALID_VALUE = 7;
constexpr int EXECUTION_FAILED = 13;

enum Operation { N, T, C };

template <typename S>
using Gemm = int(void*, int, int, int, int, int, const S*, const S*, int, const S*, int, const S*, S*, int);

template <typename S>
using Batched = int(void*, int, int, int, int, int, const S*, const S*, int, long long, const S*, int,
    long long, const S*, S*, int, long long, int);

void* driver() {
    static void* const library = testing::open(FAKE_DRIVER);
    return library;
}

void* cublas() {
    driver();
    static void* const library = testing::open(CUBLAS);
    return library;
}

void* handle() {
    void* created = nullptr;
    CHECK_EQUAL(0, testing::function<int(void**)>(cublas(), "cublasCreate_v2")(&created));
    return created;
}

template <typename S>
S draw(S) {
    return static_cast<S>(testing::draw());
}

template <typename Real>
std::complex<Real> draw(std::complex<Real>) {
    Real re = static_cast<Real>(testing::draw());
    return {re, static_cast<Real>(testing::draw())};
}

template <typename S>
std::vector<S> numbers(size_t count) {
    std::vector<S> values(count);
    for (S& value : values) {
        value = draw(S());
    }
    return values;
}

template <typename Real>
std::complex<double> wide(Real x) {
    return {double(x), 0};
}

template <typename Real>
std::complex<double> wide(std::complex<Real> z) {
    return {double(z.real()), double(z.imag())};
}

// An element of op(A).
template <typename S>
std::complex<double> element(const S* a, int op, int64_t row, int64_t column, int64_t leading) {
    std::complex<double> value = wide(op == N ? a[row + column * leading] : a[column + row * leading]);
    return op == C ? std::conj(value) : value;
}

template <typename S>
struct Sizes {
    int op_a, op_b, m, n, k;

    int lda() const { return (op_a == N ? m : k) + 2; }
    int ldb() const { return (op_b == N ? k : n) + 1; }
    int ldc() const { return m + 3; }
    long long stride_a() const { return (long long) lda() * (op_a == N ? k : m) + 5; }
    long long stride_b() const { return (long long) ldb() * (op_b == N ? n : k) + 4; }
    long long stride_c() const { return (long long) ldc() * n + 3; }

    // The largest difference from the plain sum, for results of some size k.
    void check(const S* a, const S* b, const S* old, const S* c, S alpha, S beta) const {
        double allowed =
            (std::is_same_v<S, double> || std::is_same_v<S, std::complex<double>> ? 1e-15 : 4e-7) * (k + 2);
        for (int column = 0; column < n; column++) {
            for (int row = 0; row < m; row++) {
                std::complex<double> sum = 0;
                for (int inner = 0; inner < k; inner++) {
                    sum += element(a, op_a, row, inner, lda()) * element(b, op_b, inner, column, ldb());
                }
                int64_t at = row + (int64_t) column * ldc();
                sum = wide(alpha) * sum + wide(beta) * wide(old[at]);
                CHECK(std::abs(sum - wide(c[at])) <= allowed);
            }
        }
    }
};

template <typename S>
void check_batched(const std::string& letter, const Sizes<S>& s, int batches) {
    auto* gemm = testing::function<Batched<S>>(cublas(), ("cublas" + letter + "gemmStridedBatched").c_str());
    std::vector<S> a = numbers<S>(s.stride_a() * batches);
    std::vector<S> b = numbers<S>(s.stride_b() * batches);
    std::vector<S> old = numbers<S>(s.stride_c() * batches);
    std::vector<S> c = old;
    S alpha = draw(S());
    S beta = draw(S());
    CHECK_EQUAL(0, gemm(handle(), s.op_a, s.op_b, s.m, s.n, s.k, &alpha, a.data(), s.lda(), s.stride_a(),
                       b.data(), s.ldb(), s.stride_b(), &beta, c.data(), s.ldc(), s.stride_c(), batches));
    for (int batch = 0; batch < batches; batch++) {
        long long at = batch * s.stride_c();
        s.check(&a[batch * s.stride_a()], &b[batch * s.stride_b()], &old[at], &c[at], alpha, beta);
        // What lies between the columns is left alone.
        CHECK(c[at + s.m] == old[at + s.m]);
    }
}

template <typename S>
void check_all(const std::string& letter) {
    for (int op_a : {N, T, C}) {
        for (int op_b : {N, T, C}) {
            check_batched<S>(letter, {op_a, op_b, 13, 9, 6}, 3);
            check_batched<S>(letter, {op_a, op_b, 1, 17, 33}, 2);
            check_batched<S>(letter, {op_a, op_b, 5, 1, 1}, 1);
        }
    }
}

// One plain product of two matrices of 2 by 2, with what may be wrong about it.
struct Call {
    int op_a = N, op_b = N, m = 2, n = 2, k = 2, lda = 2, ldb = 2, ldc = 2;
    double one = 1, none = 0;
    const double* alpha = &one;
    const double* beta = &none;
    std::vector<double> a = {1, 2, 3, 4}, b = {5, 6, 7, 8}, c = {0, 0, 0, 0};

    int run(void* handle) {
        auto* gemm = testing::function<Gemm<double>>(cublas(), "cublasDgemm_v2");
        return gemm(handle, op_a, op_b, m, n, k, alpha, a.data(), lda, b.data(), ldb, beta, c.data(), ldc);
    }
};

void forbid(const void* byte) {
    testing::function<void(const void*)>(driver(), "fake_forbid")(byte);
}

}  // namespace

TEST(products_of_float) {
    check_all<float>("S");
}

TEST(products_of_double) {
    check_all<double>("D");
}

TEST(products_of_complex_float) {
    check_all<std::complex<float>>("C");
}

TEST(products_of_complex_double) {
    check_all<std::complex<double>>("Z");
}

TEST(large_product_is_right) {
    check_batched<std::complex<float>>("C", {C, N, 160, 150, 140}, 1);
}

TEST(extents_of_64_bits_are_taken) {
    using Wide = int(void*, int, int, int64_t, int64_t, int64_t, const double*, const double*, int64_t,
        const double*, int64_t, const double*, double*, int64_t);
    Call call;
    CHECK_EQUAL(0, testing::function<Wide>(cublas(), "cublasDgemm_v2_64")(handle(), N, N, 2, 2, 2, call.alpha,
                       call.a.data(), 2, call.b.data(), 2, call.beta, call.c.data(), 2));
    CHECK(call.c == (std::vector<double>{23, 34, 31, 46}));
}

TEST(vectors_are_multiplied) {
    using Gemv = int(void*, int, int, int, const double*, const double*, int, const double*, int,
        const double*, double*, int);
    auto* gemv = testing::function<Gemv>(cublas(), "cublasDgemv_v2");
    const double one = 1, none = 0, a[] = {1, 2, 3, 4, 5, 6}, x[] = {1, 0, 10};
    double y[3] = {};
    CHECK_EQUAL(0, gemv(handle(), N, 3, 2, &one, a, 3, x, 2, &none, y, 1));
    CHECK(y[0] == 41 && y[1] == 52 && y[2] == 63);
    CHECK_EQUAL(0, gemv(handle(), T, 3, 2, &one, a, 3, x, -1, &none, y, 1));
    CHECK(y[0] == 13 && y[1] == 46);
}

TEST(zero_beta_does_not_read_the_result) {
    Call call;
    call.c.assign(4, std::numeric_limits<double>::quiet_NaN());
    CHECK_EQUAL(0, call.run(handle()));
    CHECK(call.c == (std::vector<double>{23, 34, 31, 46}));
}

TEST(zero_alpha_does_not_read_the_factors) {
    Call call;
    call.alpha = &call.none;
    call.a.assign(4, std::numeric_limits<double>::infinity());
    CHECK_EQUAL(0, call.run(handle()));
    CHECK(call.c == (std::vector<double>{0, 0, 0, 0}));
}

TEST(factors_on_the_device_are_taken_in_stream_order) {
    void* h = handle();
    CHECK_EQUAL(0, testing::function<int(void*, int)>(cublas(), "cublasSetPointerMode_v2")(h, 1));
    Call call;
    CHECK_EQUAL(0, call.run(h));
    CHECK(call.c == (std::vector<double>{23, 34, 31, 46}));
}

TEST(empty_products_do_nothing) {
    Call call;
    call.m = 0;
    CHECK_EQUAL(0, call.run(handle()));
    call.m = 2;
    call.k = 0;
    call.beta = &call.one;
    call.c = {1, 2, 3, 4};
    CHECK_EQUAL(0, call.run(handle()));
    CHECK(call.c == (std::vector<double>{1, 2, 3, 4}));
}

TEST(arguments_are_checked) {
    CHECK_EQUAL(NOT_INITIALIZED, Call().run(nullptr));
    for (int Call::* argument : {&Call::m, &Call::n, &Call::k, &Call::op_a, &Call::op_b}) {
        Call call;
        call.*argument = -1;
        CHECK_EQUAL(INVALID_VALUE, call.run(handle()));
    }
    for (int Call::* argument : {&Call::lda, &Call::ldb, &Call::ldc}) {
        Call call;
        call.*argument = 1;
        CHECK_EQUAL(INVALID_VALUE, call.run(handle()));
    }
    Call call;
    call.alpha = nullptr;
    CHECK_EQUAL(INVALID_VALUE, call.run(handle()));
}

TEST(memory_out_of_bounds_is_a_failure) {
    Call call;
    forbid(reinterpret_cast<const char*>(&call.b[3]) + 7);
    CHECK_EQUAL(EXECUTION_FAILED, call.run(handle()));
    forbid(&call.b[4]);
    CHECK_EQUAL(0, call.run(handle()));
}

TEST(modes_are_kept) {
    void* h = handle();
    int mode = 0;
    CHECK_EQUAL(0, testing::function<int(void*, int)>(cublas(), "cublasSetMathMode")(h, 3));
    CHECK_EQUAL(0, testing::function<int(void*, int*)>(cublas(), "cublasGetMathMode")(h, &mode));
    CHECK_EQUAL(3, mode);
    CHECK_EQUAL(0, testing::function<int(void*, int*)>(cublas(), "cublasGetVersion_v2")(h, &mode));
    CHECK_EQUAL(130000, mode);
    auto* set_workspace = testing::function<int(void*, void*, size_t)>(cublas(), "cublasSetWorkspace_v2");
    CHECK_EQUAL(0, set_workspace(h, reinterpret_cast<void*>(0x1000), 64));
    CHECK_EQUAL(INVALID_VALUE, set_workspace(h, reinterpret_cast<void*>(0x1010), 64));
    CHECK_EQUAL(0, testing::function<int(void*)>(cublas(), "cublasDestroy_v2")(h));
}

TEST(no_handle_without_the_software_device) {
    void* library = testing::open(CUBLAS);
    void* created = nullptr;
    CHECK_EQUAL(NOT_INITIALIZED, testing::function<int(void**)>(library, "cublasCreate_v2")(&created));
}
