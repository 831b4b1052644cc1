internal import COpenBLAS

/// Minimises a smooth function from its values and gradients alone.
///
/// Reference: Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 7.4; the step length is found by bisection for
/// the weak Wolfe conditions.
struct LBFGS {
    struct Point {
        var position: [Double]
        var value: Double
        var gradient: [Double]
    }

    private static let memory = 10
    private var pairs: [(step: [Double], change: [Double], curvature: Double)] = []
    private(set) var point: Point
    private let evaluate: ([Double]) -> (value: Double, gradient: [Double])

    init(from start: [Double], _ evaluate: @escaping ([Double]) -> (value: Double, gradient: [Double])) {
        let (value, gradient) = evaluate(start)
        point = Point(position: start, value: value, gradient: gradient)
        self.evaluate = evaluate
    }

    /// Moves to a better point and returns the step there; a step of 0 where there is none.
    mutating func advance() -> [Double] {
        let direction = direction()
        let slope = dot(direction, point.gradient)
        guard slope < 0 else { return direction.map { _ in 0 } }
        let next = search(direction, slope)
        let step = difference(next.position, point.position)
        let change = difference(next.gradient, point.gradient)
        let curvature = dot(step, change)
        if curvature > 0 {
            if pairs.count == Self.memory { pairs.removeFirst() }
            pairs.append((step, change, curvature))
        }
        point = next
        return step
    }

    /// −H·gradient, H being the inverse Hessian that the last steps tell of.
    private func direction() -> [Double] {
        var direction = point.gradient.map { -$0 }
        var shares: [Double] = []
        for pair in pairs.reversed() {
            let share = dot(pair.step, direction) / pair.curvature
            shares.append(share)
            add(-share, pair.change, to: &direction)
        }
        let scale = pairs.last.map { $0.curvature / dot($0.change, $0.change) }
        let first = 1 / max(1, dot(point.gradient, point.gradient).squareRoot())
        cblas_dscal(blasint(direction.count), scale ?? first, &direction, 1)
        for (pair, share) in zip(pairs, shares.reversed()) {
            add(share - dot(pair.change, direction) / pair.curvature, pair.step, to: &direction)
        }
        return direction
    }

    private func search(_ direction: [Double], _ slope: Double) -> Point {
        var (low, high, length) = (0.0, Double.infinity, 1.0)
        var best = point
        for _ in 0..<60 {
            var position = point.position
            add(length, direction, to: &position)
            let (value, gradient) = evaluate(position)
            // Close to the minimum the value falls by less than its last places; the slope still tells.
            let noise = 0x1p-48 * (1 + abs(point.value))
            let falls = value <= point.value + 1e-4 * length * slope + noise
            if falls { best = Point(position: position, value: value, gradient: gradient) }
            if !falls {
                high = length
            } else if dot(direction, gradient) < 0.9 * slope {
                low = length
            } else {
                return best
            }
            length = high == .infinity ? 2 * length : (low + high) / 2
        }
        return best
    }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { cblas_ddot(blasint(a.count), a, 1, b, 1) }

private func add(_ factor: Double, _ a: [Double], to b: inout [Double]) {
    cblas_daxpy(blasint(a.count), factor, a, 1, &b, 1)
}

private func difference(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 - $1 } }
