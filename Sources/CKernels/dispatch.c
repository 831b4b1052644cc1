// Which table runs here.
#include <stdlib.h>
#include <string.h>

#include "tables.h"

#if defined(__x86_64__)
static bool runs_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}

static bool runs_avx512(void) {
    return runs_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}
#endif

const ck_table *ck_table_named(const char *isa) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (strcmp(isa, "avx512") == 0) return runs_avx512() ? &ck_table_avx512 : NULL;
    if (strcmp(isa, "avx2") == 0) return runs_avx2() ? &ck_table_avx2 : NULL;
#endif
    return strcmp(isa, "portable") == 0 ? &ck_table_portable : NULL;
}

static const ck_table *choose(void) {
    const char *wanted = getenv("ACTIVATIONS_ISA");
    const ck_table *table = wanted ? ck_table_named(wanted) : NULL;
    if (!table) table = ck_table_named("avx512");
    if (!table) table = ck_table_named("avx2");
    return table ? table : &ck_table_portable;
}

const ck_table *ck_current(void) {
    static const ck_table *current;
    const ck_table *table = __atomic_load_n(&current, __ATOMIC_ACQUIRE);
    if (!table) {
        table = choose();
        __atomic_store_n(&current, table, __ATOMIC_RELEASE);
    }
    return table;
}
