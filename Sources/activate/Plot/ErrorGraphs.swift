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
                    caption: "\(plotted.function.label): largest error in ULP", legend: rivals.legend, x: plotted.range,
                    y: axis
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
            let figure = worst.error == 0 ? "exact" : "\(threeDigits(worst.error)) at x = \(worst.x)"
            return Legend.Entry(style: style(index), text: "\(rival.name): \(figure)")
        }
        return Legend(entries: entries, textStyle: "note", characterWidth: 6)
    }

    private func threeDigits(_ error: Double) -> String {
        guard error.isFinite else { return "∞" }
        let exponent = log10(error).rounded(.down)
        return exponent < 3
            ? formatted("%.3g", error) : formatted("%.2f×", error / pow(10, exponent)) + powerOfTen(Int(exponent))
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
    /// A logarithmic axis for errors in units in the last place: little and nothing at the bottom, infinity at the top.
    fileprivate init(errors: [Double]) {
        let decades = log10(max(errors.filter(\.isFinite).max() ?? 1, 10)).rounded(.up)
        let step = (decades / 9).rounded(.up)
        let powers = stride(from: 0, to: decades + step, by: step).map {
            Tick(value: $0, label: Self.label(power: Int($0)))
        }
        let floor = Tick(value: -step, label: "≤ " + (step == 1 ? "0.1" : powerOfTen(-Int(step))))
        let ceiling = Tick(value: (powers.last?.value ?? 0) + step, label: "∞")
        let ticks = [floor] + powers + (errors.contains(.infinity) ? [ceiling] : [])
        let margin = step / 5
        self.init(-step - margin...Double(ticks.count - 2) * step + margin, ticks: ticks)
    }

    fileprivate func place(ofError error: Double) -> Double {
        min(max(log10(error), ticks[0].value), ticks[ticks.count - 1].value)
    }

    private static func label(power: Int) -> String {
        power < 4 ? "1" + String(repeating: "0", count: power) : powerOfTen(power)
    }
}
