// The stand-in cuBLAS: matrix products of every element type, in stream order, checked as cuBLAS checks them.
#include <algorithm>
#include <cstdint>
#include <new>

#include "matrix_product.h"

// As cublas_api.h has them.
enum Status { SUCCESS = 0, NOT_INITIALIZED = 1, INVALID_VALUE = 7, EXECUTION_FAILED = 13 };
enum Operation { NO_TRANSPOSE = 0, TRANSPOSE = 1, CONJUGATE_TRANSPOSE = 2 };
enum PointerMode { ON_HOST = 0, ON_DEVICE = 1 };

struct cublasContext {
    void* stream = nullptr;
    int pointer_mode = ON_HOST;
    int math_mode = 0;
    int atomics_mode = 0;
};

using Handle = cublasContext*;

namespace {

using standin::Factor;
using standin::Layout;
using standin::MatrixProduct;

constexpr int VERSION = 130000;
constexpr uintptr_t WORKSPACE_ALIGNMENT = 256;

bool is_operation(int operation) {
    return operation >= NO_TRANSPOSE && operation <= CONJUGATE_TRANSPOSE;
}

// A factor of op(A) with these rows and columns, stored by columns.
template <typename T>
Factor<const T> factor(
    const T* data, int operation, int64_t rows, int64_t columns, int64_t leading, int64_t stride) {
    Layout stored = operation == NO_TRANSPOSE ? Layout{rows, columns, 1, leading, stride}
                                              : Layout{columns, rows, 1, leading, stride}.transposed();
    return {data, stored, operation == CONJUGATE_TRANSPOSE};
}

// A matrix as it is handed over: its data, leading dimension and the distance to the next of a batch.
template <typename T>
struct Argument {
    T* data;
    int64_t leading;
    int64_t stride;
};

template <typename T>
int enqueue(Handle handle, MatrixProduct<T> product, const T* alpha, const T* beta) {
    if (product.c.layout.rows == 0 || product.c.layout.columns == 0 || product.batches == 0) {
        return SUCCESS;
    }
    if (handle->pointer_mode == ON_DEVICE) {
        product.device_alpha = alpha;
        product.device_beta = beta;
    } else {
        product.alpha = *alpha;
        product.beta = *beta;
    }
    return product.inside() && standin::in_stream(handle->stream, product) ? SUCCESS : EXECUTION_FAILED;
}

template <typename T>
int gemm(Handle handle, int op_a, int op_b, int64_t m, int64_t n, int64_t k, const T* alpha,
    Argument<const T> a, Argument<const T> b, const T* beta, Argument<T> c, int64_t batches) {
    if (handle == nullptr) {
        return NOT_INITIALIZED;
    }
    const int64_t one = 1;
    bool valid = is_operation(op_a) && is_operation(op_b) && m >= 0 && n >= 0 && k >= 0 && batches >= 0 &&
                 a.leading >= std::max(one, op_a == NO_TRANSPOSE ? m : k) &&
                 b.leading >= std::max(one, op_b == NO_TRANSPOSE ? k : n) && c.leading >= std::max(one, m) &&
                 alpha != nullptr && beta != nullptr;
    if (!valid) {
        return INVALID_VALUE;
    }
    MatrixProduct<T> product = {};
    product.a = factor(a.data, op_a, m, k, a.leading, a.stride);
    product.b = factor(b.data, op_b, k, n, b.leading, b.stride);
    product.c = {c.data, {m, n, 1, c.leading, c.stride}, false};
    product.batches = batches;
    return enqueue(handle, product, alpha, beta);
}

// A vector of n elements as a matrix of one column; a negative increment starts at the far end.
template <typename T>
Factor<T> column(T* data, int64_t n, int64_t increment) {
    T* first = increment < 0 ? data + (1 - n) * increment : data;
    return {first, {n, 1, increment, 0, 0}, false};
}

template <typename T>
int gemv(Handle handle, int op, int64_t m, int64_t n, const T* alpha, const T* a, int64_t leading, const T* x,
    int64_t x_increment, const T* beta, T* y, int64_t y_increment) {
    if (handle == nullptr) {
        return NOT_INITIALIZED;
    }
    bool valid = is_operation(op) && m >= 0 && n >= 0 && leading >= std::max<int64_t>(1, m) &&
                 x_increment != 0 && y_increment != 0 && alpha != nullptr && beta != nullptr;
    if (!valid) {
        return INVALID_VALUE;
    }
    int64_t rows = op == NO_TRANSPOSE ? m : n;
    int64_t inner = op == NO_TRANSPOSE ? n : m;
    MatrixProduct<T> product = {};
    product.a = factor(a, op, rows, inner, leading, 0);
    product.b = column(x, inner, x_increment);
    product.c = column(y, rows, y_increment);
    product.batches = 1;
    return enqueue(handle, product, alpha, beta);
}

// Sets or reads one of the modes of a handle.
template <typename T>
int set(Handle handle, T cublasContext::* mode, T value) {
    if (handle == nullptr) {
        return NOT_INITIALIZED;
    }
    handle->*mode = value;
    return SUCCESS;
}

template <typename T>
int get(Handle handle, T cublasContext::* mode, T* value) {
    if (handle == nullptr) {
        return NOT_INITIALIZED;
    }
    if (value == nullptr) {
        return INVALID_VALUE;
    }
    *value = handle->*mode;
    return SUCCESS;
}

}  // namespace

