// What IEEE 754 rounds exactly, named for the scalar type at hand.

CK_INLINE real FN(fma)(real a, real b, real c) { return __builtin_elementwise_fma(a, b, c); }

CK_INLINE real FN(abs)(real x) { return __builtin_elementwise_abs(x); }

CK_INLINE real FN(sqrt)(real x) { return __builtin_elementwise_sqrt(x); }

CK_INLINE real FN(with_sign_of)(real magnitude, real sign) {
    return __builtin_elementwise_copysign(magnitude, sign);
}

// NaN x stays NaN.
CK_INLINE real FN(at_least)(real x, real low) { return x < low ? low : x; }
CK_INLINE real FN(at_most)(real x, real high) { return x > high ? high : x; }

// a + b - sum for a sum of two numbers that are not negative.
CK_INLINE real FN(lost_from_sum)(real a, real b, real sum) {
    return ((a > b ? a : b) - sum) + (a > b ? b : a);
}

// A slope that is 0 elsewhere. NaN x stays NaN.
CK_INLINE real FN(slope_where)(bool here, real slope, real x) { return here ? slope : x == x ? 0 : x; }

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
