// The references themselves, for the type `wide`: double (for float), long double (for double) and, in Tests/Proof, a
// number of 1200 bits. Each in a form that is not the kernel's, with the functions of libm (forms.h).
//
//   ROW(name, sign of a zero f(x), f(x), f′(x), f′ from x = f(…))
//   ROW_SCALED(the same, scale of f, scale of f′)      see scales.h
//
// x is finite: infinity stands as a number that is larger than all others, more than LARGEST. p are the parameters.
// NONE is what the catalogue does not define, or what y does not determine.

ROW(identity, SIGNED, x, 1, 1)
ROW(linear, ANY, W(fma)(p[0], x, p[1]), p[0], p[0])
ROW(relu, ANY, x > 0 ? x : 0, x > 0 ? 1 : 0, x >= 0 ? x > 0 : NONE)
ROW(relu6, ANY, x > 6 ? 6 : x > 0 ? x : 0, x > 0 && x < 6, x >= 0 && x <= 6 ? x > 0 && x < 6 : NONE)
ROW(squared_relu, ANY, x > 0 ? x * x : 0, x > 0 ? 2 * x : 0, x >= 0 ? 2 * W(sqrt)(x) : NONE)
ROW(leaky_relu, SIGNED, x >= 0 ? x : p[0] * x, x > 0 ? 1 : p[0], p[0] < 0 ? NONE : x > 0 ? 1 : p[0])
ROW(thresholded_relu, ANY, x > p[0] ? x : 0, x > p[0], p[0] >= 0 && (x > p[0] || x == 0) ? x > p[0] : NONE)
ROW(threshold, ANY, x > p[0] ? x : p[1], x > p[0], NONE)
ROW(hard_tanh, ANY, x < p[0] ? p[0] : x > p[1] ? p[1] : x, x > p[0] && x < p[1],
    x >= p[0] && x <= p[1] ? x > p[0] && x < p[1] : NONE)
ROW(elu, ANY, x > 0 ? x : p[0] * W(expm1)(x), x > 0 ? 1 : p[0] * W(exp)(x),
    p[0] > 0 && x >= -p[0] ? x > 0 ? 1 : x + p[0] : NONE)
ROW(celu, ANY, x > 0 ? x : p[0] * N(expm1_of)(N(quotient)(x, p[0])), x > 0 ? 1 : N(exp_of)(N(quotient)(x, p[0])),
    p[0] > 0 && x >= -p[0] ? x > 0 ? 1 : (x + p[0]) / p[0] : NONE)
ROW(selu, ANY, x > 0 ? SELU_LAMBDA * x : N(selu_limit)(0) * W(expm1)(x),
    x > 0 ? SELU_LAMBDA : N(selu_limit)(0) * W(exp)(x),
    x > 0 ? SELU_LAMBDA : N(selu_limit)(x) >= 0 ? N(selu_limit)(x) : NONE)
ROW(sigmoid, SIGNED, N(logistic)(N(single)(x)), N(logistic_density)(N(single)(x)),
    x >= 0 && x <= 1 ? x * (1 - x) : NONE)
ROW_SCALED(logit, ANY, N(logit)(x, p[0]), N(logit_slope)(x, p[0]), NONE, 0, outside(x == 0 && signbit(x)))
ROW(log_sigmoid, SIGNED, -N(log1p_exp)(N(single)(-x)), N(logistic)(N(single)(-x)), x <= 0 ? -W(expm1)(x) : NONE)
ROW(tanh, SIGNED, W(tanh)(x), N(squared_sech)(1, x), x >= -1 && x <= 1 ? (1 - x) * (1 + x) : NONE)
ROW(scaled_tanh, SIGNED, p[0] * W(tanh)(p[1] * x), p[0] * p[1] * N(squared_sech)(p[1], x),
    W(fabs)(x) <= W(fabs)(p[0]) ? p[1] * (p[0] - x) * (p[0] + x) / p[0] : NONE)
ROW(tanh_shrink, SIGNED, N(tanh_shrink)(x), W(tanh)(x) * W(tanh)(x), NONE)
ROW(hard_sigmoid, ANY, W(fma)(p[0], x, p[1] - 1) >= 0 ? 1 : W(fma)(p[0], x, p[1]) > 0 ? W(fma)(p[0], x, p[1]) : 0,
    W(fma)(p[0], x, p[1]) > 0 && W(fma)(p[0], x, p[1] - 1) < 0 ? p[0] : 0,
    x >= 0 && x <= 1 ? x > 0 && x < 1 ? p[0] : 0 : NONE)
ROW_SCALED(hard_swish, ANY, x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6,
    x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6, NONE, 0, near(x, -1.5, 1.5))
ROW_SCALED(silu, ANY, N(gated)(x, N(product)(p[0], x)), N(gated_slope)(x, N(product)(p[0], x), p[0]), NONE,
    0, near(x, -1.2784645427610738 / p[0], 1.0998393201288669))
ROW_SCALED(quick_gelu, ANY, N(gated)(x, N(quick_gelu_gate)(x)), N(gated_slope)(x, N(quick_gelu_gate)(x), C(1.702)),
    NONE, 0, near(x, -1.2784645427610738 / 1.702, 1.0998393201288669))
ROW_SCALED(gelu, ANY, x * N(normal_cdf)(x), N(normal_cdf)(x) + x * N(normal_density)(x), NONE,
    0, near(x, -0.7517915246935645, 1.1289041451851548))
ROW_SCALED(gelu_tanh, ANY, N(gated)(x, N(gelu_tanh_gate)(x)),
    N(gated_slope)(x, N(gelu_tanh_gate)(x), N(gelu_tanh_gate_slope)(x)), NONE,
    0, near(x, -0.752461422071017, 1.1289930686587718))
