#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi,bmi2"))), apply_to = function)
#define CK_ISA avx2
#define CK_VECTOR_BYTES 32
#include "loops/stamp.h"
#pragma clang attribute pop
#endif
