// The floating-point control word: rounding, traps, and the modes that flush subnormal numbers.
#include "include/CKernels.h"

#if defined(__x86_64__)
// All exceptions masked, round to nearest, no flushing; the low six bits are flags that nobody here reads.
enum { STANDARD = 0x1f80, FLAGS = 0x3f };

static bool is_standard(uint64_t word) { return (word & ~(uint64_t)FLAGS) == STANDARD; }
static uint64_t read_word(void) { return __builtin_ia32_stmxcsr(); }
static void write_word(uint64_t word) { __builtin_ia32_ldmxcsr((uint32_t)word); }
#elif defined(__aarch64__)
enum { STANDARD = 0 };

static bool is_standard(uint64_t word) { return word == STANDARD; }
static uint64_t read_word(void) {
    uint64_t word;
    __asm__ volatile("mrs %0, fpcr" : "=r"(word));
    return word;
}
static void write_word(uint64_t word) { __asm__ volatile("msr fpcr, %0" : : "r"(word)); }
#endif

uint64_t ck_enter(void) {
    const uint64_t saved = read_word();
    if (!is_standard(saved)) write_word(STANDARD);
    return saved;
}

void ck_leave(uint64_t saved) {
    if (!is_standard(saved)) write_word(saved);
}
