import Activations
import Foundation
import FoundationXML
import Testing

@testable import activate

@Suite struct PlotTests {
    let activate: Command

    init() throws { activate = try Command() }

    // MARK: - The file

    @Test func valuesAndDerivatives() throws {
        let arguments = ["softplus", "leaky_relu:negative_slope=0.2", "logit"]
        let result = try activate.shell(
            "activate plot \(arguments.joined(separator: " ")) --title 'a < b & \"c\"' -o curves.svg")
        #expect(result == .init(code: 0))
        let picture = try Drawing(contentsOf: activate.path("curves.svg"))
        #expect(Set(arguments + ["Value f(x)", "Derivative f′(x)"]).isSubset(of: picture.texts))
        #expect(picture.texts.contains("a < b & \"c\""))
        #expect(picture.paths(ofClass: "curve").count == 2 * 3 + 3, "each twice, and in the legend")
        #expect(picture.style.contains("@media (prefers-color-scheme: dark)"))
        #expect(try activate("plot", arguments[0]).output.hasPrefix("<svg "))
    }

    @Test func aPanelForEachFunction() throws {
        #expect(try activate("plot", "--grid", "-o", "all.svg") == .init(code: 0))
        let names = ActivationDescription.all.map(\.name)
        #expect(try Set(names).isSubset(of: Drawing(contentsOf: activate.path("all.svg")).texts))
    }

