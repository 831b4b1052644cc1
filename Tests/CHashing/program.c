// Prints the hashes of every function by one instruction set's kernels, the way the committed file has them.
//
//   program ISA
#include <stdio.h>
#include <string.h>

#include "CHashing.h"

static const char *const types[] = {"float32", "float64"};
static uint64_t all;
static bool consistent = true;

static const char *const axes[] = {"other_axis", "last_axis"};

static void print(const char *function, const char *quantity, const char *type, hashing_result result) {
    printf("%s %s %s %016llx\n", function, quantity, type, (unsigned long long)result.hash);
    all = hashing_add(all, hashing_float64, &result.hash, 1);
    if (!result.difference[0]) return;
    consistent = false;
    fprintf(stderr, "%s %s %s: %s\n", function, quantity, type, result.difference);
}

int main(int count, char **arguments) {
    const ck_table *table = count == 2 ? ck_table_named(arguments[1]) : NULL;
    if (!table) {
        fprintf(stderr, "usage: %s ISA, one that this processor runs\n", arguments[0]);
        return 2;
    }
    static const char *const quantities[] = {"forward", "from_input", "from_output"};
    for (uint32_t kind = 0; kind < ck_kind_count; kind++) {
        for (uint32_t quantity = 0; quantity < hashing_activation_quantities; quantity++) {
            if (quantity == hashing_from_output && !table->float32->from_output[kind]) continue;
            for (uint32_t type = 0; type < hashing_types; type++) {
                print(ck_describe(kind)->name, quantities[quantity], types[type],
                      hashing_of_activation(table, kind, quantity, type));
            }
        }
    }
    for (uint32_t kind = 0; kind < ck_pair_count; kind++) {
        for (uint32_t type = 0; type < hashing_types; type++) {
            print(hashing_pair_name(kind), "pair", types[type], hashing_of_pair(table, kind, type));
        }
    }
    for (uint32_t type = 0; type < hashing_types; type++) {
        print("slope_terms", "sum", types[type], hashing_of_slope_terms(table, type));
    }
    static const char *const rows[] = {"softmax", "log_softmax", "logsumexp", "softmax_gradient", "log_softmax_gradient"};
    for (uint32_t function = 0; function < hashing_row_functions; function++) {
        for (int last_axis = 0; last_axis < 2; last_axis++) {
            for (uint32_t type = 0; type < hashing_types; type++) {
                print(rows[function], axes[last_axis], types[type], hashing_of_rows(table, function, last_axis, type));
            }
        }
    }
    static const char *const directions[] = {"widen", "narrow"}, *const halves[] = {"float16", "bfloat16"};
    for (uint32_t conversion = 0; conversion < hashing_conversions; conversion++) {
        print("conversion", directions[conversion % 2], halves[conversion / 2], hashing_of_conversion(table, conversion));
    }
    printf("all %016llx\n", (unsigned long long)all);
    return consistent ? 0 : 1;
}
