// Runs of equally many bytes, at least two, copied to other places. Those of the target overlap neither each other nor the
// source.
#pragma once

// In words of that many bytes, of which the last ends where the run does: it may overlap the one before. There are at most
// two of them unless a word is a vector.
CK_INLINE void copy_words(const char *from, size_t from_step, char *to, size_t to_step, size_t length, size_t runs,
                          size_t word) {
    const size_t last = length - word;
    CK_PRAGMA(clang loop unroll(disable))
    for (; runs > 0; runs--, from += from_step, to += to_step) {
        if (word == CK_VECTOR_BYTES) {
            CK_PRAGMA(clang loop unroll(disable))
            for (size_t i = 0; i < last; i += word) __builtin_memcpy(to + i, from + i, word);
        } else if (length > word) {
            __builtin_memcpy(to, from, word);
        }
        __builtin_memcpy(to + last, from + last, word);
    }
}

// Of single words the compiler takes many at a time where they are every other one.
#define CK_COPY_WORDS(word) \
    if (word <= CK_VECTOR_BYTES && length >= word) { \
        if (length > word) return copy_words(from, from_step, to, to_step, length, runs, word); \
        if (from_step == 2 * word && to_step == word) return copy_words(from, 2 * word, to, word, word, runs, word); \
        return copy_words(from, from_step, to, to_step, word, runs, word); \
    }

static void copy_runs(const void *from, size_t from_step, void *to, size_t to_step, size_t length, size_t runs) {
    CK_COPY_WORDS(64)
    CK_COPY_WORDS(32)
    CK_COPY_WORDS(16)
    CK_COPY_WORDS(8)
    CK_COPY_WORDS(4)
    CK_COPY_WORDS(2)
}
#undef CK_COPY_WORDS
