import Activations
import Glibc

extension Table {
    /// A column for each class, or of many classes the likeliest, which tell more than all.
    mutating func addProbabilities<S: ActivationScalar>(
        _ probabilities: Tensor<S>, of rows: Range<Int>, names: [String]
    ) {
        if names.count <= 10 {
            for (index, name) in names.enumerated() {
                addColumn("P(\(name))", rows.map { readable(probabilities[$0, index]) }, isNumeric: true)
            }
        } else {
            let ranked = rows.map { row in
                probabilities.row(row).scalars.enumerated().sorted { $0.element > $1.element }
            }
            for rank in 0..<3 {
                if rank > 0 { addColumn("no. \(rank + 1)", ranked.map { names[$0[rank].offset] }) }
                addColumn("P", ranked.map { readable($0[rank].element) }, isNumeric: true)
            }
        }
    }

    /// Four decimals, or one digit where they would all be zeros.
    private func readable(_ probability: some BinaryFloatingPoint) -> String {
        formatted(probability > 0 && probability < 0.00005 ? "%.0e" : "%.4f", Double(probability))
    }
}

/// A number in a format of printf.
func formatted(_ format: String, _ number: Double) -> String {
    withVaList([number]) { arguments in
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { text in
            vsnprintf(text.baseAddress, text.count, format, arguments)
            return text.baseAddress.map { String(cString: $0) } ?? ""
        }
    }
}
