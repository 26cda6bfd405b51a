// A library with four functions of cuBLAS, one of which takes more arguments than fit into registers.

extern "C" int cublasGetVersion_v2(void*, int* version) {
    *version = 110900;
    return 0;
}

extern "C" int cublasDgemm_v2(void* handle, int op_a, int op_b, int m, int n, int k, const double* alpha,
    const double* a, int lda, const double* b, int ldb, const double* beta, double* c, int ldc) {
    *c = *alpha + 2 * *beta + *a + *b;
    return handle == nullptr ? 99 : op_a + 10 * op_b + m + n + k + lda + ldb + ldc;
}

// No function of cuBLAS takes numbers by value as this one is asked to, but a shim must not lose them.
extern "C" int cublasSaxpy_v2(
    double a, double b, double c, double d, double e, double f, double g, double h, double i) {
    return static_cast<int>(a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i);
}

extern "C" const char* cublasGetStatusName(int) {
    return "FAKE";
}
