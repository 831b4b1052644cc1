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

    /// The classes of rows that have one coefficient other than 0.
    private var pure: [Int]? {
        if smoothing == 0, case .classes(let classes) = targets { classes } else { nil }
    }

    func isIgnored(_ row: Int) -> Bool {
        if ignored != nil, case .classes(let classes) = targets { classes[row] == ignored } else { false }
    }

    /// What a mean divides the row's loss by.
    func weight(_ row: Int) -> Double {
        guard case .classes(let classes) = targets else { return 1 }
        return isIgnored(row) ? 0 : classWeights?[classes[row]] ?? 1
    }

    var totalWeight: Double {
        classWeights == nil && ignored == nil ? Double(rows) : (0..<rows).reduce(0) { $0 + weight($1) }
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
        func add(_ row: Int, _ loss: Double, _ own: Double) {
            each(row, loss)
            sum += loss
            weight += own
        }
        if let pure {
            for row in block {
                let (label, line) = (pure[row], logarithms + (row - block.lowerBound) * classes)
                let own = label == ignored ? 0 : classWeights?[label] ?? 1
                add(row, label == ignored ? 0 : -own * Double(line[label]), own)
            }
            return (sum, weight)
        }
        for row in block {
            let line = logarithms + (row - block.lowerBound) * classes
            var loss = 0.0
            for k in 0..<classes where !isIgnored(row) {
                let share = coefficient(row, k)
                if share != 0 { loss -= share * Double(line[k]) }
            }
            add(row, loss, self.weight(row))
        }
        return (sum, weight)
    }

    /// Turns the distributions of rows into gradients with respect to their logits, p·Σc − c, times each row's scale.
    ///
    /// - Parameter sums: room for an element of each row.
    func gradients(
        _ block: Range<Int>, _ p: UnsafeMutablePointer<S>, sums: UnsafeMutablePointer<S>, scale: (_ row: Int) -> Double
    ) {
        let pure = pure
        for row in block where isIgnored(row) {
            (p + (row - block.lowerBound) * classes).update(repeating: 0, count: classes)
        }
        if let pure {
            turn(block, p, pure, sums)
        } else {
            for row in block where !isIgnored(row) { turn(row, p + (row - block.lowerBound) * classes) }
        }
        // Neighbours with the same factor are multiplied in one go.
        var (start, factor) = (block.lowerBound, 1.0)
        func multiply(upTo end: Int) {
            guard factor != 1 else { return }
            let lines = p + (start - block.lowerBound) * classes
            Activation.linear(slope: factor).forward(UnsafePointer(lines), lines, count: (end - start) * classes)
        }
        for row in block where !isIgnored(row) {
            let own = scale(row) * (pure == nil ? 1 : weight(row))
            if own != factor {
                multiply(upTo: row)
                (start, factor) = (row, own)
            }
        }
        multiply(upTo: block.upperBound)
    }

    /// Turns distributions into gradients but for a factor: p − 1 as the sum of the others keeps its digits.
    private func turn(
        _ block: Range<Int>, _ p: UnsafeMutablePointer<S>, _ labels: [Int], _ sums: UnsafeMutablePointer<S>
    ) {
        for row in block where labels[row] != ignored { p[(row - block.lowerBound) * classes + labels[row]] = 0 }
        S._kernels.pointer.pointee.row_totals(p, p, sums, classes, block.count, false)
        for row in block where labels[row] != ignored {
            p[(row - block.lowerBound) * classes + labels[row]] = -sums[row - block.lowerBound]
        }
    }

    /// Turns a row's distribution into its gradient but for a factor.
    private func turn(_ row: Int, _ line: UnsafeMutablePointer<S>) {
        var total = 0.0
        for k in 0..<classes { total += coefficient(row, k) }
        for k in 0..<classes { line[k] = S(Double(line[k]) * total - coefficient(row, k)) }
    }
}
