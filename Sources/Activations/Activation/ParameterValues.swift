/// The parameters of an activation in the order of the catalogue; what its row does not have is 0.
struct ParameterValues: Hashable, Sendable {
    private var first, second, third, fourth: Double

    init(_ first: Double = 0, _ second: Double = 0, _ third: Double = 0, _ fourth: Double = 0) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    subscript(index: Int) -> Double {
        get {
            precondition((0..<4).contains(index))
            return withUnsafePointer { $0[index] }
        }
        set {
            precondition((0..<4).contains(index))
            withUnsafeMutableBytes(of: &self) { $0.storeBytes(of: newValue, toByteOffset: 8 * index, as: Double.self) }
        }
    }

    /// The four values in a row, as kernels take them.
    @inline(__always)
    func withUnsafePointer<R>(_ body: (UnsafePointer<Double>) -> R) -> R {
        Swift.withUnsafePointer(to: self) { $0.withMemoryRebound(to: Double.self, capacity: 4, body) }
    }
}
