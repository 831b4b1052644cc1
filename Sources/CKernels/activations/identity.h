// x
CK_ACTIVATION(identity, identity, SMOOTH, FROM_OUTPUT, BY_MEMORY,
    .name = "identity", .aliases = "", .formula = "x",
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(identity_forward)(real x, FN(parameters) p) { return x; }

CK_INLINE real FN(identity_derivative)(real x, FN(parameters) p) { return x == x ? 1 : x; }

CK_INLINE real FN(identity_derivative_from_output)(real y, FN(parameters) p) { return FN(identity_derivative)(y, p); }
#endif
