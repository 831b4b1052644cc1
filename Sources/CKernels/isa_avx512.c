#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2"))), apply_to = function)
#define CK_ISA avx512
#define CK_VECTOR_BYTES 64
#include "loops/stamp.h"
#pragma clang attribute pop
#endif
