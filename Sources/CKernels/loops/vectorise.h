// How a loop is vectorised: one full vector of the instruction set, interleaved as asked.
#undef CK_LANES
#define CK_LANES (CK_VECTOR_BYTES / (int)sizeof(real))
#define CK_INTERLEAVE 2

#define CK_INLINE static inline __attribute__((always_inline))
#define CK_PRAGMA(text) _Pragma(#text)
#define CK_VECTORISED_BY(lanes, interleave) \
    CK_PRAGMA(clang loop vectorize(assume_safety) vectorize_width(lanes) interleave_count(interleave) unroll(disable))
#define CK_UNROLLED CK_PRAGMA(clang loop unroll(full))
#define CK_VECTORISED(interleave) CK_VECTORISED_BY(CK_LANES, interleave)
