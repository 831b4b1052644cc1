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
    let families = Landmarks<S>()
    let all = [
        families.algebraics, families.exponentialLinear, families.exponentials, families.hardShapes,
        families.hyperbolicTangents, families.lines, families.logarithms, families.normalDistribution,
        families.periodic, families.rectifiers, families.selfGated, families.sigmoids, families.smoothRectifiers,
    ]
    return all.reduce(into: [:]) { rows, family in rows.merge(family) { first, _ in first } }
}

/// Numbers that special values are made of, and the special values of each family of rows.
struct Landmarks<S: ActivationScalar> {
    let infinity = S.infinity
    let tiny = S.leastNonzeroMagnitude
    let normal = S.leastNormalMagnitude
    let subnormal = S.leastNormalMagnitude.nextDown
    let largest = S.greatestFiniteMagnitude
    let ln2: S = 0.69314718055994530942
    let isFloat = S.self == Float.self

    /// An argument whose exponential is subnormal, that exponential, and four times that.
    var deep: S { isFloat ? -100 : -740 }
    var exponential: S { isFloat ? 3.720075976020835963e-44 : 4.1887398800480489395e-322 }
    var fourfold: S { isFloat ? 1.4880303904083343852e-43 : 1.6754959520192195758e-321 }
}
