// A function of one argument of 16 bits has no more than 65,536 results: a table has them all. Four arguments come in one
// load; vectors of loads from the table would take up to twice as long. AVX2's compiler makes vectors of single loads, which
// are quicker than either.
#define CK_SINGLE_LOADS (CK_VECTOR_BYTES == 32)

#define CK_LOOK_UP(name, type) \
    static void name(const void *input, void *output, size_t n, const type *table) { \
        const uint16_t *x = input; \
        type *y = output; \
        if (CK_SINGLE_LOADS) { \
            CK_VECTORISED_BY(CK_VECTOR_BYTES / (int)sizeof(float), 2) \
            for (size_t i = 0; i < n; i++) y[i] = table[x[i]]; \
            return; \
        } \
        const size_t whole = n - n % 4; \
        CK_ONE_BY_ONE \
        for (size_t i = 0; i < whole; i += 4) { \
            uint64_t four; \
            __builtin_memcpy(&four, x + i, sizeof four); \
            CK_UNROLLED \
            for (int j = 0; j < 4; j++) y[i + j] = table[(uint16_t)(four >> 16 * j)]; \
        } \
        CK_ONE_BY_ONE \
        for (size_t i = whole; i < n; i++) y[i] = table[x[i]]; \
    }
#define CK_ONE_BY_ONE CK_PRAGMA(clang loop vectorize(disable) unroll(disable))
CK_LOOK_UP(look_up, uint16_t)
CK_LOOK_UP(look_up_floats, float)

// Floats that are looked up before they are factors: they stay in the first-level cache.
enum { CK_LOOKED_UP = 512 };
