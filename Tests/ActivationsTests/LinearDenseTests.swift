import CKernels
import COpenBLAS
import Dispatch
import Glibc
import Testing

@testable import Activations

@Suite struct LinearDenseTests {
    let x: Tensor<Float> = [[1, 2], [-3, 4]]
    let weights: Tensor<Float> = [[1, 0, -2], [2, 1, 1]]
    let bias: Tensor<Float> = [0.5, -1, 0]

    @Test func layersFromLiterals() throws {
        #expect(try x.dense(weights: weights) == [[5, 2, 0], [5, 4, 10]])
        #expect(try x.dense(weights: weights, bias: bias) == [[5.5, 1, 0], [5.5, 3, 10]])
        #expect(try x.dense(weights: weights, bias: -bias * 4, .relu) == [[3, 6, 0], [3, 8, 10]])
        #expect(try x.dense(weights: weights, bias: [-6, -6, -6], .relu) == [[0, 0, 0], [0, 0, 4]])
        #expect(
            try x.dense(weights: weights, bias: bias, .linear(slope: -1), .relu) == [[0, 0, 0], [0, 0, 0]])
    }

    @Test func anyLeadingShape() throws {
        #expect(try Tensor<Float>([1, 2]).dense(weights: weights, bias: Tensor(rows: [bias.scalars])) == [5.5, 1, 0])
        let batch = try x.reshaped([2, 1, 2]).dense(weights: weights)
        #expect(batch == [[[5, 2, 0]], [[5, 4, 10]]])
        #expect(try Tensor<Float>(shape: [0, 2], repeating: 1).dense(weights: weights, .sigmoid).shape == [0, 3])
        let none = try Tensor<Float>(shape: [2, 0], repeating: 1)
        let noWeights = try Tensor<Float>(shape: [0, 3], repeating: 1)
        #expect(try none.dense(weights: noWeights, bias: bias) == [[0.5, -1, 0], [0.5, -1, 0]])
        #expect(try x.dense(weights: Tensor(shape: [2, 0], repeating: 1), bias: [], output: .softmax).shape == [2, 0])
    }

    /// The kernel's product is the plain loop to the last bit, for every instruction set, writes nothing beside it, and
    /// reads nothing behind the last of the weights: a page without access follows.
    @Test(arguments: ["avx512", "avx2", "portable"])
    func productIsOneChain(instructionSet: String) throws {
        guard let table = ck_table_named(instructionSet)?.pointee else {
            try Test.cancel("This processor lacks \(instructionSet).")
        }
        check(table.float32.pointee, Float.self)
        check(table.float64.pointee, Double.self)

        func check<S: BLASScalar>(_ kernels: ck_kernels, _ type: S.Type) {
            var generator = SystemRandomNumberGenerator()
            for round in 0..<60 {
                let isLarge = round.isMultiple(of: 20)
                let rows = Int.random(in: round.isMultiple(of: 30) ? 140...160 : 1...(isLarge ? 48 : 20))
                let inputs = Int.random(in: 0...(isLarge ? 300 : 70))
                let outputs = Int.random(in: 1...(isLarge ? 166 : 86))
                let stride = Bool.random() ? outputs + Int.random(in: 0...2) : (outputs + 127) / 128 * 128
                func values(_ count: Int) -> [S] {
                    (0..<count).map { _ in S(Float.random(in: -1...1, using: &generator)) / 3 }
                }
                let (x, w, bias) = (
                    values(rows * inputs), values(inputs == 0 ? 0 : (inputs - 1) * stride + outputs), values(outputs)
                )
                let isBiased = Bool.random()
                var y = [S](repeating: 7, count: rows * stride)
                withMemoryBeforeNoAccess(w) { w in
                    kernels.product(x, w, isBiased ? bias : nil, &y, rows, inputs, outputs, stride)
                }
                let isRight = (0..<rows * stride).allSatisfy { place in
                    let (row, column) = (place / stride, place % stride)
                    guard column < outputs else { return y[place] == 7 }
                    var chain = isBiased ? bias[column] : 0
                    for p in 0..<inputs { chain.addProduct(x[row * inputs + p], w[p * stride + column]) }
                    return y[place] == chain
                }
                #expect(isRight, "\(rows)x\(inputs)x\(outputs), stride \(stride)")
            }
        }
    }

    /// Shapes that take the kernel, gemv, gemm, panels of rows and panels of columns.
    @Test(arguments: [
        [1, 1100, 1000], [3, 5, 2], [100, 64, 600], [130, 70, 259], [600, 40, 130], [1300, 30, 90], [1100, 1000, 1],
        [513, 3, 1000], [20, 30, 17], [40, 900, 700], [1000, 40, 10], [1, 900, 3], [700, 9, 33],
    ]) func everyPanelIsRight(shape: [Int]) throws {
        let (m, k, n) = (shape[0], shape[1], shape[2])
        func check<S: BLASScalar>(_ type: S.Type, tolerance: Double) throws {
            let x = try Tensor<S>(shape: [m, k]) { S(($0[0] * 31 + $0[1] * 17) % 13 - 6) / 8 }
            let weights = try Tensor<S>(shape: [k, n]) { S(($0[0] * 7 + $0[1] * 11) % 9 - 4) / 16 }
            let bias = try Tensor<S>(shape: [n]) { S($0[0] % 7 - 3) / 4 }
            // Few enough bits for every product and sum to be exact.
            let (inputs, columns) = (x.scalars.map(Double.init), weights.transposed().scalars.map(Double.init))
            let biases = bias.scalars.map(Double.init)
            var sums = [Double](repeating: 0, count: m * n)
            sums.withUnsafeMutableBufferPointer { sums in
                for i in 0..<m {
                    for j in 0..<n {
                        var sum = biases[j]
                        for p in 0..<k { sum += inputs[i * k + p] * columns[j * k + p] }
                        sums[i * n + j] = sum
                    }
                }
            }
            #expect(try x.dense(weights: weights, bias: bias).scalars.map(Double.init) == sums)
            #expect(
                try x.dense(weights: weights, bias: bias, .relu).scalars.map(Double.init) == sums.map { max($0, 0) })
            let sigmoid = try x.dense(weights: weights, bias: bias, .sigmoid).scalars
            #expect(zip(sigmoid, sums).allSatisfy { abs(Double($0) - 1 / (1 + exp(-$1))) < tolerance })
            let softmax = try x.dense(weights: weights, bias: bias, output: .softmax).scalars
            let logSoftmax = try x.dense(weights: weights, bias: bias, output: .logSoftmax).scalars
            for row in 0..<m {
                let logits = sums[row * n..<(row + 1) * n]
                let greatest = logits.max() ?? 0
                let logSum = greatest + log(logits.reduce(0) { $0 + exp($1 - greatest) })
                let isClose = logits.indices.allSatisfy { i in
                    abs(Double(softmax[i]) - exp(logits[i] - logSum)) < tolerance
                        && abs(Double(logSoftmax[i]) - (logits[i] - logSum)) < tolerance * 16
                }
                #expect(isClose, "row \(row)")
            }
        }
        try check(Float.self, tolerance: 1e-6)
        try check(Double.self, tolerance: 1e-14)
    }

    @Test func shapesThatDoNotFitAreErrors() throws {
        #expect(throws: ActivationError.shapeMismatch(operation: "a dense layer", [2, 2], [3, 2])) {
            try x.dense(weights: weights.transposed())
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "a dense layer", [2, 2], [2])) {
            try x.dense(weights: [1, 2])
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "a dense layer", [], [2, 3])) {
            try Tensor<Float>(1).dense(weights: weights)
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "the bias of a dense layer", [3], [2])) {
            try x.dense(weights: weights, bias: [1, 2])
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "the bias of a dense layer", [3], [3, 1])) {
            try x.dense(weights: weights, bias: [[1], [2], [3]])
        }
    }

    @Test func notANumberStaysInItsRow() throws {
        let y = try Tensor<Float>([[.scalar(.nan), 1], [1, 1]]).dense(weights: weights, bias: bias, .relu)
        #expect(y.row(0).scalars.allSatisfy { $0.isNaN })
        #expect(y.row(1) == [3.5, 0, 0])
    }

    @Test func openBLASRestsWhileOurThreadsWork() {
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            BLASThreads.withoutTheirs {
                #expect(openblas_get_num_threads() == 1)
                BLASThreads.withoutTheirs { #expect(openblas_get_num_threads() == 1) }
                #expect(openblas_get_num_threads() == 1)
            }
        }
    }
}
