/// What a row's loss is made of: −Σ c(k)·ln p(k), with coefficients from the row's target.
struct ClassLoss<S: BLASScalar> {
    enum Targets {
        /// A class for each row.
        case classes([Int])
        /// A distribution over the classes for each row.
        case distributions(Tensor<S>)
    }

    let rows, classes: Int
    let targets: Targets
    let classWeights: [Double]?
    let ignored: Int?
    let smoothing: Double

    /// A row that has one coefficient other than 0.
    func isPure(_ row: Int) -> Bool {
        if case .classes = targets { smoothing == 0 } else { false }
    }

    func isIgnored(_ row: Int) -> Bool {
        if case .classes(let classes) = targets { classes[row] == ignored } else { false }
    }

    /// What a mean divides the row's loss by.
    func weight(_ row: Int) -> Double {
        guard case .classes(let classes) = targets else { return 1 }
        return isIgnored(row) ? 0 : classWeights?[classes[row]] ?? 1
    }

    func label(_ row: Int) -> Int {
        if case .classes(let classes) = targets { classes[row] } else { 0 }
    }

    func coefficient(_ row: Int, _ k: Int) -> Double {
        let target: Double
        switch targets {
        case .classes(let classes): target = classes[row] == k ? 1 : 0
        case .distributions(let distributions):
            target = distributions.withUnsafeBufferPointer { Double($0[row * self.classes + k]) }
        }
        return (classWeights?[k] ?? 1) * ((1 - smoothing) * target + smoothing / Double(self.classes))
    }

    /// The sum of the rows' losses and that of their weights, from the logarithms of the distributions.
    ///
    /// - Parameter each: called with each row's loss.
    func losses(
        _ block: Range<Int>, logarithms: UnsafePointer<S>, _ each: (_ row: Int, Double) -> Void
    ) -> (sum: Double, weight: Double) {
        var (sum, weight) = (0.0, 0.0)
        for row in block {
            let line = logarithms + (row - block.lowerBound) * classes
            var loss = 0.0
            if isIgnored(row) {
                loss = 0
            } else if isPure(row) {
                loss = -self.weight(row) * Double(line[label(row)])
            } else {
                for k in 0..<classes {
                    let share = coefficient(row, k)
                    if share != 0 { loss -= share * Double(line[k]) }
                }
            }
            each(row, loss)
            sum += loss
            weight += self.weight(row)
        }
        return (sum, weight)
    }

    /// Turns the distributions of rows into gradients with respect to their logits, p·Σc − c, times each row's scale.
    func gradients(_ block: Range<Int>, _ p: UnsafeMutablePointer<S>, scale: (_ row: Int) -> Double) {
        // Neighbours with the same factor are multiplied in one go.
        var (start, factor) = (block.lowerBound, 1.0)
        func multiply(upTo end: Int) {
            guard factor != 1 else { return }
            let lines = p + (start - block.lowerBound) * classes
            Activation.linear(slope: factor).forward(UnsafePointer(lines), lines, count: (end - start) * classes)
        }
        for row in block {
            let line = p + (row - block.lowerBound) * classes
            if isIgnored(row) {
                line.update(repeating: 0, count: classes)
                continue
            }
            let own = scale(row) * turn(row, line)
            if own != factor {
                multiply(upTo: row)
                (start, factor) = (row, own)
            }
        }
        multiply(upTo: block.upperBound)
    }

    /// Turns a row's distribution into its gradient but for a factor, which it returns.
    private func turn(_ row: Int, _ line: UnsafeMutablePointer<S>) -> Double {
        if isPure(row) {
            // p - 1 as the sum of the others keeps its digits.
            let label = label(row)
            line[label] = 0
            line[label] = S(-S._kernels.pointer.pointee.sum(line, classes))
            return weight(row)
        }
        var total = 0.0
        for k in 0..<classes { total += coefficient(row, k) }
        for k in 0..<classes { line[k] = S(Double(line[k]) * total - coefficient(row, k)) }
        return 1
    }
}
