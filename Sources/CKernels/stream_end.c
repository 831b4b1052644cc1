#include "include/CKernels.h"

void ck_stream_end(void) {
#if defined(__x86_64__)
    __builtin_ia32_sfence();
#endif
}
