// The one elementwise loop: out[i] = f(a[i], b[i], p); b is a where f has one argument. Whole blocks at the full
// interleaving, then single vectors, the last of them on a padded copy. out may be one of the inputs.

typedef real FN(function)(real a, real b, FN(parameters) p);

CK_INLINE void FN(map)(const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f) {
    const size_t whole = n - n % (CK_LANES * CK_INTERLEAVE);
    __builtin_assume(whole % (CK_LANES * CK_INTERLEAVE) == 0);
    CK_VECTORISED(CK_INTERLEAVE)
    for (size_t i = 0; i < whole; i++) out[i] = f(a[i], b[i], p);

    for (size_t i = whole; i < n; i += CK_LANES) {
        real padded_a[CK_LANES] = {0}, padded_b[CK_LANES] = {0}, padded_out[CK_LANES];
        const bool partial = n - i < CK_LANES;
        if (partial) {
            __builtin_memcpy(padded_a, a + i, (n - i) * sizeof(real));
            if (b != a) __builtin_memcpy(padded_b, b + i, (n - i) * sizeof(real));
        }
        const real *from_a = partial ? padded_a : a + i, *from_b = b == a ? from_a : partial ? padded_b : b + i;
        real *to = partial ? padded_out : out + i;
        CK_VECTORISED(1)
        for (int j = 0; j < CK_LANES; j++) to[j] = f(from_a[j], from_b[j], p);
        if (partial) __builtin_memcpy(out + i, padded_out, (n - i) * sizeof(real));
    }
}
