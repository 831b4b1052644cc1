// The rows as loops over many inputs, for the type `wide`: row_NAME_value, row_NAME_slope, row_NAME_slope_from_output.
#include "forms.h"

#define NONE NAN
#define LOOP(name, formula) \
    static void N(name)(const wide *restrict inputs, wide *restrict outputs, size_t n, const wide *parameters) { \
        const wide p[] = {parameters[0], parameters[1], parameters[2], parameters[3]}; \
        for (size_t i = 0; i < n; i++) { \
            const wide x = inputs[i]; \
            outputs[i] = formula; \
        } \
    }
#define ROW(name, zero, value, slope, from_output) \
    LOOP(row_##name##_value, value) \
    LOOP(row_##name##_slope, slope) \
    LOOP(row_##name##_slope_from_output, from_output)
#define ROW_SCALED(name, zero, value, slope, from_output, ...) ROW(name, zero, value, slope, from_output)
#include "rows.h"
#undef ROW_SCALED
#undef ROW
#undef LOOP
