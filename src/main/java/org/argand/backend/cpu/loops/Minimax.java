package org.argand.backend.cpu.loops;

/**
 * Coefficients of minimax polynomials, the highest power first: the exchange algorithm of Remez in 45 digits, weighted so
 * that the relative error of the function as it is put together has the least maximum, which is stated. The short ones
 * serve results that are rounded to float. {@code u} is the square of the argument.
 */
final class Minimax {
    /** cosh r = 1 + u·c(u), |r| ≤ log 2 / 2: 2^−58. */
    static final double[] COSH = {
        0x1.28b07a761182cp-22,
        0x1.a01996556a3c1p-16,
        0x1.6c16c185c32f9p-10,
        0x1.555555554ff8cp-5,
        0x1.000000000000cp-1
    };

    /** 2^−34. */
    static final double[] COSH_SHORT = {
        0x1.6d9790e860a3fp-10, 0x1.55547ece3cb7cp-5, 0x1.00000043f9aedp-1
    };

    /** sinh r = r + r·u·s(u), |r| ≤ log 2 / 2: 2^−61. */
    static final double[] SINH = {
        0x1.af5ec0bbc5120p-26,
        0x1.71ddf852a093ap-19,
        0x1.a01a01afe58d6p-13,
        0x1.111111110f6aep-7,
        0x1.5555555555559p-3
    };

    /** 2^−37. */
    static final double[] SINH_SHORT = {
        0x1.a16ff1a0141c4p-13, 0x1.1110b1c3d2303p-7, 0x1.55555573874fbp-3
    };

    /** cos r = 1 + u·c(u), |r| ≤ π/4: 2^−64. */
    static final double[] COS = {
        -0x1.8f750a46028a5p-37,
        0x1.1ee96c522310ep-29,
        -0x1.27e4f72abc372p-22,
        0x1.a01a019b2c6a6p-16,
        -0x1.6c16c16c13b99p-10,
        0x1.5555555555539p-5,
        -0x1.0000000000000p-1
    };

    /** 2^−33. */
    static final double[] COS_SHORT = {
        0x1.991641c9a301ap-16, -0x1.6c07efd8c25c9p-10, 0x1.55553c749e64ep-5, -0x1.ffffffcb778a3p-2
    };

    /** sin r = r + r·u·s(u), |r| ≤ π/4: 2^−58. */
    static final double[] SIN = {
        0x1.5d92ff43d63adp-33,
        -0x1.ae5e6634141b7p-26,
        0x1.71de3577ad537p-19,
        -0x1.a01a019c118cep-13,
        0x1.111111110f87ap-7,
        -0x1.5555555555549p-3
    };

    /** 2^−37. */
    static final double[] SIN_SHORT = {
        0x1.6cd8387773abfp-19, -0x1.a00f9d21a2246p-13, 0x1.11110895a6f45p-7, -0x1.5555554cb9043p-3
    };

    /** arctan q = q + q·u·a(u), |q| ≤ tan π/8: 2^−59. */
    static final double[] ATAN = {
        -0x1.259d44833a76ap-6,
        0x1.37ed3fb37413fp-5,
        -0x1.9cdc274ea4f11p-5,
        0x1.df1167c12c3d2p-5,
        -0x1.10ebdda5e8692p-4,
        0x1.3b111c657ea22p-4,
        -0x1.745cf90b2d219p-4,
        0x1.c71c70e7a31e0p-4,
        -0x1.24924922b1234p-3,
        0x1.99999999958ecp-3,
        -0x1.555555555553dp-2
    };

    /** The same for |q| ≤ 1: 2^−33. */
    static final double[] ATAN_SHORT = {
        -0x1.6ded2b4df8a1ap-11,
        0x1.42d9c80b8a519p-8,
        -0x1.0b0c5e8b19b98p-6,
        0x1.1a6ccf3be8663p-5,
        -0x1.be97f7bd143a7p-5,
        0x1.2958a41e629b3p-4,
        -0x1.700b209c64544p-4,
        0x1.c66e4bca6378fp-4,
        -0x1.248a2c9cbc7d1p-3,
        0x1.999937f0f9c5ep-3,
        -0x1.555554873b1d1p-2
    };

    /** artanh s = s + s·u·a(u), |s| ≤ (√2 − 1)/(√2 + 1): 2^−59. */
    static final double[] ATANH = {
        0x1.2f06354cd4483p-4,
        0x1.39a1a6c339862p-4,
        0x1.74663fa5a70e3p-4,
        0x1.c71c5205edf7ap-4,
        0x1.24924941f52a3p-3,
        0x1.999999997fd72p-3,
        0x1.5555555555592p-2
    };

    /** log(1 + f) = f + f²·l(f), √½ ≤ 1 + f ≤ √2: 2^−32. */
    static final double[] LOG_SHORT = {
        -0x1.135963b34994dp-4,
        0x1.cfd7e771a3351p-4,
        -0x1.bc65cab0e4378p-4,
        0x1.bea31646036a9p-4,
        -0x1.fbdb2ecb14b5fp-4,
        0x1.24bb47f00fe63p-3,
        -0x1.556f0b453cf6bp-3,
        0x1.9999055aa39b7p-3,
        -0x1.ffff8025cf445p-3,
        0x1.5555559525adep-2,
        -0x1.0000002c51d19p-1
    };

    /** In floats: e^r = 1 + r + r²·e(r), |r| ≤ log 2 / 2: 2^−28. */
    static final double[] EXP_FLOAT = {
        0x1.6a23cep-10, 0x1.123a2p-7, 0x1.5558f2p-5, 0x1.555492p-3, 0x1.fffffcp-2
    };

    /** e^r = 1 + r + r²·e(r) again, of which e^r − 1 is wanted: 2^−31. */
    static final double[] EXPM1_FLOAT = {
        0x1.9e66b8p-13, 0x1.6d3a24p-10, 0x1.1112dep-7, 0x1.5554f8p-5, 0x1.555554p-3, 0x1.0p-1
    };

    /** In floats: log(1 + f) = f + f²·l(f), √½ ≤ 1 + f ≤ √2: 2^−27.8. */
    static final double[] LOG_FLOAT = {
        -0x1.38139ap-4,
        0x1.087502p-3,
        -0x1.0f5208p-3,
        0x1.226c84p-3,
        -0x1.5423e8p-3,
        0x1.99a41cp-3,
        -0x1.000438p-2,
        0x1.55555p-2,
        -0x1.fffff8p-2
    };

    private Minimax() {}
}
