// The error function of a magnitude.

// erf a = 1 - e^z with z = ln erfc a = -a - a h(a), from e^z in parts: without cancellation where a is small. Relative
// error 2^-26.8 (float: scripts/weighted-coefficients.py), 2^-56.0 (double: scripts/rational-coefficients.py). Beyond the last
// a of the fit erf a rounds to 1.
CK_INLINE real FN(erf_of_magnitude)(real a) {
    const real within = FN(at_most)(a, CK_BITS == 32 ? R(3.95) : R(5.95));
#if CK_BITS == 32
    real h = -0x1.3693dp-17f;
    h = FN(fma)(h, within, 0x1.ed6a3ap-14f);
    h = FN(fma)(h, within, -0x1.4bc94ap-11f);
    h = FN(fma)(h, within, 0x1.b4ffe2p-10f);
    h = FN(fma)(h, within, -0x1.505caap-13f);
    h = FN(fma)(h, within, -0x1.39cdcap-6f);
    h = FN(fma)(h, within, 0x1.a4fa5ep-4f);
    h = FN(fma)(h, within, 0x1.45f2fap-1f);
    h = FN(fma)(h, within, 0x1.06eba8p-3f);
#else
    real above = 0x1.06ccdd6aaf70ap-13;
    above = FN(fma)(above, within, 0x1.b6a652a847086p-9);
    above = FN(fma)(above, within, 0x1.076d4bce47fep-5);
    above = FN(fma)(above, within, 0x1.5656d5a247057p-3);
    above = FN(fma)(above, within, 0x1.11ace3f2fe585p-1);
    above = FN(fma)(above, within, 0x1.158e319f79fb5p0);
    above = FN(fma)(above, within, 0x1.56a20b3f8f912p0);
    above = FN(fma)(above, within, 0x1.b3d52c7f1c496p-1);
    above = FN(fma)(above, within, 0x1.06eba8214db68p-3);
    real below = 0x1.06da2e1a294eap-13;
    below = FN(fma)(below, within, 0x1.c6b91e13edc5dp-9);
    below = FN(fma)(below, within, 0x1.1f08b3c6297b5p-5);
    below = FN(fma)(below, within, 0x1.86bf9b8b9a6fbp-3);
    below = FN(fma)(below, within, 0x1.45bc952ba3f45p-1);
    below = FN(fma)(below, within, 0x1.55be3d2337218p0);
    below = FN(fma)(below, within, 0x1.abf6d8ca9294fp0);
    below = FN(fma)(below, within, 1.0);
    const real h = above / below;
#endif
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + EXPONENT_BIAS, FN(fma)(-within, h, -within), NOTHING);
    const real scale = FN(power_of_two)(e.n, -EXPONENT_BIAS);
    return FN(fma)(-scale, e.fraction, 1 - scale);
}
