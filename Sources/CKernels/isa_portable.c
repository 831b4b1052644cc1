#pragma STDC FP_CONTRACT OFF
// The processor's base instruction set: SSE2 on x86-64, where fma is a library call (slow, and right); NEON on arm64.
#define CK_ISA portable
#define CK_VECTOR_BYTES 16
#include "loops/stamp.h"
