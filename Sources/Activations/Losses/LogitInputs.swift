/// Where the inputs of a loss of single logits begin.
struct LogitInputs<S: BLASScalar> {
    let logits, targets: UnsafePointer<S>
    /// Factors of each loss, and of its gradient.
    var weights: UnsafePointer<S>?
    /// Factors of each gradient.
    var upstream: UnsafePointer<S>?
}
