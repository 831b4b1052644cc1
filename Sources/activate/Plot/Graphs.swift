// Values and derivatives.

extension Picture {
    /// Values in one panel, derivatives in another, over one range.
    init(of functions: [PlottedFunction], over range: ClosedRange<Double>, title: String?) {
        self.init(
            title: title,
            legend: Legend(entries: functions.enumerated().map { .init(style: Palette.style($0), text: $1.label) }),
            plates: [
                Plate(caption: "Value f(x)", x: range, functions.map { $0.value }),
                Plate(caption: "Derivative f′(x)", x: range, functions.map { $0.derivative }),
            ],
            columnLimit: 2, panelHeight: 320)
    }

    /// A small panel for each function.
    init(gridOf functions: [(function: PlottedFunction, range: ClosedRange<Double>)], title: String?) {
        self.init(
            title: title,
            legend: Legend(entries: [
                .init(style: Palette.style(0), text: "value"), .init(style: Palette.style(1), text: "derivative"),
            ]),
            plates: functions.map { function, range in
                Plate(caption: function.label, x: range, [function.value, function.derivative], labels: 5)
            },
            columnLimit: 5, panelHeight: 110)
    }
}

extension Picture.Plate {
    fileprivate init(
        caption: String, x: ClosedRange<Double>, _ functions: [(Double) -> Double], labels: Int = 8
    ) {
        self.init(caption: caption, x: x, y: Axis(x.window(of: functions), limit: labels)) { panel in
            functions.enumerated().map { (Palette.style($0), Curve(of: $1, in: panel).pieces) }
        }
    }
}
