// Elementary functions in both precisions: one kernel for each, over arrays.
#define UNARY(name, call)                                                                                   \
    extern "C" __global__ void name##_f64(double* out, const double* x, const double* y, int n) {           \
        int i = blockIdx.x * blockDim.x + threadIdx.x;                                                      \
        if (i < n) {                                                                                        \
            double a = x[i];                                                                                \
            double b = y[i];                                                                                \
            (void)b;                                                                                        \
            out[i] = call;                                                                                  \
        }                                                                                                   \
    }
#define UNARYF(name, call)                                                                                  \
    extern "C" __global__ void name##_f32(float* out, const float* x, const float* y, int n) {              \
        int i = blockIdx.x * blockDim.x + threadIdx.x;                                                      \
        if (i < n) {                                                                                        \
            float a = x[i];                                                                                 \
            float b = y[i];                                                                                 \
            (void)b;                                                                                        \
            out[i] = call;                                                                                  \
        }                                                                                                   \
    }
#define BOTH(name)                                                                                          \
    UNARY(name, name(a))                                                                                    \
    UNARYF(name, name##f(a))
#define BOTH2(name)                                                                                         \
    UNARY(name, name(a, b))                                                                                 \
    UNARYF(name, name##f(a, b))

BOTH(sin)
BOTH(cos)
BOTH(tan)
BOTH(exp)
BOTH(log)
BOTH(log10)
BOTH(log1p)
BOTH(expm1)
BOTH(sinh)
BOTH(tanh)
BOTH(atan)
BOTH(asin)
BOTH(cbrt)
BOTH(erf)
BOTH(lgamma)
BOTH(tgamma)
BOTH(round)
BOTH2(pow)
BOTH2(atan2)
BOTH2(hypot)
BOTH2(fmod)
