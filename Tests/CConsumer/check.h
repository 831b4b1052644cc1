/* CHECK(condition) reports what is false and goes on; main returns failures(). */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int failed_checks = 0;

#define CHECK(condition) check((condition) ? 1 : 0, #condition, __FILE__, __LINE__)

static void check(int holds, const char *condition, const char *file, int line) {
    if (holds) return;
    failed_checks++;
    fprintf(stderr, "%s:%d: not true: %s\n", file, line, condition);
}

static int failures(const char *program) {
    if (failed_checks) fprintf(stderr, "%s: %d checks failed\n", program, failed_checks);
    return failed_checks ? 1 : 0;
}

#endif
