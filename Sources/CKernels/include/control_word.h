// The floating-point control word: rounding, traps, and the modes that flush subnormal numbers. Inline, since the smallest
// calls take hardly longer than a few function calls.
#ifndef CK_CONTROL_WORD_H
#define CK_CONTROL_WORD_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__x86_64__)
// All exceptions masked, round to nearest, no flushing; the low six bits are flags that nobody here reads.
enum { ck_standard_word = 0x1f80, ck_word_flags = 0x3f };

static inline uint64_t ck_read_word(void) { return __builtin_ia32_stmxcsr(); }
static inline void ck_write_word(uint64_t word) { __builtin_ia32_ldmxcsr((uint32_t)word); }
#elif defined(__aarch64__)
enum { ck_standard_word = 0, ck_word_flags = 0 };

static inline uint64_t ck_read_word(void) {
    uint64_t word;
    __asm__ volatile("mrs %0, fpcr" : "=r"(word));
    return word;
}
static inline void ck_write_word(uint64_t word) { __asm__ volatile("msr fpcr, %0" : : "r"(word)); }
#endif

static inline bool ck_is_standard(uint64_t word) { return (word & ~(uint64_t)ck_word_flags) == ck_standard_word; }

// Sets the word to round to nearest, without flushing subnormal numbers and without traps, and returns the caller's for
// ck_leave.
static inline uint64_t ck_enter(void) {
    const uint64_t saved = ck_read_word();
    if (!ck_is_standard(saved)) ck_write_word(ck_standard_word);
    return saved;
}

static inline void ck_leave(uint64_t saved) {
    if (!ck_is_standard(saved)) ck_write_word(saved);
}

#endif
