import Glibc

/// A function as a textbook writes it, in float32 arithmetic with the C library's functions.
struct Textbook: Sendable {
    let formula: String
    /// The value at x; p holds the parameters in the order of 'activate list'.
    let value: @Sendable (_ x: Float, _ p: [Float]) -> Float

    private init(_ formula: String, _ value: @escaping @Sendable (Float, [Float]) -> Float) {
        self.formula = formula
        self.value = value
    }

    /// By name. What is made of comparisons, + and × alone is missing: nobody writes it otherwise.
    static let all: [String: Textbook] = [
        "elu": .init("a(eˣ − 1)") { x, p in x > 0 ? x : p[0] * (expf(x) - 1) },
        "celu": .init("a(e^(x/a) − 1)") { x, p in x > 0 ? x : p[0] * (expf(x / p[0]) - 1) },
        "selu": .init("λα(eˣ − 1)") { x, _ in 1.050701 * (x > 0 ? x : 1.6732632 * (expf(x) - 1)) },
        "sigmoid": .init("1/(1 + e⁻ˣ)") { x, _ in logistic(x) },
        "logit": .init("ln(x/(1 − x))") { x, p in
            let clamped = p[0] > 0 ? min(max(x, p[0]), 1 - p[0]) : x
            return logf(clamped / (1 - clamped))
        },
        "log_sigmoid": .init("ln(1/(1 + e⁻ˣ))") { x, _ in logf(logistic(x)) },
        "tanh": .init("(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)") { x, _ in (expf(x) - expf(-x)) / (expf(x) + expf(-x)) },
        "scaled_tanh": .init("a tanh(bx)") { x, p in p[0] * tanhf(p[1] * x) },
        "tanh_shrink": .init("x − tanh(x)") { x, _ in x - tanhf(x) },
        "silu": .init("x/(1 + e^(−bx))") { x, p in x * logistic(p[0] * x) },
        "quick_gelu": .init("x/(1 + e^(−1.702x))") { x, _ in x * logistic(1.702 * x) },
        "gelu": .init("x/2 (1 + erf(x/√2))") { x, _ in 0.5 * x * (1 + erff(x * Float(0.5).squareRoot())) },
        "gelu_tanh": .init("x/2 (1 + tanh(c(x + 0.044715x³)))") { x, _ in
            0.5 * x * (1 + tanhf((2 / Float.pi).squareRoot() * (x + 0.044715 * x * x * x)))
        },
        "mish": .init("x tanh(ln(1 + eˣ))") { x, _ in x * tanhf(logf(1 + expf(x))) },
        "softplus": .init("ln(1 + e^(bx))/b") { x, p in logf(1 + expf(p[0] * x)) / p[0] },
        "squareplus": .init("(x + √(x² + b))/2") { x, p in (x + (x * x + p[0]).squareRoot()) / 2 },
        "softsign": .init("x/(1 + |x|)") { x, _ in x / (1 + abs(x)) },
        "isru": .init("x/√(1 + ax²)") { x, p in x / (1 + p[0] * x * x).squareRoot() },
        "isrlu": .init("x/√(1 + ax²)") { x, p in x >= 0 ? x : x / (1 + p[0] * x * x).squareRoot() },
        "gaussian": .init("e^(−x²)") { x, _ in expf(-x * x) },
        "lisht": .init("x tanh(x)") { x, _ in x * tanhf(x) },
        "snake": .init("x + sin²(ax)/a") { x, p in
            let sine = sinf(p[0] * x)
            return x + sine * sine / p[0]
        },
        "xielu": .init("n(e^(min(x, ε)) − 1 − x) + bx") { x, p in
            x > 0 ? p[0] * x * x + p[2] * x : p[1] * (expf(min(x, p[3])) - 1 - x) + p[2] * x
        },
        "normal_cdf": .init("(1 + erf(x/√2))/2") { x, _ in normal(x) },
        "log_normal_cdf": .init("ln((1 + erf(x/√2))/2)") { x, _ in logf(normal(x)) },
        "cloglog_inverse": .init("1 − e^(−eˣ)") { x, _ in 1 - expf(-expf(x)) },
        "exp": .init("the C library's expf") { x, _ in expf(x) },
        "expm1": .init("eˣ − 1") { x, _ in expf(x) - 1 },
        "log": .init("the C library's logf") { x, _ in logf(x) },
        "log1p": .init("ln(1 + x)") { x, _ in logf(1 + x) },
        "log1mexp": .init("ln(1 − eˣ)") { x, _ in logf(1 - expf(x)) },
        "erf": .init("the C library's erff") { x, _ in erff(x) },
        "erfc": .init("1 − erf(x)") { x, _ in 1 - erff(x) },
    ]
}

private func logistic(_ x: Float) -> Float { 1 / (1 + expf(-x)) }

private func normal(_ x: Float) -> Float { 0.5 * (1 + erff(x * Float(0.5).squareRoot())) }
