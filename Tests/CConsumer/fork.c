/* Forks right after a call on several threads: the child has none of them, and computes nevertheless. */
#define _POSIX_C_SOURCE 200809L
#include <activations.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static int computes(const act_activation *f, size_t n, const float *x, float *y) {
    y[0] = y[n - 1] = 0;
    return act_forward(f, NULL, ACT_F32, n, x, y) == ACT_OK && y[0] == 0.5f && y[n - 1] == 0.5f;
}

int main(void) {
    const size_t n = 2000000;
    float *x = calloc(n, sizeof *x), *y = malloc(n * sizeof *y);
    const act_activation *f = act_find("sigmoid");
    CHECK(act_set_threads(4) == ACT_OK);
    for (int round = 0; round < 20; round++) {
        CHECK(computes(f, n, x, y) && computes(f, n, x, y));
        const pid_t child = fork();
        if (child == 0) {
            alarm(60);
            _exit(computes(f, n, x, y) && computes(f, n, x, y) ? 0 : 1);
        }
        int status = 1;
        CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    }
    free(x);
    free(y);
    return failures("fork.c");
}
