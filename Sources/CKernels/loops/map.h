// The one elementwise loop: out[i] = f(a[i], b[i], p); b is a where f has one argument. Whole blocks at the full
// interleaving, then single vectors, the last of them masked. out may be one of the inputs.

typedef real FN(function)(real a, real b, FN(parameters) p);

// Where arithmetic takes about as long as memory, neither should wait for the other: lines are asked for this many
// elements before they are needed, the output's too. By measurement.
#undef CK_AHEAD
#define CK_AHEAD 256

// Where little is computed, asking takes time if all is near: it begins with operands of this many bytes, of which the
// second-level cache does not hold two or three. Stores gain most, since one that fills a line waits longer for it.
#undef CK_FAR
#define CK_FAR (1 << 19)

CK_INLINE void FN(ask_ahead)(const real *place, int count) {
    CK_UNROLLED
    for (int i = 0; i < count; i += 64 / (int)sizeof(real)) __builtin_prefetch(place + CK_AHEAD + i);
}

CK_INLINE void FN(walk)(
    const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f, bool asks, bool paired
) {
    const int block = CK_LANES * (paired ? CK_PAIRED : CK_INTERLEAVE);
    const size_t whole = n - n % (size_t)block;
    CK_PRAGMA(clang loop unroll(disable))
    for (size_t i = 0; i < whole; i += (size_t)block) {
        if (asks) {
            FN(ask_ahead)(a + i, block);
            if (b != a) FN(ask_ahead)(b + i, block);
            FN(ask_ahead)(out + i, block);
        }
        if (paired) {
            CK_VECTORISED(CK_PAIRED)
            for (size_t j = i; j < i + (size_t)block; j++) out[j] = f(a[j], b[j], p);
        } else {
            CK_VECTORISED(CK_INTERLEAVE)
            for (size_t j = i; j < i + (size_t)block; j++) out[j] = f(a[j], b[j], p);
        }
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
    FN(walk)(a, b, out, n, p, f, n >= CK_FAR / sizeof(real), false);
}

CK_INLINE void FN(map_ahead)(const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f) {
    FN(walk)(a, b, out, n, p, f, true, false);
}

CK_INLINE void FN(map_paired)(const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f) {
    FN(walk)(a, b, out, n, p, f, true, true);
}
