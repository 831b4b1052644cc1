import Glibc

@testable import Activations

extension Double: WideScalar {
    static func exp(_ x: Double) -> Double { Glibc.exp(x) }
    static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
}

#if arch(x86_64)
    extension Float80: WideScalar {
        static func exp(_ x: Float80) -> Float80 { expl(x) }
        static func log1p(_ x: Float80) -> Float80 { log1pl(x) }
    }
#endif

/// The softmax family on one row of finite numbers or −∞ in a wider type: the largest subtracted, exponentials from
/// libm, sums with their rounding errors carried along.
struct SoftmaxReference<Wide: WideScalar> {
    let distances: [Wide]
    let maximum: Wide
    /// Σ e^(x − maximum) without one of the largest.
    let others: Wide

    init(_ x: some Collection<some BinaryFloatingPoint>) {
        let maximum = x.map { Wide($0) }.max() ?? -.infinity
        let distances = x.map { Wide($0) - maximum }
        self.maximum = maximum
        self.distances = distances
        var terms = distances.map { Wide.exp($0) }
        if let first = distances.firstIndex(of: 0) { terms[first] = 0 }
        others = accurateSum(terms)
    }

    var softmax: [Wide] { distances.map { Wide.exp($0) / (1 + others) } }
    var logSoftmax: [Wide] { distances.map { $0 - Wide.log1p(others) } }
    var logSumExp: Wide { maximum + Wide.log1p(others) }
}

/// Kahan's sum as Neumaier improved it.
func accurateSum<Wide: BinaryFloatingPoint>(_ terms: some Sequence<Wide>) -> Wide {
    var sum: Wide = 0
    var lost: Wide = 0
    for term in terms {
        let total = sum + term
        lost += abs(sum) >= abs(term) ? (sum - total) + term : (term - total) + sum
        sum = total
    }
    return sum + lost
}
