import Activations
import Foundation
import TensorFiles
import Testing

@Suite struct FitTests {
    let activate: Command

    init() throws { activate = try Command() }

    /// What scikit-learn's model scores and says, see Tests/Data/README.md.
    @Test func aFittedModelPredictsWhatScikitLearnPredicts() throws {
        for (name, right) in [
            ("breast-cancer", "141 of 143 are right: 98.60 %"), ("digits", "437 of 450 are right: 97.11 %"),
        ] {
            let fit = try activate("fit", data("\(name)/train.csv"), "--label", "class", "-o", "model.json")
            #expect(fit.code == 0, "\(fit.errors)")
            #expect(fit.output.contains(": converged"))
            let predicted = try activate(
                "predict", "model.json", data("\(name)/features.npy"), "--labels", data("\(name)/labels.npy"), "-o",
                "p.npy")
            #expect(predicted.code == 0 && predicted.output.contains(right), "\(predicted.output)\(predicted.errors)")
            let found = try Tensor<Double>(npy: activate.path("p.npy"))
            let expected = try Tensor<Double>(npy: data("\(name)/probabilities.npy"))
            #expect(found.shape == expected.shape)
            #expect(zip(found.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-6 })
        }
    }

    @Test func theReportHasOddsRatiosConfusionAndCalibration() throws {
        try write("cases.csv", "dose,\"age, years\",ill\n" + (0..<40).map(row).joined())
        let fit = try activate("fit", "cases.csv", "--label", "ill", "--l2", "0.5", "--progress")
        #expect(fit.code == 0)
        #expect(fit.errors.hasPrefix("iteration 1: loss "))
        for part in [
            "40 rows, 2 features, classes: no (", "true class  as no  as yes", "Expected calibration error",
            "age, years",
            "Odds of yes against no", "to (95 %)",
        ] { #expect(fit.output.contains(part), "\(part) in \(fit.output)") }
        #expect(try activate.files == ["cases.csv"])
    }

    @Test func columnsAreFoundByNameAndClassesToo() throws {
        try write("cases.csv", "dose,age,ill\n" + (0..<40).map(row).joined())
        #expect(try activate("fit", "cases.csv", "--label", "ill", "-o", "model.json").code == 0)
        try write("others.csv", "age,ill,name,dose\n31,no,Ann,1\n60,yes,Bob,6\n")
        let found = try activate("predict", "model.json", "others.csv", "--label", "ill")
        #expect(found.code == 0 && found.output.contains("2 of 2 are right"), "\(found.output)\(found.errors)")
        try write("lacking.csv", "age,ill\n31,no\n")
        try expectFailure(
            ["predict", "model.json", "lacking.csv"],
            "lacking.csv: there is no column “dose”; the columns are “age”, “ill”")
        try write("unknown.csv", "age,ill,dose\n31,maybe,1\n")
        try expectFailure(
            ["predict", "model.json", "unknown.csv", "--label", "ill"],
            "the class of row 1 is “maybe”; the classes are no, yes")
    }

    @Test func whatIsWrongIsNamedAndNothingIsWritten() throws {
        try write("text.csv", "a,b,c\n1,2,x\n3,?,y\n")
        try expectFailure(
            ["fit", "text.csv", "--label", "c", "-o", "m.json"], "“?” in row 2, column “b” is not a number")
        try write("ragged.csv", "a,b,c\n1,2,x\n3,y\n")
        try expectFailure(
            ["fit", "ragged.csv", "--label", "c", "-o", "m.json"], "row 2 has 2 fields where there are 3 columns")
        try write("one.csv", "a,c\n1,x\n3,x\n")
        try expectFailure(["fit", "one.csv", "--label", "c", "-o", "m.json"], "All rows belong to class 0")
        try write("separable.csv", "a,c\n1,x\n3,y\n")
        try expectFailure(
            ["fit", "separable.csv", "--label", "c", "--l2", "0", "-o", "m.json"], "Let l2 be greater than 0.")
        try write("empty.csv", "")
        try expectFailure(
            ["fit", "empty.csv", "--label", "c", "-o", "m.json"], "empty.csv: not a .csv file: it is empty")
        try write("bad.json", "{\"classes\": 3}")
        try expectFailure(["predict", "bad.json", "one.csv"], "bad.json: not a saved model: ")
        #expect(try activate("fit", "one.csv").code == 64)
        #expect(try activate("fit", "one.csv", "--labels", "x.npy").code == 64)
        #expect(try activate.files.filter { $0 == "m.json" } == [])
    }

    private func row(_ index: Int) -> String {
        let (dose, age) = (index % 8, 20 + index * 7 % 50)
        return "\(dose),\(age),\(dose * 10 + age + index * 13 % 31 > 90 ? "yes" : "no")\n"
    }

    private func expectFailure(_ arguments: [String], _ text: String) throws {
        let result = try activate.run(arguments)
        #expect(result.code == 1 && result.output == "")
        #expect(result.errors.hasPrefix("activate: ") && result.errors.contains(text), "\(result.errors)")
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: activate.path(name)))
    }

    private func data(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Data/\(name)").path
    }
}
