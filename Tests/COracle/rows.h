// The references themselves, for the type `wide`: double (for float), long double (for double) and, in Tests/Proof, a
// number of many hundred bits. Each in a form that is not the kernel's, with the functions of libm (forms.h).
//
//   ROW(name, sign of zero, f(x), f′(x), f′ from y)
//   ROW_SCALED(the same, scale of f, scale of f′)      see scales in reference.h
//
// x is finite: infinity stands as a number that is larger than all others. NONE is what is not judged.

ROW(linear, ANY, W(fma)(p[0], x, p[1]), p[0], NONE)
ROW(relu, ANY, x > 0 ? x : 0, x > 0 ? 1 : 0, x > 0 ? 1 : x == 0 ? 0 : NONE)
ROW(leaky_relu, SIGNED, x >= 0 ? x : p[0] * x, x > 0 ? 1 : p[0], NONE)
ROW(sigmoid, SIGNED, N(logistic)(1, x), N(logistic_density)(1, x), x >= 0 && x <= 1 ? x * (1 - x) : NONE)
ROW(logit, ANY, N(logit)(x, p[0]), N(logit_slope)(x, p[0]), NONE)
ROW(log_sigmoid, SIGNED, -N(log1p_exp)(-1, x), N(logistic)(-1, x), NONE)
ROW(tanh, SIGNED, W(tanh)(x), N(squared_sech)(1, x), x >= -1 && x <= 1 ? (1 - x) * (1 + x) : NONE)
ROW(softplus, SIGNED, N(log1p_exp)(p[0], x) / p[0], N(logistic)(p[0], x), NONE)
ROW(exp, SIGNED, W(exp)(x), W(exp)(x), x >= 0 ? x : NONE)
