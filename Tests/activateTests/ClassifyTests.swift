import Activations
import TensorFiles
import Testing

@Suite struct ClassifyTests {
    let activate: Command

    init() throws { activate = try Command() }

    /// The logit ln 3 has probability 3/4.
    @Test func aVectorOfLogits() throws {
        try Tensor<Double>([1.0986122886681098, -1.0986122886681098, -40]).write(npy: activate.path("z.npy"))
        let result = try activate("classify", "z.npy", "--labels", "benign,malignant", "-o", "p.npy")
        #expect(
            result
                == .init(
                    code: 0,
                    output: """
                        row  class      P(benign)  P(malignant)  log-odds
                          0  malignant     0.2500        0.7500    1.0986
                          1  benign        0.7500        0.2500   -1.0986
                          2  benign        1.0000         4e-18  -40.0000

                        """))
        let probabilities = try Tensor<Double>(npy: activate.path("p.npy"))
        #expect(probabilities.shape == [3, 2])
        #expect(abs(probabilities[0, 1] - 0.75) < 1e-15 && abs(probabilities[0, 0] - 0.25) < 1e-15)
        #expect(probabilities[2, 1] > 0)
    }

    @Test func aColumnOfLogitsWithAThreshold() throws {
        let logits: Tensor<Float> = [[1], [2], [3]]
        try logits.write(npy: activate.path("z.npy"))
        // The probabilities are 0.731, 0.881 and 0.953.
        let result = try activate("classify", "z.npy", "--threshold", "0.9", "--rows", "2", "-o", "p.npy")
        #expect(
            result
                == .init(
                    code: 0,
                    output: """
                        row  class    P(0)    P(1)  log-odds
                          0  0      0.2689  0.7311    1.0000
                          1  0      0.1192  0.8808    2.0000
                        2 of 3 rows shown

                        """))
        #expect(try FloatingTensor(npy: activate.path("p.npy")).converted(to: Float.self).shape == [3, 2])
        #expect(try activate("classify", "z.npy", "--threshold", "0.9").output.contains("2  1 "))
        #expect(try activate("classify", "z.npy", "--rows", "0") == .init(code: 0))
    }

    @Test func aMatrixWithLabelsFromAFile() throws {
        let logits: Tensor<Float> = [[0, 0, 1000], [0, 0, 0]]
        try logits.write(npy: activate.path("z.npy"))
        #expect(try activate.shell("printf 'red\\ngreen\\ndeep blue\\n' > names.txt").code == 0)
        #expect(
            try activate("classify", "z.npy", "--labels", "names.txt", "-o", "p.npy")
                == .init(
                    code: 0,
                    output: """
                        row  class      P(red)  P(green)  P(deep blue)
                          0  deep blue  0.0000    0.0000        1.0000
                          1  red        0.3333    0.3333        0.3333

                        """))
        #expect(try Tensor<Float>(npy: activate.path("p.npy")).row(0) == [0, 0, 1])
    }

    @Test func manyClassesShowTheLikeliest() throws {
        let logits = try Tensor<Float>(shape: [1, 1000]) { $0[1] == 700 ? 12 : $0[1] == 3 ? 11 : 0 }
        try logits.write(npy: activate.path("z.npy"))
        let lines = try activate("classify", "z.npy").output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[1].split(separator: " ").map(String.init).prefix(4) == ["0", "700", "0.7278", "3"])
    }

    @Test func saysHowManyAreRight() throws {
        let logits: Tensor<Float> = [[1, 0], [1, 0], [0, 0.5]]
        try logits.write(npy: activate.path("z.npy"))
        try Tensor<Double>([0, 1, 1]).write(npy: activate.path("classes.npy"))
        // The probabilities are those of the logits 1 and ½.
        #expect(
            try activate("classify", "z.npy", "--labels", "no,yes", "--expected", "classes.npy")
                == .init(
                    code: 0,
                    output: """
                        row  class  true class   P(no)  P(yes)
                          0  no     no          0.7311  0.2689
                          1  no     yes         0.7311  0.2689
                          2  yes    yes         0.3775  0.6225
                        2 of 3 are right: 66.67 %

                        """))
    }

    @Test func failures() throws {
        try Tensor<Float>(shape: [2, 3, 4], repeating: 0).write(npy: activate.path("cube.npy"))
        try Tensor<Float>(shape: [2, 3], repeating: 0).write(npy: activate.path("z.npy"))
        try Tensor<Float>([0, .nan]).write(npy: activate.path("nan.npy"))
        try Tensor<Float>([0, 3]).write(npy: activate.path("classes.npy"))
        let cases = [
            (["cube.npy"], "activate: cube.npy: logits are a vector or a matrix, not of shape [2, 3, 4]\n"),
            (["z.npy", "--labels", "a,b"], "activate: --labels a,b names 2 classes, and z.npy has 3\n"),
            (["z.npy", "--labels", "a.txt"], "activate: a.txt: cannot be read: No such file or directory\n"),
            (["z.npy", "--threshold", "0.2"], "activate: z.npy: --threshold is for one logit per case, not 3\n"),
            (
                ["z.npy", "--expected", "classes.npy"],
                "activate: classes.npy: 3.0 is not one of the classes 0 to 2\n"
            ),
            (["z.npy", "--expected", "cube.npy"], "activate: cube.npy holds 24 classes, and z.npy has 2 cases\n"),
            (["none.npy"], "activate: none.npy: cannot be read: No such file or directory\n"),
        ]
        for (arguments, message) in cases {
            let result = try activate.shell("activate classify \(arguments.joined(separator: " ")) -o p.npy")
            #expect(result == .init(code: 1, errors: message))
        }
        #expect(try activate("classify", "nan.npy", "-o", "p.npy").code == 1)
        #expect(try activate("classify", "z.npy", "--threshold", "2").code == 64)
        #expect(try activate("classify", "z.npy", "--rows", "-1").code == 64)
        #expect(try !activate.files.contains("p.npy"))
    }
}
