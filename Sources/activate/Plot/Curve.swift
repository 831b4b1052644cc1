/// The graph of a function in a panel, as polylines: with a vertex at each kink, and a gap at each jump and where there
/// is no value. A piece of one point is a value that stands alone.
struct Curve {
    private(set) var pieces: [[Point]] = []

    private let f: (Double) -> Double
    private let panel: Panel

    /// In pixels, how far a polyline may be from the curve.
    private static let tolerance = 0.02

    init(of f: @escaping (Double) -> Double, in panel: Panel) {
        self.f = f
        self.panel = panel
        let samples = panel.x.range.samples.map(sample)
        samples.first.map { begin(at: $0) }
        for (left, right) in zip(samples, samples.dropFirst()) { refine(left, right) }
        pieces = pieces.filter { $0.contains(where: panel.shows) }.map { $0[...].simplified(to: Self.tolerance) }
    }

    private struct Sample {
        let x: Double
        /// Nil where the function has no value.
        let point: Point?
    }

    private func sample(_ x: Double) -> Sample {
        let y = f(x)
        return Sample(x: x, point: y.isNaN ? nil : panel.point(x, y))
    }

    /// Halves a step until it is straight. One that never is, however short, is a jump.
    private mutating func refine(_ left: Sample, _ right: Sample) {
        let middle = sample(left.x + (right.x - left.x) / 2)
        if isStraight(left, middle, right) {
            join(left, right)
        } else if right.x - left.x > panel.x.range.width * 0x1p-40, left.x < middle.x, middle.x < right.x {
            refine(left, middle)
            refine(middle, right)
        } else {
            begin(at: right)
        }
    }

    private func isStraight(_ left: Sample, _ middle: Sample, _ right: Sample) -> Bool {
        guard let start = left.point, let centre = middle.point, let end = right.point else {
            return left.point == nil && middle.point == nil && right.point == nil
        }
        return abs(centre.y - (start.y + end.y) / 2) <= Self.tolerance
    }

    private mutating func join(_ left: Sample, _ right: Sample) {
        guard let start = left.point, let end = right.point, panel.shows(start) || start.y != end.y else {
            return begin(at: right)
        }
        pieces[pieces.count - 1].append(end)
    }

    private mutating func begin(at sample: Sample) {
        pieces.append(sample.point.map { [$0] } ?? [])
    }
}

extension ArraySlice<Point> {
    /// The polyline without the vertices that lie within `tolerance` of the others' (Ramer, Douglas and Peucker).
    fileprivate func simplified(to tolerance: Double) -> [Point] {
        guard count > 2, let first, let last else { return Array(self) }
        let between = indices.dropFirst().dropLast()
        let distances = between.map { self[$0].distance(from: first, to: last) }
        guard let worst = distances.max(), worst > tolerance, let split = distances.firstIndex(of: worst) else {
            return [first, last]
        }
        let corner = between[between.startIndex + split]
        return self[...corner].simplified(to: tolerance) + self[corner...].simplified(to: tolerance).dropFirst()
    }
}

extension Point {
    /// How far the point is from a line's.
    fileprivate func distance(from start: Point, to end: Point) -> Double {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        return abs(dx * (y - start.y) - dy * (x - start.x)) / (dx * dx + dy * dy).squareRoot()
    }
}
