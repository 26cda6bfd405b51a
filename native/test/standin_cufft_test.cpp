// The stand-in cuFFT beside plain sums, for every kind of transform, length, layout and refusal.
#include <cmath>
#include <complex>
#include <cstdint>
#include <vector>

#include "testing.h"

namespace {

using Complex = std::complex<double>;
using Narrow = std::complex<float>;
using Numbers = std::vector<Complex>;

enum Type { R2C = 0x2a, C2R = 0x2c, C2C = 0x29, D2Z = 0x6a, Z2D = 0x6c, Z2Z = 0x69 };
enum Result {
    INVALID_PLAN = 1,
    INVALID_TYPE = 3,
    INVALID_VALUE = 4,
    EXEC_FAILED = 6,
    INVALID_SIZE = 8,
    NO_WORKSPACE = 13
};

void* driver() {
    static void* const library = testing::open(FAKE_DRIVER);
    return library;
}

template <typename Function>
Function* cufft(const char* name) {
    driver();
    static void* const library = testing::open(CUFFT);
    return testing::function<Function>(library, name);
}

int plan(int n, int type, int batches) {
    int handle = 0;
    CHECK_EQUAL(0, cufft<int(int*, int, int, int)>("cufftPlan1d")(&handle, n, type, batches));
    return handle;
}

template <typename In, typename Out>
int run(const char* name, int handle, In* in, Out* out) {
    return cufft<int(int, In*, Out*)>(name)(handle, in, out);
}

template <typename S>
int run(const char* name, int handle, S* in, S* out, int direction) {
    return cufft<int(int, S*, S*, int)>(name)(handle, in, out, direction);
}

Numbers numbers(size_t count) {
    Numbers x(count);
    for (Complex& z : x) {
        double re = testing::draw();
        z = {re, testing::draw()};
    }
    return x;
}

// The definition, for one element.
Complex dft(const Complex* x, int n, int k, int sign) {
    Complex sum = 0;
    for (int t = 0; t < n; t++) {
        double angle = sign * 2 * M_PI * double(int64_t(k) * t % n) / n;
        sum += x[t] * Complex(std::cos(angle), std::sin(angle));
    }
    return sum;
}

void check_close(Complex expected, Complex actual, double scale) {
    CHECK(std::abs(expected - actual) <= 1e-15 * scale);
}

void check_length(int n) {
    Numbers x = numbers(2 * n);
    Numbers y(2 * n);
    for (int sign : {-1, 1}) {
        CHECK_EQUAL(0, run("cufftExecZ2Z", plan(n, Z2Z, 2), x.data(), y.data(), sign));
        for (int k = 0; k < 2 * n; k += 1 + n / 50) {
            check_close(dft(&x[k / n * n], n, k % n, sign), y[k], 8.0 * n);
        }
    }
}

// Plans with a layout.
int plan_many(std::vector<int> n, std::vector<int> in, int in_stride, int in_distance, std::vector<int> out,
    int out_stride, int out_distance, int type, int batches) {
    using Many = int(int*, int, int*, int*, int, int, int*, int, int, int, int);
    int handle = 0;
    CHECK_EQUAL(0, cufft<Many>("cufftPlanMany")(&handle, int(n.size()), n.data(), in.data(), in_stride,
                       in_distance, out.data(), out_stride, out_distance, type, batches));
    return handle;
}

}  // namespace

TEST(lengths_of_small_factors) {
    for (int n : {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 25, 31, 60, 64, 77, 128, 210, 1024, 4096}) {
        check_length(n);
    }
}

TEST(lengths_of_large_primes) {
    for (int n : {37, 41, 74, 97, 127, 257, 1009, 4099}) {
        check_length(n);
    }
}

TEST(complex_float_in_place) {
    const int n = 12;
    Numbers x = numbers(n);
    std::vector<Narrow> y(x.begin(), x.end());
    CHECK_EQUAL(0, run("cufftExecC2C", plan(n, C2C, 1), y.data(), y.data(), -1));
    for (int k = 0; k < n; k++) {
        check_close(dft(x.data(), n, k, -1), Complex(y[k]), 1e9 * n);
    }
}

