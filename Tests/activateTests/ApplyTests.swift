import Activations
import TensorFiles
import Testing

@Suite struct ApplyTests {
    let activate: Command

    init() throws { activate = try Command() }

    @Test func keepsFloat32() throws {
        let x: Tensor<Float> = [[-2, -0.5], [0, 3]]
        try x.write(npy: activate.path("x.npy"))
        #expect(try activate("apply", "leaky_relu:negative_slope=0.25", "x.npy", "-o", "y.npy") == .init(code: 0))
        #expect(try FloatingTensor(npy: activate.path("y.npy")) == .float32([[-0.5, -0.125], [0, 3]]))
    }

    @Test func keepsFloat64() throws {
        let x: Tensor<Double> = [-2, 0.1]
        try x.write(npy: activate.path("x.npy"))
        #expect(try activate("apply", "relu", "x.npy", "-o", "y.npy") == .init(code: 0))
        #expect(try FloatingTensor(npy: activate.path("y.npy")) == .float64([0, 0.1]))
    }

    @Test func keepsSixteenBits() throws {
        try FloatingTensor.float16([-2, 0.1]).write(npy: activate.path("x.npy"))
        #expect(try activate("apply", "relu", "x.npy", "-o", "y.npy") == .init(code: 0))
        #expect(try FloatingTensor(npy: activate.path("y.npy")) == .float16([0, 0.1]))
        try FloatingTensor.bfloat16([[-2, 0.1], [1, 1]]).write(npy: activate.path("x.npy"))
        #expect(try activate("apply", "relu", "x.npy", "-o", "y.npy") == .init(code: 0))
        #expect(try FloatingTensor(npy: activate.path("y.npy")) == .bfloat16([[0, 0.1], [1, 1]]))
        #expect(try activate("apply", "softmax", "--axis", "0", "y.npy", "-o", "z.npy") == .init(code: 0))
        #expect(
            try FloatingTensor(npy: activate.path("z.npy"))
                == .bfloat16([[0.26894142, 0.28907057], [0.73105858, 0.71092943]]))
    }

    @Test func stagesInTheirOrder() throws {
        let x: Tensor<Float> = [-1, 2]
        try x.write(npy: activate.path("x.npy"))
        #expect(try activate("apply", "linear:slope=3:offset=1,relu,linear:offset=-1", "x.npy").output == "[-1.  6.]\n")
    }

    /// Equal logits share the whole: over two rows a half, over four columns a quarter.
    @Test func softmaxAlongAnAxis() throws {
        try Tensor<Float>(shape: [2, 4], repeating: 1).write(npy: activate.path("x.npy"))
        for (axis, share) in [("0", Float(0.5)), ("-2", 0.5), ("1", 0.25), ("-1", 0.25)] {
            #expect(try activate("apply", "softmax", "--axis", axis, "x.npy", "-o", "y.npy") == .init(code: 0))
            #expect(try Tensor<Float>(npy: activate.path("y.npy")) == Tensor(shape: [2, 4], repeating: share))
        }
        #expect(try activate("apply", "logsumexp", "x.npy", "-o", "y.npy") == .init(code: 0))
        #expect(try Tensor<Float>(npy: activate.path("y.npy")).shape == [2])
        let failure = try activate("apply", "log_softmax", "--axis", "2", "x.npy")
        #expect(failure == .init(code: 1, errors: "activate: Axis 2 is out of range for a tensor of rank 2.\n"))
    }

    @Test func structuredFunctionsAlongAnAxis() throws {
        let x: Tensor<Float> = [[2, -3], [4, 5]]
        try x.write(npy: activate.path("x.npy"))
        let cases: [(String, String, Tensor<Float>)] = [
            ("reglu", "0", [[8, 0]]), ("reglu", "-1", [[-6], [20]]), ("maxout:pieces=2", "1", [[2], [5]]),
            ("crelu", "0", [[2, 0], [4, 5], [0, 3], [0, 0]]),
            ("linear:slope=-1,crelu,relu", "1", [[0, 3, 2, 0], [0, 0, 4, 5]]),
        ]
        for (function, axis, expected) in cases {
            #expect(try activate("apply", function, "--axis", axis, "x.npy", "-o", "y.npy") == .init(code: 0))
            #expect(try Tensor<Float>(npy: activate.path("y.npy")) == expected, "\(function)")
        }
        #expect(try activate("apply", "glu", "x.npy", "-o", "y.npy") == .init(code: 0))
        #expect(try Tensor<Float>(npy: activate.path("y.npy")) == x.applying(.glu))
        #expect(
            try activate("apply", "maxout:pieces=3", "x.npy")
                == .init(
                    code: 1,
                    errors: "activate: Axis -1 has 2 elements, which do not divide into 3 equal pieces.\n"))
    }

    @Test func pipes() throws {
        let x: Tensor<Float> = [-1, 2]
        try x.write(npy: activate.path("x.npy"))
        let result = try activate.shell(
            "cat x.npy | activate apply linear:slope=2 /dev/stdin -o /dev/stdout | activate apply relu /dev/stdin -o y.npy"
        )
        #expect(result == .init(code: 0))
        #expect(try Tensor<Float>(npy: activate.path("y.npy")) == [0, 4])
    }

    @Test func unknownNamesAndParameters() throws {
        let cases = [
            ("rellu", "“rellu”"), ("leaky_relu:slope=1", "“slope”"), ("softplus:beta=-1", "beta of softplus is -1.0"),
            ("softmax:beta=1", "“beta”"), ("glu:beta=1", "“beta”"), ("maxout", "pieces of maxout is nan"),
            ("maxout:pieces=1.5", "pieces of maxout is 1.5"), ("leaky_relu:0.1", "“0.1”"), ("relu,", "“”"),
        ]
        for (function, message) in cases {
            let result = try activate("apply", function, "x.npy", "-o", "y.npy")
            #expect(result.code == 64)
            #expect(result.errors.contains(message), "\(result.errors)")
        }
        #expect(try activate("apply", "relu", "--axis", "0", "x.npy").code == 64)
        #expect(try activate.files == [])
    }

    // MARK: - What a failure leaves

    @Test func aBadInputLeavesTheOldOutput() throws {
        let old: Tensor<Float> = [1, 2, 3]
        try old.write(npy: activate.path("y.npy"))
        #expect(try activate.shell("printf 'not numpy' > x.npy").code == 0)
        let result = try activate("apply", "relu", "x.npy", "-o", "y.npy")
        #expect(result.code == 1)
        #expect(
            result.errors
                == "activate: x.npy: not a .npy file: it begins with the bytes 6e 6f 74 20 6e 75, not 93 4e 55 4d 50 59\n"
        )
        #expect(try Tensor<Float>(npy: activate.path("y.npy")) == old)
        #expect(try activate.files == ["x.npy", "y.npy"])
    }

    /// A limit on the size of files fails in the middle of writing, as a full disk does.
    @Test func aFullDiskLeavesTheOldOutput() throws {
        let old: Tensor<Float> = [1, 2, 3]
        try old.write(npy: activate.path("y.npy"))
        try Tensor<Float>(shape: [100_000], repeating: 1).write(npy: activate.path("x.npy"))
        let result = try activate.shell("ulimit -f 64; activate apply relu x.npy -o y.npy")
        #expect(result == .init(code: 1, errors: "activate: y.npy: cannot be written: File too large\n"))
        #expect(try Tensor<Float>(npy: activate.path("y.npy")) == old)
        #expect(try activate.files == ["x.npy", "y.npy"])
    }

    @Test func missingInputAndFolder() throws {
        #expect(
            try activate("apply", "relu", "x.npy", "-o", "y.npy")
                == .init(code: 1, errors: "activate: x.npy: cannot be read: No such file or directory\n"))
        try Tensor<Float>([1]).write(npy: activate.path("x.npy"))
        #expect(
            try activate("apply", "relu", "x.npy", "-o", "no/y.npy")
                == .init(code: 1, errors: "activate: no/y.npy: cannot be written: No such file or directory\n"))
    }
}