ROW_SCALED(mish, ANY, N(mish)(x), N(mish_slope)(x), NONE, 0, near(x, -1.1924312145154952, 1.0884981612517279))
ROW(softplus, SIGNED, N(log1p_exp)(N(product)(p[0], x)) / p[0], N(logistic)(N(product)(p[0], x)),
    x >= 0 ? -N(expm1_of)(N(product)(-p[0], x)) : NONE)
ROW(squareplus, SIGNED, N(squareplus)(x, p[0]), N(squareplus_slope)(x, p[0]),
    x >= 0 && p[0] > 0 ? 4 * x * x / (4 * x * x + p[0]) : NONE)
ROW(softsign, SIGNED, x / (1 + W(fabs)(x)), 1 / ((1 + W(fabs)(x)) * (1 + W(fabs)(x))),
    W(fabs)(x) <= 1 ? (1 - W(fabs)(x)) * (1 - W(fabs)(x)) : NONE)
ROW(soft_shrink, ANY, x > p[0] ? x - p[0] : x < -p[0] ? x + p[0] : 0, x > p[0] || x < -p[0], x > 0 || x < 0)
ROW(hard_shrink, ANY, x > p[0] || x < -p[0] ? x : 0, x > p[0] || x < -p[0],
    x > p[0] || x < -p[0] ? 1 : x == 0 ? 0 : NONE)
ROW(sparse_plus, ANY, x <= -1 ? 0 : x >= 1 ? x : (x + 1) * (x + 1) / 4, x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) / 2,
    x >= 1 ? 1 : x >= 0 ? W(sqrt)(x) : NONE)
ROW(sparse_sigmoid, ANY, x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) / 2, x > -1 && x < 1 ? 0.5 : 0,
    x >= 0 && x <= 1 ? x > 0 && x < 1 ? 0.5 : 0 : NONE)
ROW(isru, SIGNED, N(isru)(x, p[0]), N(isru_slope)(x, p[0]), N(isru_slope_from_output)(x, p[0]))
ROW(isrlu, ANY, x >= 0 ? x : N(isru)(x, p[0]), x >= 0 ? 1 : N(isru_slope)(x, p[0]),
    x >= 0 ? 1 : N(isru_slope_from_output)(x, p[0]))
ROW(gaussian, SIGNED, N(exp_of)(N(product)(-x, x)), -2 * x * N(exp_of)(N(product)(-x, x)), NONE)
ROW(lisht, ANY, x * W(tanh)(x), W(tanh)(x) + x * N(squared_sech)(1, x), NONE)
ROW_SCALED(snake, ANY, N(snake)(x, p[0]), N(snake_slope)(x, p[0]), NONE, 0, near_sine_trough(x, p[0]))
ROW_SCALED(star_relu, ANY, N(star_relu)(x, p[0], p[1]), x > 0 ? 2 * p[0] * x : 0,
    (x - p[1]) / p[0] >= 0 ? 2 * p[0] * W(sqrt)((x - p[1]) / p[0]) : NONE, x > 0 ? cancelled(p[0] * x * x, p[1]) : 0, 0)
ROW_SCALED(xielu, ANY, N(xielu)(x, p), N(xielu_slope)(x, p), NONE, xielu_cancelled(x, p), near_xielu_zero(x, p))
ROW(step, ANY, x > 0 ? 1 : x == 0 ? p[0] : 0, 0, 0)
ROW(normal_cdf, SIGNED, N(normal_cdf)(x), N(normal_density)(x), NONE)
ROW(log_normal_cdf, SIGNED, N(log_normal_cdf)(x), N(log_normal_cdf_slope)(x), NONE)
ROW(cloglog_inverse, SIGNED, -W(expm1)(-W(exp)(x)), W(exp)(x - W(exp)(x)),
    x == 1 ? 0 : x >= 0 && x < 1 ? -(1 - x) * W(log1p)(-x) : NONE)
ROW(exp, SIGNED, W(exp)(x), W(exp)(x), x >= 0 ? x : NONE)
ROW(expm1, SIGNED, W(expm1)(x), W(exp)(x), x >= -1 ? x + 1 : NONE)
ROW_SCALED(log, SIGNED, x > LARGEST ? INFINITY : W(log)(x), 1 / x, W(exp)(-x), 0, outside(x <= 0 && signbit(x)))
ROW_SCALED(log1p, SIGNED, x > LARGEST ? INFINITY : W(log1p)(x), 1 / (1 + x), W(exp)(-x), 0, outside(x < -1))
ROW_SCALED(log1mexp, SIGNED, N(log1mexp)(x), x == 0 ? -INFINITY : -1 / W(expm1)(-x), x <= 0 ? -W(expm1)(-x) : NONE,
    0, outside(x > 0))
ROW(erf, SIGNED, W(erf)(x), C(1.12837916709551257389615890312154517168810126) * N(exp_of)(N(product)(-x, x)), NONE)
ROW(erfc, SIGNED, W(erfc)(x), C(-1.12837916709551257389615890312154517168810126) * N(exp_of)(N(product)(-x, x)), NONE)
ROW(abs, SIGNED, W(fabs)(x), x > 0 ? 1 : x < 0 ? -1 : 0, NONE)
ROW(square, SIGNED, x * x, 2 * x, NONE)
ROW_SCALED(sqrt, SIGNED, W(sqrt)(x), 1 / (2 * W(sqrt)(x)), x >= 0 ? 1 / (2 * x) : NONE,
    0, outside(x <= 0 && signbit(x)))
ROW(reciprocal, SIGNED, 1 / x, -1 / (x * x), -x * x)
