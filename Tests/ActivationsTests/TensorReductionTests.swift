import Testing

@testable import Activations

@Suite struct TensorReductionTests {
    let matrix: Tensor<Float> = [[1, 5, 3], [4, 2, 6]]

    @Test func sumsAlongEachAxis() throws {
        #expect(matrix.sum() == 21)
        #expect(try matrix.sum(axis: 0) == [5, 7, 9])
        #expect(try matrix.sum(axis: 1) == [9, 12])
        #expect(try matrix.sum(axis: -2) == [5, 7, 9])
        let cube = try Tensor<Double>(shape: [2, 3, 4]) { Double($0[0] * 100 + $0[1] * 10 + $0[2]) }
        #expect(try cube.sum(axis: 1) == [[30, 33, 36, 39], [330, 333, 336, 339]])
        #expect(try cube.sum(axis: 2) == [[6, 46, 86], [406, 446, 486]])
        #expect(try Tensor<Float>([1, 2]).sum(axis: 0)[] == 3)
        #expect(throws: ActivationError.axisOutOfRange(axis: 2, rank: 2)) { try matrix.sum(axis: 2) }
        #expect(throws: ActivationError.axisOutOfRange(axis: -3, rank: 2)) { try matrix.sum(axis: -3) }
        #expect(throws: ActivationError.axisOutOfRange(axis: 0, rank: 0)) {
            try Tensor<Float>(shape: [], repeating: 1).sum(axis: 0)
        }
    }

    @Test func sumsOverNothingAreZero() throws {
        #expect(Tensor<Float>([]).sum() == 0)
        let empty = try Tensor<Float>(shape: [2, 0, 3], repeating: 1)
        #expect(try empty.sum(axis: 1) == [[0, 0, 0], [0, 0, 0]])
        #expect(try empty.sum(axis: 0).shape == [0, 3])
    }

    @Test(arguments: [1, 7, 16, 17, 100]) func sumsLoseNothing(inner: Int) throws {
        // 1, then terms that vanish one by one beside it: 2²⁴ − 1 of them would leave a running Float where it was.
        let terms = 1 << 16
        let column = try Tensor<Float>(shape: [terms + 1, inner]) { $0[0] == 0 ? 1 : 0x1p-25 }
        let expected = 1 + Float(terms) * 0x1p-25
        #expect(try column.sum(axis: 0).scalars.allSatisfy { $0 == expected })
        #expect(try column.transposed().sum(axis: 1).scalars.allSatisfy { $0 == expected })
        // The large terms cancel and leave the small ones whole.
        let doubles = try Tensor<Double>(shape: [inner * 4]) { [1e25, 1, -1e25, 1][$0[0] % 4] }
        #expect(doubles.sum() == Double(2 * inner))
    }

    @Test func sumsOfInfinitiesAndNaN() throws {
        #expect(Tensor<Float>([1, .infinity, 2]).sum() == .infinity)
        #expect(Tensor<Float>([-.infinity, 2]).sum() == -.infinity)
        #expect(Tensor<Float>([.infinity, -.infinity]).sum().isNaN)
        #expect(Tensor<Double>([1, .nan]).sum().isNaN)
        #expect(try Tensor<Float>([[.scalar(.infinity), 1], [1, 1]]).sum(axis: 0) == [.scalar(.infinity), 2])
        #expect(Tensor<Float>([.greatestFiniteMagnitude, .greatestFiniteMagnitude]).sum() == .infinity)
    }

    @Test func largestAlongEachAxis() throws {
        #expect(try matrix.maximum() == 6)
        #expect(try matrix.maximum(axis: 0) == [4, 5, 6])
        #expect(try matrix.maximum(axis: 1) == [5, 6])
        #expect(try matrix.argmax() == 5)
        #expect(try matrix.argmax(axis: 0) == [1, 0, 1])
        #expect(try matrix.argmax(axis: -1) == [1, 2])
        let cube = try Tensor<Double>(shape: [2, 3, 2]) { Double(($0[0] * 7 + $0[1] * 5 + $0[2] * 3) % 8) }
        // [[0, 3], [5, 0], [2, 5]] and [[7, 2], [4, 7], [1, 4]]
        #expect(try cube.maximum(axis: 1) == [[5, 5], [7, 7]])
        #expect(try cube.argmax(axis: 1) == [[1, 2], [0, 1]])
        #expect(try cube.argmax(axis: 0) == [[1, 0], [0, 1], [0, 0]])
    }

    @Test func theFirstOfEqualsIsChosen() throws {
        #expect(try Tensor<Float>([1, 3, 3, 2, 3]).argmax() == 1)
        #expect(try Tensor<Float>([-.infinity, -.infinity]).argmax() == 0)
        #expect(try Tensor<Float>([-.infinity, -.infinity]).maximum() == -.infinity)
        #expect(try Tensor<Float>([[2, 1], [2, 1]]).argmax(axis: 0) == [0, 0])
    }

    @Test func notANumberWins() throws {
        #expect(try Tensor<Float>([1, .nan, 3]).maximum().isNaN)
        #expect(try Tensor<Float>([1, .nan, .infinity, .nan]).argmax() == 1)
        #expect(try Tensor<Float>([.nan, 5]).maximum().isNaN)
        #expect(try Tensor<Float>([.nan, 5]).argmax() == 0)
        let matrix = try Tensor<Double>(shape: [3, 2], scalars: [1, 2, .nan, 9, .nan, 4])
        #expect(try matrix.argmax(axis: 0) == [1, 1])
        #expect(try matrix.maximum(axis: 0)[0].isNaN)
        #expect(try matrix.maximum(axis: 0)[1] == 9)
    }

    @Test func nothingHasNoLargest() throws {
        let empty = try Tensor<Float>(shape: [2, 0], repeating: 1)
        #expect(throws: ActivationError.emptyAxis(axis: 1, shape: [2, 0])) { try empty.maximum(axis: -1) }
        #expect(throws: ActivationError.emptyAxis(axis: 1, shape: [2, 0])) { try empty.argmax(axis: 1) }
        #expect(throws: ActivationError.emptyAxis(axis: 0, shape: [0])) { try empty.maximum() }
        #expect(throws: ActivationError.emptyAxis(axis: 0, shape: [0])) { try empty.argmax() }
        #expect(try empty.maximum(axis: 0).shape == [0])
        #expect(throws: ActivationError.axisOutOfRange(axis: 5, rank: 2)) { try empty.argmax(axis: 5) }
    }
}