TEST(real_transforms_have_half_a_spectrum) {
    for (int n : {1, 2, 7, 8, 30}) {
        const int half = n / 2 + 1;
        Numbers x = numbers(2 * n);
        std::vector<double> real(2 * n);
        for (int k = 0; k < 2 * n; k++) {
            real[k] = x[k].real();
            x[k] = real[k];
        }
        Numbers y(2 * half);
        CHECK_EQUAL(0, run("cufftExecD2Z", plan(n, D2Z, 2), real.data(), y.data()));
        for (int k = 0; k < 2 * half; k++) {
            check_close(dft(&x[k / half * n], n, k % half, -1), y[k], 8.0 * n);
        }
        std::vector<double> back(2 * n);
        CHECK_EQUAL(0, run("cufftExecZ2D", plan(n, Z2D, 2), y.data(), back.data()));
        for (int k = 0; k < 2 * n; k++) {
            check_close(double(n) * x[k], back[k], 8.0 * n);
        }
    }
}

TEST(complex_to_real_spoils_its_input) {
    std::vector<Narrow> spectrum(5, Narrow(1, 0));
    std::vector<float> x(8);
    CHECK_EQUAL(0, run("cufftExecC2R", plan(8, C2R, 1), spectrum.data(), x.data()));
    CHECK(x[0] == 8 && std::abs(x[3]) < 1e-6f);
    for (Narrow z : spectrum) {
        CHECK(std::isnan(z.real()));
    }
}

TEST(real_in_place_has_padded_rows) {
    std::vector<float> x = {1, 2, 3, 4, 0, 0, 5, 6, 7, 8, 0, 0};
    auto* spectrum = reinterpret_cast<Narrow*>(x.data());
    CHECK_EQUAL(0, run("cufftExecR2C", plan(4, R2C, 2), x.data(), spectrum));
    CHECK(spectrum[0] == Narrow(10, 0) && spectrum[1] == Narrow(-2, 2) && spectrum[3] == Narrow(26, 0));
    CHECK_EQUAL(0, run("cufftExecC2R", plan(4, C2R, 2), spectrum, x.data()));
    CHECK(x[0] == 4 && x[3] == 16 && x[6] == 20 && x[9] == 32);
}

TEST(layouts_have_strides_and_distances) {
    // The columns of a matrix of 6 by 5, into the rows of one of 5 by 8.
    const int n = 6;
    Numbers x = numbers(n * 5);
    Numbers y(5 * 8, Complex(9, 9));
    int handle = plan_many({n}, {n}, 5, 1, {n}, 1, 8, Z2Z, 5);
    CHECK_EQUAL(0, run("cufftExecZ2Z", handle, x.data(), y.data(), -1));
    for (int column = 0; column < 5; column++) {
        Complex line[n];
        for (int t = 0; t < n; t++) {
            line[t] = x[t * 5 + column];
        }
        for (int k = 0; k < n; k++) {
            check_close(dft(line, n, k, -1), y[column * 8 + k], 8.0 * n);
        }
        CHECK(y[column * 8 + n] == Complex(9, 9));
    }
}

TEST(two_axes_real_and_back) {
    const int rows = 5;
    const int columns = 6;
    std::vector<double> x(rows * columns);
    for (double& value : x) {
        value = testing::draw();
    }
    int forward = 0;
    int back = 0;
    CHECK_EQUAL(0, cufft<int(int*, int, int, int)>("cufftPlan2d")(&forward, rows, columns, D2Z));
    CHECK_EQUAL(0, cufft<int(int*, int, int, int)>("cufftPlan2d")(&back, rows, columns, Z2D));
    Numbers spectrum(rows * (columns / 2 + 1));
    CHECK_EQUAL(0, run("cufftExecD2Z", forward, x.data(), spectrum.data()));
    Complex expected = 0;
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
            double angle = -2 * M_PI * (3.0 * i / rows + 2.0 * j / columns);
            expected += x[i * columns + j] * Complex(std::cos(angle), std::sin(angle));
        }
    }
    check_close(expected, spectrum[3 * (columns / 2 + 1) + 2], 200);
    std::vector<double> y(x.size());
    CHECK_EQUAL(0, run("cufftExecZ2D", back, spectrum.data(), y.data()));
    for (size_t k = 0; k < x.size(); k++) {
        check_close(double(rows * columns) * x[k], y[k], 400);
    }
}

