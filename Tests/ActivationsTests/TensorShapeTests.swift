import Testing

@testable import Activations

@Suite struct TensorShapeTests {
    @Test func reshapingKeepsTheOrder() throws {
        let vector: Tensor<Float> = [1, 2, 3, 4, 5, 6]
        #expect(try vector.reshaped([2, 3]) == [[1, 2, 3], [4, 5, 6]])
        #expect(try vector.reshaped([3, 1, 2]).shape == [3, 1, 2])
        #expect(throws: ActivationError.scalarCountMismatch(shape: [4], count: 6)) { try vector.reshaped([4]) }
        #expect(throws: ActivationError.invalidShape([-2, -3])) { try vector.reshaped([-2, -3]) }
        #expect(try Tensor<Float>([]).reshaped([0, 5]).shape == [0, 5])
        #expect(try Tensor<Float>([3]).reshaped([])[] == 3)
    }

    @Test func transposingTurnsRowsIntoColumns() throws {
        let matrix: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
        #expect(matrix.transposed() == [[1, 4], [2, 5], [3, 6]])
        let vector: Tensor<Float> = [1, 2]
        #expect(vector.transposed() == vector)
        #expect(try Tensor<Float>(shape: [0, 3], repeating: 1).transposed().shape == [3, 0])
        #expect(throws: ActivationError.invalidAxes([0, 2], rank: 2)) { try matrix.transposed([0, 2]) }
        #expect(throws: ActivationError.invalidAxes([0], rank: 2)) { try matrix.transposed([0]) }
    }

    @Test(arguments: [[17, 33], [16, 16], [1, 40], [40, 1]]) func everyElementFindsItsPlace(shape: [Int]) throws {
        let matrix = try Tensor<Double>(shape: shape) { Double($0[0] * 100 + $0[1]) }
        let expected = try Tensor<Double>(shape: shape.reversed()) { Double($0[1] * 100 + $0[0]) }
        #expect(matrix.transposed() == expected)
    }

    @Test(arguments: [
        [0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 2, 3], [0, 2, 3, 1], [2, 0, 3, 1],
    ]) func axesGoWhereTheyAreSent(axes: [Int]) throws {
        let shape = [2, 3, 4, 5]
        func code(_ index: [Int]) -> Int { index.reduce(0) { $0 * 10 + $1 } }
        let tensor = try Tensor<Int>(shape: shape) { code($0) }
        let expected = try Tensor<Int>(shape: axes.map { shape[$0] }) { index in
            var original = [0, 0, 0, 0]
            for (place, axis) in axes.enumerated() { original[axis] = index[place] }
            return code(original)
        }
        #expect(try tensor.transposed(axes) == expected)
    }
}