    /// If this fails, run scripts/gallery.sh.
    @Test func theGalleryIsComplete() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let gallery = try Drawing(contentsOf: root.appending(path: "scripts/gallery.svg").path)
        #expect(Set(ActivationDescription.all.map(\.name)).subtracting(gallery.texts) == [])
    }

    // MARK: - Errors in ULP

    /// Each panel's figures are those of its witness, against the C library's double functions.
    @Test func errorsOfOursAndOfTheTextbook() throws {
        #expect(try activate("plot", "sigmoid", "--error", "--from", "-30", "-o", "e.svg") == .init(code: 0))
        let texts = try Drawing(contentsOf: activate.path("e.svg")).texts
        func worst(_ name: String) throws -> (error: Double, x: Float) {
            let text = try #require(texts.first { $0.hasPrefix(name) })
            let figures = try #require(try /: ([0-9.]+) at x = (.*)/.firstMatch(in: text))
            return (try #require(Double(figures.1)), try #require(Float(figures.2)))
        }
        func ulps(_ computed: Float, at x: Float) -> Double {
            let exact = 1 / (1 + exp(-Double(x)))
            return abs(Double(computed) - exact) / Double(Float(exact).ulp)
        }
        let ours = try worst("this library")
        #expect(abs(ours.error - ulps(Activation.sigmoid(ours.x), at: ours.x)) < 0.006)
        #expect(
            ours.error <= ActivationDescription.all.first { $0.name == "sigmoid" }?.errorBound(Float.self).forward ?? 0)
        let textbook = try worst("1/(1 + e⁻ˣ)")
        #expect(abs(textbook.error - ulps(1 / (1 + exp(-textbook.x)), at: textbook.x)) < 0.006)
    }

    /// At places where no formula has lost its digits yet, and with parameters that differ from each other.
    @Test func textbookFormulasAreThoseFunctions() throws {
        for (name, textbook) in Textbook.all {
            let row = try #require(ActivationDescription.all.first { $0.name == name }, "\(name)")
            let parameters = row.parameters.enumerated().map { index, parameter in
                let other = parameter.defaultValue + 0.25 * Double(index + 1)
                return (parameter.name, parameter.allows(other) ? other : parameter.defaultValue)
            }
            let activation = try Activation(named: row.name, parameters: Dictionary(uniqueKeysWithValues: parameters))
            for x: Float in [-1.25, -0.5, 0.375, 0.8125] {
                let (ours, theirs) = (activation(x), textbook.value(x, parameters.map { Float($0.1) }))
                let agree = ours.isNaN ? theirs.isNaN : abs(ours - theirs) <= 1000 * ours.ulp
                #expect(agree, "\(row.name) of \(x): \(ours), \(theirs)")
            }
        }
    }

    @Test func anExactFunctionIsAloneInItsPanel() throws {
        #expect(try activate("plot", "relu", "--error", "-o", "e.svg") == .init(code: 0))
        let picture = try Drawing(contentsOf: activate.path("e.svg"))
        #expect(picture.texts.contains("this library: exact"))
        #expect(picture.paths(ofClass: "curve").count == 2, "the curve, and in the legend")
    }

    // MARK: - Curves

    /// Ten pixels for 1, so that y = 5 is at the upper edge and −1 at the lower.
    private let panel = Panel(
        x: Axis(-5...5, limit: 5), y: Axis(-1...5, limit: 5), width: 100, height: 60)

    @Test func aKinkIsAVertex() {
        let relu = PlotTests.points(Curve(of: { Activation.relu($0) }, in: panel))
        #expect(relu == [[[0, 50], [50, 50], [100, 0]]])
        let third = Curve(of: { abs($0 - 1 / 3.0) }, in: panel).pieces
        #expect(third.count == 1)
        let lowest = third[0].max { $0.y < $1.y }
        #expect(abs((lowest?.x ?? 0) - 160 / 3) < 0.05 && abs((lowest?.y ?? 0) - 50) < 0.05)
    }

    @Test func aJumpIsAGap() {
        let step = Curve(of: { $0 <= 1 / 3.0 ? 0 : 2 }, in: panel).pieces
        #expect(step.map { Set($0.map(\.y)) } == [[50], [30]])
        #expect(step.allSatisfy { piece in piece.contains { abs($0.x - 160 / 3) < 1e-9 } })
        let derivative = PlotTests.points(Curve(of: { Activation.relu.derivative($0) }, in: panel))
        #expect(derivative == [[[0, 50], [50, 50]], [[50, 40], [100, 40]]])
        let alone = PlotTests.points(Curve(of: { $0 < 0 ? 0 : $0 == 0 ? 1 : 2 }, in: panel))
        #expect(alone == [[[0, 50], [50, 50]], [[50, 40]], [[50, 30], [100, 30]]])
    }

    @Test func aSteepLineIsNoJump() {
        #expect(Curve(of: { min(max(1e6 * $0, 0), 4) }, in: panel).pieces.count == 1)
    }

    @Test func aPoleIsAGapAndNothingIsDrawnFarOutside() {
        let pieces = Curve(of: { 1 / $0 }, in: panel).pieces
        #expect(pieces.count == 2)
        #expect(pieces.flatMap { $0 }.allSatisfy { (-5...65).contains($0.y) })
        #expect(pieces[0].allSatisfy { $0.x < 50 } && pieces[1].allSatisfy { $0.x > 50 })
        #expect(pieces[1].first.map { $0.y < 0 } == true, "it leaves the panel at the upper edge")
    }

    @Test func thereIsNothingWhereThereAreNoValues() {
        let logarithm = Curve(of: { log($0) }, in: panel).pieces
        #expect(logarithm.count == 1)
        #expect(logarithm[0].allSatisfy { $0.x >= 50 })
        #expect(Curve(of: { _ in .nan }, in: panel).pieces.isEmpty)
    }

    @Test func aCurveIsWithinAFractionOfAPixel() {
        for piece in Curve(of: { tanh(3 * $0) }, in: panel).pieces {
            for (start, end) in zip(piece, piece.dropFirst()) {
                for share in stride(from: 0.0, through: 1, by: 0.1) {
                    let x = start.x + share * (end.x - start.x)
                    let y = start.y + share * (end.y - start.y)
                    #expect(abs(y - (50 - 10 * tanh(3 * (x - 50) / 10))) < 0.1)
                }
            }
        }
    }

    // MARK: - Windows and axes

    @Test func theRangeIsWhereThereAreValues() {
        #expect((-5...5).domain { log($0 * (1 - $0)) } == 0...1)
        #expect((-5...5).domain { $0 } == -5...5)
        #expect((-5...5).domain { _ in .nan } == nil)
    }

    @Test func aWindowCutsOffWhatRunsAway() {
        let line = (-5...5).window(of: [{ 100 * $0 }])
        #expect(line.contains(-500) && line.contains(500))
        let exponential = (-5...5).window(of: [{ exp($0) }])
        #expect(exponential.contains(5) && !exponential.contains(10))
        #expect((-5...5).window(of: [{ _ in 3 }]).contains(3))
        #expect((-5...5).window(of: [{ _ in .infinity }]).upperBound.isFinite)
    }

    /// Steps of 1, 2 or 5 times a power of ten, and labels that say where they are.
    @Test func ticksAreRoundNumbers() throws {
        for (low, width) in [(-5, 10), (0, 1), (-0.05, 1.1), (-3e-7, 4e-6), (1e6, 2), (-7.3e12, 9e12), (0, 3e-280)] {
            let axis = Axis(low...low + width, limit: 8)
            #expect((3...8).contains(axis.ticks.count), "\(low), \(width)")
            let steps = zip(axis.ticks, axis.ticks.dropFirst()).map { $1.value - $0.value }
            let step = try #require(steps.first)
            #expect(steps.allSatisfy { abs($0 - step) < 1e-6 * step })
            let digit = step / pow(10, log10(step * 1.000001).rounded(.down))
            #expect([1, 2, 5].contains { abs(digit - $0) < 1e-5 }, "\(step)")
            for tick in axis.ticks {
                let value = try #require(PlotTests.number(tick.label), "\(tick.label)")
                #expect(abs(value - tick.value) <= 1e-9 * abs(tick.value), "\(tick.label)")
                #expect(axis.range.contains(tick.value) || abs(axis.position(of: tick.value) - 0.5) < 0.5001)
            }
        }
    }

    // MARK: - Colours

    /// 3 : 1, what the Web Content Accessibility Guidelines ask of graphics, on both papers.
    @Test func curvesStandOutFromThePaper() throws {
        for shade in [\Palette.Colour.light, \.dark] {
            for colour in Palette.curves {
                let levels = try [Palette.paper, colour].map { try luminance($0[keyPath: shade]) }.sorted()
                #expect((levels[1] + 0.05) / (levels[0] + 0.05) >= 3, "\(colour[keyPath: shade])")
            }
        }
        #expect(Set((0..<Palette.styleLimit).map(Palette.style)).count == Palette.styleLimit)
    }

    /// Ten steps of CIELAB, where one can just be seen, between any two: in full colour, and without one of the eye's
    /// three kinds of cones by the matrices of Machado, Oliveira and Fernandes, 2009.
    @Test func theColourBlindTellCurvesApart() throws {
        let eyes: [[[Double]]] = [
            [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
        ]
        for shade in [\Palette.Colour.light, \.dark] {
            let colours = Palette.curves.map { $0[keyPath: shade] }
            for eye in eyes {
                let seen = try colours.map { colour in
                    lab(product(eye, try linear(colour)).map { min(max($0, 0), 1) })
                }
                for (index, first) in seen.enumerated() {
                    for (other, second) in seen.enumerated().dropFirst(index + 1) {
                        let distance = zip(first, second).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
                        #expect(distance > 10, "\(colours[index]) and \(colours[other])")
                    }
                }
            }
        }
    }

    private func luminance(_ colour: String) throws -> Double {
        zip([0.2126, 0.7152, 0.0722], try linear(colour)).map { $0 * $1 }.reduce(0, +)
    }

    /// The red, green and blue light of #rrggbb, as sRGB defines it.
    private func linear(_ colour: String) throws -> [Double] {
        let code = try #require(Int(colour.dropFirst(), radix: 16))
        return [code >> 16, code >> 8, code].map { part in
            let share = Double(part & 255) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
    }

    private func lab(_ light: [Double]) -> [Double] {
        let toXYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let f = zip(product(toXYZ, light), [0.9505, 1, 1.089]).map { part, white in
            part / white > 216.0 / 24389 ? cbrt(part / white) : (24389.0 / 27 * part / white + 16) / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).map { $0 * $1 }.reduce(0, +) }
    }

    // MARK: - Failures

    @Test func failures() throws {
        try Data("old".utf8).write(to: URL(filePath: activate.path("old.svg")))
        let cases = [
            (["geluu"], 64, "“geluu”"), (["softplus:beta=-1"], 64, "beta of softplus is -1.0"),
            (["softmax"], 64, "“softmax” is not one function"), (["exp,relu"], 64, "“exp,relu” is not one function"),
            (["relu", "--from", "2", "--to", "2"], 64, "no range from 2.0 to 2.0"),
            (["relu", "--from", "6"], 64, "no range from 6.0 to 5.0"),
            (["relu", "--to", "nan"], 64, "no range from -5.0 to nan"),
            (["relu", "--to", "inf"], 64, "no range from -5.0 to inf"),
            (["relu", "--from", "1", "--to", "1.0000000000001"], 64, "too narrow"),
            (["relu", "--error", "--to", "1e39"], 64, "beyond float32"),
            (["relu", "--error", "--grid"], 64, "--grid"),
            (Array(repeating: "relu", count: 29), 64, "29 functions"),
            (["logit", "--from", "2"], 1, "activate: logit has no values from 2.0 to 5.0\n"),
        ]
        for (arguments, code, message) in cases {
            let result = try activate.shell("activate plot \(arguments.joined(separator: " ")) -o old.svg")
            #expect(Int(result.code) == code && result.errors.contains(message), "\(arguments): \(result.errors)")
        }
        #expect(try activate.files == ["old.svg"])
        #expect(try String(contentsOfFile: activate.path("old.svg"), encoding: .utf8) == "old")
        #expect(
            try activate("plot", "relu", "-o", "none/x.svg")
                == .init(code: 1, errors: "activate: none/x.svg: cannot be written: No such file or directory\n"))
    }

    // MARK: - Reading pictures

    private static func points(_ curve: Curve) -> [[[Double]]] {
        curve.pieces.map { piece in piece.map { [($0.x * 1e6).rounded() / 1e6, ($0.y * 1e6).rounded() / 1e6] } }
    }

    /// −1.5×10⁻³ as a number.
    private static func number(_ label: String) -> Double? {
        let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let plain = label.replacing("−", with: "-").replacing("⁻", with: "-").map { character in
            superscripts.firstIndex(of: character).map { "^\($0)" } ?? String(character)
        }.joined()
        guard let power = plain.firstRange(of: /10[-^]/) else { return Double(plain) }
        let exponent = plain[power.lowerBound...].dropFirst(2).replacing("^", with: "")
        let mantissa = plain[..<power.lowerBound].replacing("×", with: "")
        return Double((mantissa == "" || mantissa == "-" ? mantissa + "1" : mantissa) + "e" + exponent)
    }
}

/// What an SVG file says and draws, read by an XML parser.
private final class Drawing: NSObject, XMLParserDelegate {
    private(set) var texts: Set<String> = []
    private(set) var style = ""
    private var classes: [String] = []
    private var text = ""

    init(contentsOf path: String) throws {
        super.init()
        let parser = XMLParser(data: try Data(contentsOf: URL(filePath: path)))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func paths(ofClass name: String) -> [String] { classes.filter { $0.split(separator: " ").contains { $0 == name } } }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        text = ""
        if name == "path" { classes.append(attributes["class"] ?? "") }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if name == "text" { texts.insert(text) }
        if name == "style" { style = text }
    }
}
