// The floating-point control word: rounding, traps, and the modes that flush subnormal numbers.
#include "include/CKernels.h"

#if defined(__x86_64__)
uint64_t ck_enter(void) {
    const uint32_t saved = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(0x1f80);  // all exceptions masked, round to nearest, no flushing
    return saved;
}

void ck_leave(uint64_t saved) { __builtin_ia32_ldmxcsr((uint32_t)saved); }
#elif defined(__aarch64__)
uint64_t ck_enter(void) {
    uint64_t saved;
    __asm__ volatile("mrs %0, fpcr" : "=r"(saved));
    __asm__ volatile("msr fpcr, %0" : : "r"((uint64_t)0));
    return saved;
}

void ck_leave(uint64_t saved) { __asm__ volatile("msr fpcr, %0" : : "r"(saved)); }
#endif
