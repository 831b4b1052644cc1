// The tables that the isa_*.c files define.
#include "include/CKernels.h"

extern const ck_table ck_table_avx512, ck_table_avx2, ck_table_portable;