#define CUBLAS extern "C" __attribute__((visibility("default"))) int

// Where the driver is not the software device there is nothing here that could compute.
CUBLAS cublasCreate_v2(Handle* handle) {
    if (handle == nullptr) {
        return INVALID_VALUE;
    }
    if (standin::device() == nullptr) {
        return NOT_INITIALIZED;
    }
    *handle = new cublasContext;
    return SUCCESS;
}

CUBLAS cublasDestroy_v2(Handle handle) {
    if (handle == nullptr) {
        return NOT_INITIALIZED;
    }
    delete handle;
    return SUCCESS;
}

CUBLAS cublasGetVersion_v2(Handle, int* version) {
    if (version == nullptr) {
        return INVALID_VALUE;
    }
    *version = VERSION;
    return SUCCESS;
}

CUBLAS cublasSetStream_v2(Handle handle, void* stream) {
    return set(handle, &cublasContext::stream, stream);
}

CUBLAS cublasGetStream_v2(Handle handle, void** stream) {
    return get(handle, &cublasContext::stream, stream);
}

// The workspace is not needed, only held to what cuBLAS asks of it.
CUBLAS cublasSetWorkspace_v2(Handle handle, void* workspace, size_t bytes) {
    if (handle == nullptr) {
        return NOT_INITIALIZED;
    }
    bool aligned = reinterpret_cast<uintptr_t>(workspace) % WORKSPACE_ALIGNMENT == 0;
    return aligned && standin::accessible(workspace, bytes) ? SUCCESS : INVALID_VALUE;
}

CUBLAS cublasSetPointerMode_v2(Handle handle, int mode) {
    return mode == ON_HOST || mode == ON_DEVICE ? set(handle, &cublasContext::pointer_mode, mode)
                                                : INVALID_VALUE;
}

CUBLAS cublasGetPointerMode_v2(Handle handle, int* mode) {
    return get(handle, &cublasContext::pointer_mode, mode);
}

CUBLAS cublasSetMathMode(Handle handle, int mode) {
    return set(handle, &cublasContext::math_mode, mode);
}

CUBLAS cublasGetMathMode(Handle handle, int* mode) {
    return get(handle, &cublasContext::math_mode, mode);
}

CUBLAS cublasSetAtomicsMode(Handle handle, int mode) {
    return set(handle, &cublasContext::atomics_mode, mode);
}

CUBLAS cublasGetAtomicsMode(Handle handle, int* mode) {
    return get(handle, &cublasContext::atomics_mode, mode);
}

// The products of one element type, with extents of 32 or 64 bits.
#define PRODUCTS(letter, T, suffix, Int)                                                                    \
    CUBLAS cublas##letter##gemm_v2##suffix(Handle handle, int op_a, int op_b, Int m, Int n, Int k,          \
        const T* alpha, const T* a, Int lda, const T* b, Int ldb, const T* beta, T* c, Int ldc) {           \
        return gemm<T>(handle, op_a, op_b, m, n, k, alpha, {a, lda, 0}, {b, ldb, 0}, beta, {c, ldc, 0}, 1); \
    }                                                                                                       \
    CUBLAS cublas##letter##gemmStridedBatched##suffix(Handle handle, int op_a, int op_b, Int m, Int n,      \
        Int k, const T* alpha, const T* a, Int lda, long long stride_a, const T* b, Int ldb,                \
        long long stride_b, const T* beta, T* c, Int ldc, long long stride_c, Int batches) {                \
        return gemm<T>(handle, op_a, op_b, m, n, k, alpha, {a, lda, stride_a}, {b, ldb, stride_b}, beta,    \
            {c, ldc, stride_c}, batches);                                                                   \
    }                                                                                                       \
    CUBLAS cublas##letter##gemv_v2##suffix(Handle handle, int op, Int m, Int n, const T* alpha, const T* a, \
        Int lda, const T* x, Int incx, const T* beta, T* y, Int incy) {                                     \
        return gemv<T>(handle, op, m, n, alpha, a, lda, x, incx, beta, y, incy);                            \
    }

#define PRODUCTS_OF(letter, T) \
    PRODUCTS(letter, T, , int) \
    PRODUCTS(letter, T, _64, int64_t)

PRODUCTS_OF(S, float)
PRODUCTS_OF(D, double)
PRODUCTS_OF(C, std::complex<float>)
PRODUCTS_OF(Z, std::complex<double>)
