// The error function of a magnitude.

// erf a = 1 - e^z with z = ln erfc a = -a - a h(a), from e^z in parts: without cancellation where a is small. Relative
// error 2^-26.8 (float), 2^-56.0 (double): scripts/weighted-coefficients.py. Beyond the last a of the fit erf a rounds to 1.
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
    real h = 0x1.c386be0701732p-51;
    h = FN(fma)(h, within, -0x1.5ac4c6fcf5b64p-45);
    h = FN(fma)(h, within, 0x1.f1e47d5b045b7p-41);
    h = FN(fma)(h, within, -0x1.bba8698191101p-37);
    h = FN(fma)(h, within, 0x1.12804c1a7a947p-33);
    h = FN(fma)(h, within, -0x1.f3428e735309ep-31);
    h = FN(fma)(h, within, 0x1.576aa81beca3ap-28);
    h = FN(fma)(h, within, -0x1.681da0a4a0407p-26);
    h = FN(fma)(h, within, 0x1.1a4f5227fae38p-24);
    h = FN(fma)(h, within, -0x1.306ae11163b64p-23);
    h = FN(fma)(h, within, 0x1.2692c69b56c99p-23);
    h = FN(fma)(h, within, 0x1.692f0b47e913cp-22);
    h = FN(fma)(h, within, -0x1.d37f3a46e7de8p-20);
    h = FN(fma)(h, within, 0x1.7c87185f9c6edp-19);
    h = FN(fma)(h, within, 0x1.c950763a4c876p-19);
    h = FN(fma)(h, within, -0x1.f2afc9084956fp-16);
    h = FN(fma)(h, within, 0x1.0e7f9b11ea061p-14);
    h = FN(fma)(h, within, 0x1.b22bc36958659p-16);
    h = FN(fma)(h, within, -0x1.35654f9d0c007p-11);
    h = FN(fma)(h, within, 0x1.bca67bd155155p-10);
    h = FN(fma)(h, within, -0x1.b6b68beeeacap-13);
    h = FN(fma)(h, within, -0x1.39668593d7abfp-6);
    h = FN(fma)(h, within, 0x1.a4f4e2a1b2073p-4);
    h = FN(fma)(h, within, 0x1.45f306dc9c897p-1);
    h = FN(fma)(h, within, 0x1.06eba8214db68p-3);
#endif
    const FN(exponential) e = FN(exp_parts)(FN(fma)(-within, h, -within), NOTHING);
    const real scale = FN(power_of_two)(e.n, 0);
    return FN(fma)(-scale, e.fraction, 1 - scale);
}
