// What IEEE 754 rounds exactly, named for the scalar type at hand.

CK_INLINE real FN(fma)(real a, real b, real c) { return __builtin_elementwise_fma(a, b, c); }

CK_INLINE real FN(abs)(real x) { return __builtin_elementwise_abs(x); }

CK_INLINE real FN(with_sign_of)(real magnitude, real sign) {
    return __builtin_elementwise_copysign(magnitude, sign);
}

// NaN x stays NaN.
CK_INLINE real FN(at_least)(real x, real low) { return x < low ? low : x; }
CK_INLINE real FN(at_most)(real x, real high) { return x > high ? high : x; }

CK_INLINE integer FN(bits)(real x) {
    integer result;
    __builtin_memcpy(&result, &x, sizeof result);
    return result;
}

CK_INLINE real FN(from_bits)(integer x) {
    real result;
    __builtin_memcpy(&result, &x, sizeof result);
    return result;
}

// 2^(n + extra), a normal number, for n in the lowest bits; those above an exponent's width are shifted out.
CK_INLINE real FN(power_of_two)(integer n, integer extra) {
    return FN(from_bits)((integer)((natural)(n + EXPONENT_BIAS + extra) << MANTISSA_BITS));
}
