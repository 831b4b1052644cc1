// Debian names OpenBLAS's own header apart: <cblas.h> may be another library's there.
#if __has_include(<cblas-openblas.h>)
#include <cblas-openblas.h>
#else
#include <cblas.h>
#endif
#include <lapacke.h>
