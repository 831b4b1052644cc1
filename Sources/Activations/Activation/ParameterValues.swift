/// The parameters of an activation in the order of the catalogue; what its row does not have is 0.
struct ParameterValues: Hashable, Sendable {
    // Vectors, since a copy of numbers that were just stored one by one waits for them.
    private var first, second: SIMD2<Double>

    init(_ first: Double = 0, _ second: Double = 0, _ third: Double = 0, _ fourth: Double = 0) {
        self.first = SIMD2(first, second)
        self.second = SIMD2(third, fourth)
    }

    subscript(index: Int) -> Double {
        get { index < 2 ? first[index] : second[index - 2] }
        set {
            if index < 2 {
                first[index] = newValue
            } else {
                second[index - 2] = newValue
            }
        }
    }

    /// The four values in a row, as kernels take them.
    @inline(__always)
    func withUnsafePointer<R>(_ body: (UnsafePointer<Double>) -> R) -> R {
        Swift.withUnsafePointer(to: self) { $0.withMemoryRebound(to: Double.self, capacity: 4, body) }
    }
}