TEST(three_axes_of_a_constant) {
    using Plan = int(int*, int, int, int, int);
    int handle = 0;
    CHECK_EQUAL(0, cufft<Plan>("cufftPlan3d")(&handle, 2, 3, 4, C2C));
    std::vector<Narrow> x(24, Narrow(1, 0));
    CHECK_EQUAL(0, run("cufftExecC2C", handle, x.data(), x.data(), -1));
    CHECK(x[0] == Narrow(24, 0));
    for (int k = 1; k < 24; k++) {
        CHECK(std::abs(x[k]) < 1e-5f);
    }
}

TEST(work_area_is_the_callers_if_so_wished) {
    using Many = int(int, int, long long*, long long*, long long, long long, long long*, long long, long long,
        int, long long, size_t*);
    int handle = 0;
    size_t bytes = 0;
    size_t same = 0;
    long long n = 8;
    CHECK_EQUAL(0, cufft<int(int*)>("cufftCreate")(&handle));
    CHECK_EQUAL(0, cufft<int(int, int)>("cufftSetAutoAllocation")(handle, 0));
    CHECK_EQUAL(
        0, cufft<Many>("cufftMakePlanMany64")(handle, 1, &n, nullptr, 1, 8, nullptr, 1, 8, Z2Z, 4, &bytes));
    CHECK_EQUAL(0, cufft<int(int, size_t*)>("cufftGetSize")(handle, &same));
    CHECK(bytes >= 8 * 4 * sizeof(Complex) && bytes == same);
    Numbers x(32, Complex(1, 0));
    CHECK_EQUAL(NO_WORKSPACE, run("cufftExecZ2Z", handle, x.data(), x.data(), -1));
    std::vector<char> area(bytes, 0);
    CHECK_EQUAL(0, cufft<int(int, void*)>("cufftSetWorkArea")(handle, area.data()));
    CHECK_EQUAL(0, run("cufftExecZ2Z", handle, x.data(), x.data(), -1));
    CHECK(x[24] == Complex(8, 0) && area[0] != 0 && area[bytes - 1] != 0);
}

TEST(memory_out_of_bounds_is_a_failure) {
    Numbers x(16);
    auto forbid = [](const void* byte) {
        testing::function<void(const void*)>(driver(), "fake_forbid")(byte);
    };
    forbid(reinterpret_cast<const char*>(&x[16]) - 1);
    CHECK_EQUAL(EXEC_FAILED, run("cufftExecZ2Z", plan(8, Z2Z, 2), x.data(), x.data(), -1));
    forbid(&x[16]);
    CHECK_EQUAL(0, run("cufftExecZ2Z", plan(8, Z2Z, 2), x.data(), x.data(), -1));
}

TEST(arguments_are_checked) {
    auto* plan_1d = cufft<int(int*, int, int, int)>("cufftPlan1d");
    int handle = 0;
    CHECK_EQUAL(INVALID_SIZE, plan_1d(&handle, 0, C2C, 1));
    CHECK_EQUAL(INVALID_SIZE, plan_1d(&handle, 8, C2C, 0));
    CHECK_EQUAL(INVALID_TYPE, plan_1d(&handle, 8, 0, 1));
    CHECK_EQUAL(INVALID_VALUE, plan_1d(nullptr, 8, C2C, 1));
    Numbers x(8);
    handle = plan(8, Z2Z, 1);
    CHECK_EQUAL(INVALID_VALUE, run("cufftExecZ2Z", handle, x.data(), x.data(), 0));
    CHECK_EQUAL(INVALID_VALUE, run<Complex>("cufftExecZ2Z", handle, nullptr, x.data(), 1));
    CHECK_EQUAL(INVALID_PLAN, run("cufftExecD2Z", handle, reinterpret_cast<double*>(x.data()), x.data()));
    CHECK_EQUAL(0, cufft<int(int)>("cufftDestroy")(handle));
    CHECK_EQUAL(INVALID_PLAN, cufft<int(int)>("cufftDestroy")(handle));
    CHECK_EQUAL(INVALID_PLAN, run("cufftExecZ2Z", handle, x.data(), x.data(), -1));
}

TEST(version_is_that_of_cuda_13) {
    int version = 0;
    CHECK_EQUAL(0, cufft<int(int*)>("cufftGetVersion")(&version));
    CHECK_EQUAL(12000, version);
    CHECK_EQUAL(0, cufft<int(int, int*)>("cufftGetProperty")(0, &version));
    CHECK_EQUAL(12, version);
}
