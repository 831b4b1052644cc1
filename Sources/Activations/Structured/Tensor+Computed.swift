extension Tensor {
    /// The tensor of a shape whose elements `body` writes, all of them, from those of the inputs: it is told where they
    /// begin.
    init(shape: [Int], from inputs: [Tensor], _ body: ([UnsafePointer<Scalar>], UnsafeMutablePointer<Scalar>) -> Void) {
        self.init(unsafeUninitializedShape: shape) { elements in
            guard let target = elements.baseAddress else { return }
            withExtendedLifetime(inputs) { body(inputs.map { UnsafePointer($0.start) }, target) }
        }
    }
}
