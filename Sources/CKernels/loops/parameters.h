// An activation's parameters in the type of its kernels.

typedef struct {
    real value[ck_parameter_limit];
    real nothing;  // NOTHING, unknown to the compiler
} FN(parameters);

// What a kernel does not use is not read: a call has just written the doubles, and waits for a load of them all.
CK_INLINE FN(parameters) FN(rounded)(const double *parameters) {
    real nothing = R(-0.0);
    __asm__("" : "+m"(nothing));
    FN(parameters) p = {.nothing = nothing};
    for (int i = 0; i < ck_parameter_limit; i++) p.value[i] = (real)parameters[i];
    return p;
}
