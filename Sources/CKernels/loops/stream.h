// A copy that goes past the caches. y is aligned to 64 bytes.
static void FN(stream)(const void *from, void *to, size_t n) {
    typedef real vector __attribute__((vector_size(CK_VECTOR_BYTES)));
    typedef vector unaligned __attribute__((aligned(sizeof(real))));
    const real *x = from;
    real *y = to;
    const size_t whole = n - n % CK_LANES;
    for (size_t i = 0; i < whole; i += CK_LANES) {
        __builtin_nontemporal_store(*(const unaligned *)(x + i), (vector *)(y + i));
    }
    for (size_t i = whole; i < n; i++) y[i] = x[i];
}
