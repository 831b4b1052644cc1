/* Opens the library, runs it on several threads and closes it while they may still be alive: unload LIBRARY */
#define _POSIX_C_SOURCE 200809L
#include <activations.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check.h"

typedef const act_activation *find_function(const char *);
typedef act_status forward_function(const act_activation *, const double *, act_dtype, size_t, const void *, void *);
typedef act_status threads_function(size_t);

/* ISO C has no cast from an object pointer to a function pointer. */
static void load(void *library, const char *name, void *function) {
    void *symbol = dlsym(library, name);
    CHECK(symbol != NULL);
    memcpy(function, &symbol, sizeof symbol);
}

int main(int argc, char **argv) {
    const size_t n = 4000000;
    float *x = calloc(n, sizeof *x), *y = malloc(n * sizeof *y);
    for (int round = 0; argc == 2 && round < 20; round++) {
        void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
        if (!library) {
            fprintf(stderr, "%s\n", dlerror());
            return 1;
        }
        find_function *find;
        forward_function *forward;
        threads_function *set_threads;
        load(library, "act_find", &find);
        load(library, "act_forward", &forward);
        load(library, "act_set_threads", &set_threads);
        CHECK(set_threads(4) == ACT_OK);
        CHECK(forward(find("sigmoid"), NULL, ACT_F32, n, x, y) == ACT_OK);
        CHECK(y[0] == 0.5f && y[n - 1] == 0.5f);
        CHECK(dlclose(library) == 0);
    }
    const struct timespec pause = {0, 200000000};
    nanosleep(&pause, NULL);
    free(x);
    free(y);
    return failures("unload.c");
}
