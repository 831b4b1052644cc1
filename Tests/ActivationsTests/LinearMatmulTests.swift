import Testing

@testable import Activations

@Suite struct LinearMatmulTests {
    @Test func productsFromLiterals() throws {
        let left: Tensor<Float> = [[1, 2], [3, 4], [5, 6]]
        #expect(try left.matmul([[1, 0, 2], [0, 1, 3]]) == [[1, 2, 8], [3, 4, 18], [5, 6, 28]])
        let doubles: Tensor<Double> = [[0.5, 2]]
        #expect(try doubles.matmul([[4], [8]]) == [[18]])
    }

    @Test func vectorsAreRowsOnTheLeftAndColumnsOnTheRight() throws {
        let matrix: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]
        #expect(try Tensor<Double>([10, 100]).matmul(matrix) == [410, 520, 630])
        #expect(try matrix.matmul([1, 10, 100]) == [321, 654])
        #expect(try Tensor<Double>([1, 2]).matmul([3, 4])[] == 11)
        #expect(try Tensor<Double>([[10, 100]]).matmul(matrix) == [[410, 520, 630]])
        #expect(try matrix.matmul([[1], [10], [100]]) == [[321], [654]])
    }

    @Test(arguments: [[1, 300, 7], [7, 300, 1], [1, 1, 1], [5, 1, 3], [33, 65, 17], [70, 129, 66]])
    func integersMultiplyExactly(shape: [Int]) throws {
        let (m, k, n) = (shape[0], shape[1], shape[2])
        func a(_ i: Int, _ j: Int) -> Int { (i * 31 + j * 17) % 13 - 6 }
        func b(_ i: Int, _ j: Int) -> Int { (i * 7 + j * 11) % 9 - 4 }
        func check<S: BLASScalar>(_ type: S.Type) throws {
            let left = try Tensor<S>(shape: [m, k]) { S(a($0[0], $0[1])) }
            let right = try Tensor<S>(shape: [k, n]) { S(b($0[0], $0[1])) }
            let expected = try Tensor<S>(shape: [m, n]) { index in
                S((0..<k).reduce(0) { $0 + a(index[0], $1) * b($1, index[1]) })
            }
            #expect(try left.matmul(right) == expected)
        }
        try check(Float.self)
        try check(Double.self)
    }

    @Test func emptyProducts() throws {
        let tall = try Tensor<Float>(shape: [3, 0], repeating: 1)
        let wide = try Tensor<Float>(shape: [0, 2], repeating: 1)
        #expect(try tall.matmul(wide) == [[0, 0], [0, 0], [0, 0]])
        #expect(try wide.matmul([[1], [2]]).shape == [0, 1])
        #expect(try Tensor<Float>([[1, 2, 3]]).matmul(tall).shape == [1, 0])
        #expect(try Tensor<Float>([]).matmul(Tensor<Float>([]))[] == 0)
    }

    @Test func shapesThatDoNotFitAreErrors() throws {
        let matrix: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
        #expect(throws: ActivationError.shapeMismatch(operation: "matmul", [2, 3], [2, 3])) {
            try matrix.matmul(matrix)
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "matmul", [2, 3], [2])) { try matrix.matmul([1, 2]) }
        #expect(throws: ActivationError.shapeMismatch(operation: "matmul", [], [2, 3])) {
            try Tensor<Float>(1).matmul(matrix)
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "matmul", [1, 2, 3], [3])) {
            try matrix.reshaped([1, 2, 3]).matmul([1, 2, 3])
        }
        let long = try Tensor<Float>(shape: [0, 1 << 31], repeating: 0)
        #expect(throws: ActivationError.dimensionTooLarge(1 << 31, limit: 2_147_483_647)) {
            try long.matmul(Tensor<Float>(shape: [1 << 31, 0], repeating: 0))
        }
    }

    @Test func notANumberSpreadsToItsRow() throws {
        let product = try Tensor<Float>([[.scalar(.nan), 1], [1, 1]]).matmul([[0, 1], [1, 0]])
        #expect(product.row(0).scalars.allSatisfy { $0.isNaN })
        #expect(product.row(1) == [1, 1])
    }
}
