import Testing

@testable import Activations

@Suite struct TensorArithmeticTests {
    let matrix: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]

    @Test func equalShapesCombineElementByElement() throws {
        let other: Tensor<Float> = [[2, 2, 2], [4, 4, 4]]
        #expect(try matrix + other == [[3, 4, 5], [8, 9, 10]])
        #expect(try matrix - other == [[-1, 0, 1], [0, 1, 2]])
        #expect(try matrix * other == [[2, 4, 6], [16, 20, 24]])
        #expect(try matrix / other == [[0.5, 1, 1.5], [1, 1.25, 1.5]])
    }

    @Test func numbersCombineWithEverything() throws {
        #expect(matrix + 1 == [[2, 3, 4], [5, 6, 7]])
        #expect(1 + matrix == matrix + 1)
        #expect(matrix - 1 == [[0, 1, 2], [3, 4, 5]])
        #expect(1 - matrix == [[0, -1, -2], [-3, -4, -5]])
        #expect(matrix * 2 == [[2, 4, 6], [8, 10, 12]])
        #expect(2 * matrix == matrix * 2)
        #expect(matrix / 2 == [[0.5, 1, 1.5], [2, 2.5, 3]])
        #expect(12 / matrix == [[12, 6, 4], [3, 2.4, 2]])
        #expect(-matrix == matrix * -1)
        let two = try Tensor<Float>(shape: [], repeating: 2)
        #expect(try matrix * two == matrix * 2)
        #expect(try two - matrix == 2 - matrix)
    }

    @Test func rowsRepeat() throws {
        let row: Tensor<Float> = [10, 20, 30]
        #expect(try matrix + row == [[11, 22, 33], [14, 25, 36]])
        #expect(try row - matrix == [[9, 18, 27], [6, 15, 24]])
        #expect(try matrix * [[10, 20, 30]] == [[10, 40, 90], [40, 100, 180]])
        #expect(try row + [[1, 2, 3]] == [[11, 22, 33]])
        let stack = try Tensor<Float>(shape: [2, 2, 3], repeating: 1)
        #expect(try (stack + matrix).row(1) == matrix + 1)
        #expect(try (stack + row)[1, 1, 2] == 31)
        let tall = try Tensor<Float>(shape: [1, 1, 3], scalars: [1, 2, 3])
        #expect(try (matrix + tall).shape == [1, 2, 3])
    }

    @Test func shapesThatDoNotFitAreErrors() throws {
        #expect(throws: ActivationError.shapeMismatch(operation: "addition", [2, 3], [2])) { try matrix + [1, 2] }
        #expect(throws: ActivationError.shapeMismatch(operation: "division", [2, 3], [3, 2])) {
            try matrix / matrix.transposed()
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "subtraction", [3], [0])) {
            try Tensor<Float>([1, 2, 3]) - Tensor<Float>([])
        }
    }

    @Test func emptyTensorsStayEmpty() throws {
        let empty = try Tensor<Float>(shape: [0, 3], repeating: 0)
        #expect(try (empty + [1, 2, 3]).shape == [0, 3])
        #expect(try (Tensor<Float>([1, 2, 3]) * empty).shape == [0, 3])
        #expect((empty * 2).shape == [0, 3])
        #expect(try (Tensor<Float>([1]) + Tensor<Float>([])).shape == [0])
    }

    @Test func inPlaceWritesTheLeftAlone() throws {
        var x = matrix
        try x += [1, 1, 1]
        #expect(x == matrix + 1)
        try x -= matrix
        #expect(x == [[1, 1, 1], [1, 1, 1]])
        try x *= [1, 2, 3]
        try x /= [[2, 2, 2], [1, 1, 1]]
        #expect(x == [[0.5, 1, 1.5], [1, 2, 3]])
        x += 1
        x *= 2
        x -= 3
        x /= 2
        #expect(x == [[0, 0.5, 1], [0.5, 1.5, 2.5]])
        try x += x
        #expect(x == [[0, 1, 2], [1, 3, 5]])
        var row: Tensor<Float> = [1, 2, 3]
        #expect(throws: ActivationError.shapeMismatch(operation: "addition", [3], [2, 3])) { try row += matrix }
        #expect(throws: ActivationError.shapeMismatch(operation: "addition", [3], [1, 3])) { try row += [[1, 1, 1]] }
        #expect(row == [1, 2, 3])
        var empty = try Tensor<Float>(shape: [0, 3], repeating: 0)
        try empty += row
        #expect(empty.shape == [0, 3])
    }

    @Test func integersCombine() throws {
        let counts: Tensor<Int> = [1, 2, 3]
        #expect(try counts * [2, 3, 4] - 1 == [1, 5, 11])
        #expect(counts.mapped { Double($0) / 2 } == [0.5, 1, 1.5])
    }
}
