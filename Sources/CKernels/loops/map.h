// The one elementwise loop: out[i] = f(a[i], b[i], p); b is a where f has one argument. Whole blocks at the full
// interleaving, then single vectors, the last of them masked. out may be one of the inputs.

typedef real FN(function)(real a, real b, FN(parameters) p);

// Where arithmetic takes about as long as memory, neither should wait for the other: lines are asked for this many
// elements before they are needed, the output's too. By measurement.
#undef CK_AHEAD
#define CK_AHEAD 256

CK_INLINE void FN(ask_ahead)(const real *place) {
    CK_UNROLLED
    for (int line = 0; line < CK_INTERLEAVE * CK_VECTOR_BYTES; line += 64) {
        __builtin_prefetch((const char *)(place + CK_AHEAD) + line);
    }
}

CK_INLINE void FN(walk)(const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f, bool asks) {
    const size_t block = CK_LANES * CK_INTERLEAVE, whole = n - n % block;
    CK_PRAGMA(clang loop unroll(disable))
    for (size_t i = 0; i < whole; i += block) {
        if (asks) {
            FN(ask_ahead)(a + i);
            if (b != a) FN(ask_ahead)(b + i);
            FN(ask_ahead)(out + i);
        }
        CK_VECTORISED(CK_INTERLEAVE)
        for (size_t j = i; j < i + block; j++) out[j] = f(a[j], b[j], p);
    }

    for (size_t i = whole; i < n; i += CK_LANES) {
        const integer left = (integer)(n - i);
        CK_VECTORISED(1)
        for (integer j = 0; j < CK_LANES; j++) {
            if (j < left) out[i + (size_t)j] = f(a[i + (size_t)j], b[i + (size_t)j], p);
        }
    }
}

CK_INLINE void FN(map)(const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f) {
    FN(walk)(a, b, out, n, p, f, false);
}

CK_INLINE void FN(map_ahead)(const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f) {
    FN(walk)(a, b, out, n, p, f, true);
}
