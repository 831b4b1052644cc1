@testable import Activations

/// What mathematics says at one place of a function.
struct SpecialValue<S: ActivationScalar> {
    enum Expected {
        /// This number, rounded; a zero with its sign.
        case number(S)
        /// A zero of either sign: a flat stretch.
        case anyZero
    }

    let x: S
    let value: Expected
    /// The derivative there.
    let slope: Expected

    init(_ x: S, _ value: S, _ slope: S) {
        self.init(x, .number(value), .number(slope))
    }

    init(_ x: S, _ value: Expected, _ slope: Expected) {
        (self.x, self.value, self.slope) = (x, value, slope)
    }
}

/// The special values of every row: zeros, infinities, kinks, the ends of the subnormal range, and a number or two.
/// Decimals come from mpmath at 40 digits.
func specialValues<S: ActivationScalar>(_ type: S.Type) -> [String: [SpecialValue<S>]] {
    let infinity = S.infinity
    let tiny = S.leastNonzeroMagnitude
    let normal = S.leastNormalMagnitude
    let subnormal = normal.nextDown
    let largest = S.greatestFiniteMagnitude
    let ln2: S = 0.69314718055994530942
    // An argument whose exponential is subnormal, that exponential, and four times that.
    let (deep, exponential, fourfold): (S, S, S) =
        type == Float.self
        ? (-100, 3.720075976020835963e-44, 1.4880303904083343852e-43)
        : (-740, 4.1887398800480489395e-322, 1.6754959520192195758e-321)
    let logarithmOfTiny: S = type == Float.self ? -103.2789299034318511 : -744.44007192138126231
    return [
        "linear": [
            .init(0, 0, 1), .init(-infinity, -infinity, 1), .init(infinity, infinity, 1), .init(tiny, tiny, 1),
            .init(-subnormal, -subnormal, 1), .init(-largest, -largest, 1),
        ],
        "relu": [
            .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(infinity, infinity, 1),
            .init(-infinity, .anyZero, .anyZero), .init(tiny, tiny, 1), .init(-tiny, .anyZero, .anyZero),
            .init(subnormal, subnormal, 1), .init(largest, largest, 1), .init(-largest, .anyZero, .anyZero),
        ],
        "leaky_relu": [
            .init(0, .anyZero, .number(0.01)), .init(-0.0, .anyZero, .number(0.01)), .init(infinity, infinity, 1),
            .init(-infinity, -infinity, 0.01), .init(tiny, tiny, 1), .init(-tiny, .number(-0.0), .number(0.01)),
            .init(-subnormal, -0.01 * subnormal, 0.01), .init(-100, -1, 0.01),
        ],
        "sigmoid": [
            .init(0, 0.5, 0.25), .init(-0.0, 0.5, 0.25), .init(infinity, .number(1), .number(0)),
            .init(-infinity, .number(0), .number(0)), .init(tiny, 0.5, 0.25), .init(-subnormal, 0.5, 0.25),
            .init(deep, exponential, exponential), .init(-deep, 1, exponential),
            .init(1, 0.73105857863000487925, 0.19661193324148185254), .init(-largest, 0, 0), .init(largest, 1, 0),
        ],
        "logit": [
            .init(0, -infinity, infinity), .init(-0.0, -infinity, infinity), .init(1, infinity, infinity),
            .init(0.5, .anyZero, .number(4)), .init(0.75, 1.0986122886681096914, 16.0 / 3),
            .init(0.25, -1.0986122886681096914, 16.0 / 3), .init(infinity, .nan, .nan), .init(-infinity, .nan, .nan),
            .init(-tiny, .nan, .nan), .init(S(1).nextUp, .nan, .nan), .init(tiny, logarithmOfTiny, infinity),
            .init(-1, .nan, .nan), .init(2, .nan, .nan),
        ],
        "log_sigmoid": [
            .init(0, -ln2, 0.5), .init(-0.0, -ln2, 0.5), .init(infinity, .anyZero, .number(0)),
            .init(-infinity, -infinity, 1), .init(tiny, -ln2, 0.5), .init(-subnormal, -ln2, 0.5),
            .init(-deep, -exponential, exponential), .init(deep, deep, 1), .init(-largest, -largest, 1),
            .init(-1, -1.313261687518222834, 0.73105857863000487925),
        ],
        "tanh": [
            .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(infinity, 1, 0), .init(-infinity, -1, 0),
            .init(tiny, tiny, 1), .init(-tiny, -tiny, 1), .init(subnormal, subnormal, 1), .init(normal, normal, 1),
            .init(1, 0.76159415595576488812, 0.41997434161402606939), .init(largest, 1, 0), .init(-largest, -1, 0),
            .init(-deep / 2, 1, fourfold), .init(deep / 2, -1, fourfold),
        ],
        "exp": [
            .init(0, 1, 1), .init(-0.0, 1, 1), .init(infinity, infinity, infinity), .init(-infinity, 0, 0),
            .init(tiny, 1, 1), .init(-subnormal, 1, 1), .init(deep, exponential, exponential),
            .init(1, 2.7182818284590452354, 2.7182818284590452354), .init(largest, infinity, infinity),
            .init(-largest, 0, 0),
        ],
        "softplus": [
            .init(0, ln2, 0.5), .init(-0.0, ln2, 0.5), .init(infinity, infinity, 1), .init(-infinity, 0, 0),
            .init(tiny, ln2, 0.5), .init(-subnormal, ln2, 0.5), .init(deep, exponential, exponential),
            .init(-deep, -deep, 1), .init(largest, largest, 1), .init(1, 1.313261687518222834, 0.73105857863000487925),
        ],
    ]
}
