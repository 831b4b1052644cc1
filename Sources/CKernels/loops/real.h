// The names that every kernel text uses, for the scalar type CK_BITS (32 or 64). Included anew for each type.
#undef FN
#undef R
#undef real
#undef integer
#undef natural
#undef MANTISSA_BITS
#undef EXPONENT_BIAS
#undef SHIFTER
#if CK_BITS == 32
#define real float
#define integer int32_t
#define natural uint32_t
#define FN(name) name##_f32
#define R(constant) constant##f
#define MANTISSA_BITS 23
#define EXPONENT_BIAS 127
#define SHIFTER 0x1.8p23f  // adding it rounds to an integer that stands in the low bits
#else
#define real double
#define integer int64_t
#define natural uint64_t
#define FN(name) name##_f64
#define R(constant) constant
#define MANTISSA_BITS 52
#define EXPONENT_BIAS 1023
#define SHIFTER 0x1.8p52
#endif
