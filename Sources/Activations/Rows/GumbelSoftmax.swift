extension Tensor where Scalar: ActivationScalar {
    /// A sample from the Gumbel-softmax (concrete) distribution of each row of logits: a softmax of the logits with Gumbel
    /// noise, the closer to one class the smaller tau is.
    ///
    ///     softmax((x + g) / tau),   g = −ln(−ln u), u uniform in (0, 1)
    ///
    /// - Parameters:
    ///   - tau: the temperature, greater than 0.
    ///   - axis: that of the classes.
    ///   - generator: where the noise comes from; equal generators give equal samples.
    /// - Returns: `soft`, the sample, from which gradients are taken (that of the softmax with temperature `tau`); and
    ///   `hard`, 1 at its largest class and 0 elsewhere, which stands for it in the forward direction (straight-through).
    /// - Throws: `ActivationError.axisOutOfRange`, `.invalidParameter` for tau.
    ///
    /// Reference: Jang, Gu & Poole, Categorical Reparameterization with Gumbel-Softmax, 2017.
    public func gumbelSoftmax(
        tau: Double = 1, axis: Int = -1, using generator: inout some RandomNumberGenerator
    ) throws(ActivationError) -> (soft: Tensor, hard: Tensor) {
        guard tau > 0, tau < .infinity else {
            throw .invalidParameter(
                activation: "gumbel_softmax", parameter: "tau", value: tau, allowed: "any number greater than 0")
        }
        let noise = Tensor<Double>(unsafeUninitializedShape: shape) { noise in
            // The middles of 2⁵² equal parts: neither 0 nor 1.
            for index in noise.indices {
                noise.initializeElement(at: index, to: (Double(generator.next() >> 12) + 0.5) * 0x1p-52)
            }
        }
        let opposite = Activation.linear(slope: -1)
        let disturbed = try mapped { Double($0) } + noise.applying(.log, opposite, .log, opposite)
        let soft = try disturbed.applying(.softmax, axis: axis, SoftmaxOptions(temperature: tau)).mapped { Scalar($0) }
        return (soft, try soft.hardmax(axis: axis))
    }
}
