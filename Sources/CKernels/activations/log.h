// ln x
CK_ACTIVATION(log, log, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log", .aliases = "", .formula = "log(x)",
    .float32 = {1, 0.5}, .float64 = {1.2, 0.5})

#ifdef CK_FUNCTIONS
// x = 2^k (1 + t)
#if CK_BITS == 32
// ln(1 + t) = t + t² q(t), t from -1/4 to 1/2, right to 2^-29.6: scripts/coefficients.sollya. The highest power's
// coefficient is positive, for +∞.
CK_INLINE real FN(log_forward)(real x, FN(parameters) p) {
    const FN(normalised) m = FN(normalised_to)(x, 0x3fbfffff);
    const real t = FN(fma)(m.near, m.scale, -1.0f);
    real q = 0x1.3b6faap-5f;
    q = FN(fma)(q, t, -0x1.7db562p-4f);
    q = FN(fma)(q, t, 0x1.e55b62p-4f);
    q = FN(fma)(q, t, -0x1.0519c8p-3f);
    q = FN(fma)(q, t, 0x1.24094cp-3f);
    q = FN(fma)(q, t, -0x1.54ff32p-3f);
    q = FN(fma)(q, t, 0x1.999a0ep-3f);
    q = FN(fma)(q, t, -0x1.00010cp-2f);
    q = FN(fma)(q, t, 0x1.555558p-2f);
    q = FN(fma)(q, t, -0x1.fffffep-2f);
    const real square = FN(fma)(t, t, FN(log_edge)(t));
    return FN(plus_ln2_of)(m.power, FN(fma)(square, q, t));
}
#else
// As log_of_fraction, but with t from √½ - 1 to √2 - 1, right to 2^-59.5: scripts/coefficients.sollya. For x = ∞ only the
// last sum takes t, so that it is no case of its own: s = 0.
CK_INLINE real FN(log_forward)(real x, FN(parameters) p) {
    const FN(normalised) m = FN(normalised_to)(x, 0x3ff6a09e667f3bcc);
    const real t = FN(fma)(m.near, m.scale, -1.0), within = FN(at_most)(t, 1);
    const real s = within / (2 + t), s2 = FN(fma)(s, s, FN(log_edge)(t));
    real q = 0x1.2f02bc1e5f362p-3;
    q = FN(fma)(q, s2, 0x1.39a2024cdf709p-3);
    q = FN(fma)(q, s2, 0x1.74663bf27f228p-3);
    q = FN(fma)(q, s2, 0x1.c71c5218e11ccp-3);
    q = FN(fma)(q, s2, 0x1.24924941dc60dp-2);
    q = FN(fma)(q, s2, 0x1.999999997ff58p-2);
    q = FN(fma)(q, s2, 0x1.5555555555592p-1);
    return FN(plus_ln2_of)(m.power, FN(fma)(-s, FN(fma)(-s2, q, within), t));
}
#endif

// 1 / x, +∞ at -0 too
CK_INLINE real FN(log_derivative)(real x, FN(parameters) p) { return x >= 0 ? 1 / FN(abs)(x) : NAN; }
#endif
