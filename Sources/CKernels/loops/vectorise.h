// How a loop is vectorised: one full vector of the instruction set, interleaved as asked.
#undef CK_LANES
#define CK_LANES (CK_VECTOR_BYTES / (int)sizeof(real))
#define CK_INTERLEAVE (CK_VECTOR_BYTES > 16 ? 4 : 2)  // by measurement; more constants than NEON has registers, with 4
#define CK_PAIRED (CK_VECTOR_BYTES == 64 ? 2 : CK_INTERLEAVE)  // by measurement: four spill, and wait for the divider

#define CK_INLINE static inline __attribute__((always_inline))
#define CK_PASS static __attribute__((noinline))
#define CK_PRAGMA(text) _Pragma(#text)
#if defined(__x86_64__) && CK_VECTOR_BYTES == 16
#define CK_VECTORISED_BY(lanes, interleave)  // fma is a library call
#else
#define CK_VECTORISED_BY(lanes, interleave) \
    CK_PRAGMA(clang loop vectorize(assume_safety) vectorize_width(lanes) interleave_count(interleave) unroll(disable))
#endif
#define CK_UNROLLED CK_PRAGMA(clang loop unroll(full))
#define CK_VECTORISED(interleave) CK_VECTORISED_BY(CK_LANES, interleave)
