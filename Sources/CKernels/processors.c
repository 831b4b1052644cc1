#define _GNU_SOURCE
#include <sched.h>

#include "include/CKernels.h"

size_t ck_processors(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (size_t)CPU_COUNT(&set) : 1;
}
