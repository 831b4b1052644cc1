// Everything for one instruction set: the texts of math/, activations/ and loops/ for double and for float, and the
// table of them. CK_ISA names the set, CK_VECTOR_BYTES is its vector's size.
#include <math.h>

#include "../include/CKernels.h"
#pragma clang diagnostic ignored "-Wpsabi"  // vectors are passed to functions that are inlined
#include "../tables.h"

enum {
    CK_PARTIALS = 32,          // interleaved sums of a row
    CK_ROW_BLOCK = 512,        // elements of a row whose terms are computed before they are added
    CK_ROW_GROUP = 16384,      // bytes of the rows that are computed together
    CK_ROW_AHEAD = 16384,      // bytes of the longest rows whose successor is fetched meanwhile
    CK_STREAM_AHEAD = 262144,  // bytes by which inputs of streamed gradients are fetched ahead, unless the next rows are nearer
};
enum { CK_ROW_OFFSET, CK_ROW_SHIFTER, CK_ROW_LOWEST, CK_ROW_MAXIMUM };

#define CK_BITS 64
#include "kernels.h"
#undef CK_BITS
#define CK_BITS 32
#include "kernels.h"
#undef CK_BITS
#include "half.h"

#define CK_QUOTED(text) #text
#define CK_QUOTE(text) CK_QUOTED(text)

const ck_table CK_JOIN(ck_table_, CK_ISA) = {
    CK_QUOTE(CK_ISA), &kernels_f32, &kernels_f64, &float16, &bfloat16,
};
