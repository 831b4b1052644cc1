import Activations
import Glibc

// Rounding errors.

extension Picture {
    /// The errors of each function and of its textbook formula in a panel, with one scale for all.
    init(ofErrors functions: [(function: PlottedFunction, range: ClosedRange<Double>)], title: String?) throws {
        let isSingle = functions.count == 1
        let rivals = try functions.map { function, range in
            try Rivals(function, over: range, columns: isSingle ? 820 : 400)
        }
        let axis = Axis(errors: rivals.flatMap(\.profiles).flatMap(\.profile.columns).compactMap { $0 })
        self.init(
            title: title,
            plates: zip(functions, rivals).map { plotted, rivals in
                Plate(
                    caption: "\(plotted.function.label): error in ULP", legend: rivals.legend, x: plotted.range, y: axis
                ) { panel in
                    rivals.curves(in: panel)
                }
            },
            columnLimit: 2, panelHeight: isSingle ? 320 : 220)
    }
}

/// The errors of this library's function and of the textbook's.
private struct Rivals {
    private(set) var profiles: [(name: String, profile: ErrorProfile)]

    init(_ function: PlottedFunction, over range: ClosedRange<Double>, columns: Int) throws {
        let exact = try function.exact
        let ours = ErrorProfile(over: range, columns: columns, exact: exact) { x, y in
            y.withUnsafeMutableBufferPointer { function.activation.apply($0) }
        }
        profiles = [("this library", ours)]
        if let textbook = Textbook.all[exact.description.name] {
            let parameters = function.parameters
            let theirs = ErrorProfile(over: range, columns: columns, exact: exact) { x, y in
                for index in x.indices { y[index] = textbook.value(x[index], parameters) }
            }
            profiles.append((textbook.formula, theirs))
        }
    }

    var legend: Legend {
        let entries = profiles.enumerated().map { index, rival in
            let worst = rival.profile.worst
            let figure = worst.error == 0 ? "exact" : "worst \(threeDigits(worst.error)) at x = \(worst.x)"
            return Legend.Entry(style: style(index), text: "\(rival.name): \(figure)")
        }
        return Legend(entries: entries, textStyle: "note", characterWidth: 6)
    }

    private func threeDigits(_ error: Double) -> String {
        guard error.isFinite else { return "∞" }
        let exponent = log10(error).rounded(.down)
        return exponent < 3 ? text("%.3g", error) : text("%.2f×", error / pow(10, exponent)) + powerOfTen(Int(exponent))
    }

    /// This library's on top.
    func curves(in panel: Panel) -> [(style: String, pieces: [[Point]])] {
        profiles.enumerated().reversed().map { index, rival in
            let columns = rival.profile.columns
            let points = columns.enumerated().map { column, error in
                error.map { error in
                    let x = (Double(column) + 0.5) / Double(columns.count) * panel.width
                    return Point(x: x, y: panel.point(0, panel.y.place(ofError: error)).y)
                }
            }
            return (style(index), points.split(separator: nil).map { $0.compactMap { $0 } })
        }
    }

    private func style(_ index: Int) -> String { "fine s\(index)" }
}

extension Axis {
    /// A logarithmic axis for errors in units in the last place: 0.1 and less at the bottom, infinity at the top.
    fileprivate init(errors: [Double]) {
        let largest = errors.filter(\.isFinite).max() ?? 1
        let top = max(1, Int(log10(max(largest, 1)).rounded(.up)))
        var ticks = [Tick(value: -1, label: "≤ 0.1")]
        ticks += (0...top).map {
            Tick(value: Double($0), label: $0 < 4 ? "1" + String(repeating: "0", count: $0) : powerOfTen($0))
        }
        if errors.contains(.infinity) { ticks.append(Tick(value: Double(top + 1), label: "∞")) }
        self.init(-1.2...Double(ticks.count - 2) + 0.2, ticks: ticks)
    }

    fileprivate func place(ofError error: Double) -> Double {
        let last = Double(ticks.count - 2)
        return min(max(log10(error), -1), last)
    }
}
