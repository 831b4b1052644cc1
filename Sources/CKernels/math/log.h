// Logarithms through 2 atanh s.

// q in 2 atanh s = ln((1 + s) / (1 - s)) = 2 s + s³ q(s²), |s| <= 0.21. Relative error of that 2^-34.4 (float), 2^-61.4
// (double): scripts/coefficients.sollya.
CK_INLINE real FN(atanh_rest)(real s2) {
#if CK_BITS == 32
    real q = 0x1.f07488p-3f;
    q = FN(fma)(q, s2, 0x1.23d28cp-2f);
    q = FN(fma)(q, s2, 0x1.999c3cp-2f);
    q = FN(fma)(q, s2, 0x1.555554p-1f);
#else
    real q = 0x1.202d86e2bd78bp-3;
    q = FN(fma)(q, s2, 0x1.0d10f56701211p-3);
    q = FN(fma)(q, s2, 0x1.3b417f8a8d40ep-3);
    q = FN(fma)(q, s2, 0x1.745be94ccdd3cp-3);
    q = FN(fma)(q, s2, 0x1.c71c764a3084ap-3);
    q = FN(fma)(q, s2, 0x1.2492491fd045bp-2);
    q = FN(fma)(q, s2, 0x1.999999999e6fp-2);
    q = FN(fma)(q, s2, 0x1.5555555555548p-1);
#endif
    return q;
}

CK_INLINE real FN(twice_atanh)(real s) {
    const real s2 = s * s;
    return FN(fma)(s * s2, FN(atanh_rest)(s2), 2 * s);
}

// k unit ln 2 + logarithm, unit a power of two
CK_INLINE real FN(plus_ln2_times)(real k, real unit, real logarithm) {
#if CK_BITS == 32
    const real ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
#else
    const real ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;
#endif
    return FN(fma)(k, ln2_high * unit, FN(fma)(k, ln2_low * unit, logarithm));
}

CK_INLINE real FN(plus_ln2)(real k, real logarithm) { return FN(plus_ln2_times)(k, 1, logarithm); }

#if CK_BITS == 64
// k = exponent_of(power) exponent_unit(), k in an exponent's place
#if CK_VECTOR_BYTES == 64 || defined(__aarch64__)  // they convert these integers
CK_INLINE real FN(exponent_of)(integer power) { return (real)power; }
CK_INLINE real FN(exponent_unit)(void) { return 0x1p-52; }
#else
CK_INLINE real FN(exponent_of)(integer power) {
    const integer above = EXPONENT_BIAS + 64, place = (integer)1 << MANTISSA_BITS;
    const integer shifted = (integer)((natural)(power + above * place) >> MANTISSA_BITS);
    return FN(from_bits)(FN(bits)(SHIFTER) | shifted) - (SHIFTER + above);
}
CK_INLINE real FN(exponent_unit)(void) { return 1; }
#endif
#endif

// logarithm + k ln 2, k in an exponent's place
CK_INLINE real FN(plus_ln2_of)(integer power, real logarithm) {
#if CK_BITS == 32
    return FN(fma)((real)power, 0x1.62e43p-24f, logarithm);  // ln 2 right to 2^-28.4
#else
    return FN(plus_ln2_times)(FN(exponent_of)(power), FN(exponent_unit)(), logarithm);
#endif
}

// 2^-shift a, a normal and positive, as 2^k (1 + fraction), fraction from -1/4 to 1/2.
typedef struct {
    real fraction;
    integer power;  // k in an exponent's place
} FN(binary);

CK_INLINE FN(binary) FN(binary_of)(real a, integer shift) {
    const integer place = (integer)1 << MANTISSA_BITS, above = EXPONENT_BIAS + shift;
    const integer power = (FN(bits)(a) - (above * place - place / 2)) & -place;
    const real mantissa = FN(from_bits)(FN(bits)(a) - power);  // 2^shift (1 + fraction)
    return (FN(binary)){FN(fma)(mantissa, FN(power_of_two)(-shift, 0), R(-1.0)), power};
}

// ln(1 + t), t from -1/4 to 1/2. float: t + t² q(t), right to 2^-27.5: scripts/coefficients.sollya. double: with
// s = t / (2 + t), 2 atanh s = t - s (t - s² q(s²)).
CK_INLINE real FN(log_of_fraction)(real t) {
#if CK_BITS == 32
    real q = -0x1.721d3ep-5f;
    q = FN(fma)(q, t, 0x1.ad4188p-4f);
    q = FN(fma)(q, t, -0x1.0db586p-3f);
    q = FN(fma)(q, t, 0x1.28852ep-3f);
    q = FN(fma)(q, t, -0x1.54eb54p-3f);
    q = FN(fma)(q, t, 0x1.9968fp-3f);
    q = FN(fma)(q, t, -0x1.00004ep-2f);
    q = FN(fma)(q, t, 0x1.5555a6p-2f);
    q = FN(fma)(q, t, -0x1p-1f);
    return FN(fma)(t * t, q, t);
#else
    const real s = t / (2 + t), s2 = s * s;
    return FN(fma)(-s, FN(fma)(-s2, FN(atanh_rest)(s2), t), t);
#endif
}

// ln(1 + t), t > -1.
CK_INLINE real FN(log1p)(real t) {
    const real u = 1 + t, lost = t > 1 ? 1 - (u - t) : t - (u - 1);
    const FN(binary) b = FN(binary_of)(u, 0);
    const real twice_scale = FN(from_bits)(FN(bits)(R(2.0)) - b.power);  // 0 for the largest exponent
    return FN(plus_ln2_of)(b.power, FN(log_of_fraction)(b.fraction + R(0.5) * lost * twice_scale));
}

// x = 2^k m, m = near scale, with the bits of m from last - (place - 1) to last and k in an exponent's place. There are two
// steps, so that a subnormal number is no case of its own: the first leaves an exponent of at most 3. NaN and infinities
// stay in m, 0 gives 0, and a negative number a negative one.
typedef struct {
    real near, scale;
    integer power;
} FN(normalised);

CK_INLINE FN(normalised) FN(normalised_to)(real x, integer last) {
    const integer place = (integer)1 << MANTISSA_BITS, one = EXPONENT_BIAS * place;
    const integer most = FN(bits)(x) & (2 * EXPONENT_BIAS & ~3) * place;
    const real near = x * FN(from_bits)(2 * one - most);
    const integer scale = (one + last - FN(bits)(near)) & (2 * EXPONENT_BIAS + 1) * place;
    return (FN(normalised)){near, FN(from_bits)(scale), most - scale};
}

// 0 for m - c > -1/2, where c is 1 or a little less; +∞ where m = 0, NaN where m < 0 and with it m - c < -1.6: a third of
// the result is finite for 0 and infinite below.
CK_INLINE real FN(log_edge)(real difference) {
    const real huge = CK_BITS == 32 ? R(0x1.ep127) : (real)0x1.ep1023;
    const real excess = FN(fma)(FN(at_most)(difference, R(-0.5)), huge, R(0.5) * huge);
    return FN(fma)(excess, -4, excess);
}
