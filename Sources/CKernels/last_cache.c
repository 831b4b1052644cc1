#include <stdio.h>
#include <unistd.h>

#include "include/CKernels.h"

// A virtual machine's processor may report the caches of its host: the kernel's word counts where it is smaller.
size_t ck_last_cache(void) {
    long size = sysconf(_SC_LEVEL3_CACHE_SIZE);
    FILE *const file = fopen("/sys/devices/system/cpu/cpu0/cache/index3/size", "r");
    if (file) {
        long kilobytes;
        if (fscanf(file, "%ldK", &kilobytes) == 1 && kilobytes > 0 && (size <= 0 || kilobytes * 1024 < size)) {
            size = kilobytes * 1024;
        }
        fclose(file);
    }
    return size > 0 ? (size_t)size : 32 << 20;
}
