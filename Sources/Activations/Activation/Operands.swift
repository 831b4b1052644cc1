internal import CKernels

/// Two inputs, which may be the same, and an output, which may be an input.
struct Operands<S: ActivationScalar> {
    let a, b: UnsafePointer<S>
    let output: UnsafeMutablePointer<S>
    let count: Int

    subscript(range: Range<Int>) -> Operands {
        let start = range.lowerBound
        return Operands(a: a + start, b: b + start, output: output + start, count: range.count)
    }

    /// Computes `count` elements; the output may be an input.
    typealias Body = (
        _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ count: Int
    ) -> Void

    /// Results that are many go past the caches, except in place.
    ///
    /// - Parameter blockwise: whether `body` goes over its elements repeatedly.
    @inline(__always)
    func walk(blockwise: Bool = false, _ body: Body) {
        let streams = Walk<S>.isLarge(count) && output != a && output != b
        Walk<S>.over(count, output: output, streams: streams, blockwise: blockwise) { part, target in
            body(a + part.lowerBound, b + part.lowerBound, target, part.count)
        }
    }

    /// Gives `body` elements in the type that is computed in: blocks are widened into the first-level cache, computed there
    /// and narrowed. They are small enough for the stack.
    func walkWidened(_ half: ck_half, _ body: Body) {
        typealias Line = SIMD16<Float>
        let block = 256
        Walk<S>.over(count, output: output, streams: false) { part, target in
            withUnsafeTemporaryAllocation(of: Line.self, capacity: block / Line.scalarCount) { first in
                withUnsafeTemporaryAllocation(of: Line.self, capacity: block / Line.scalarCount) { second in
                    guard let wideA = UnsafeMutableRawPointer(first.baseAddress),
                        let room = UnsafeMutableRawPointer(second.baseAddress)
                    else { return }
                    let wideB = a == b ? wideA : room
                    for start in stride(from: part.lowerBound, to: part.upperBound, by: block) {
                        let count = min(block, part.upperBound - start)
                        half.widen(a + start, wideA, count)
                        if a != b { half.widen(b + start, wideB, count) }
                        body(wideA, wideB, wideA, count)
                        half.narrow(wideA, target + (start - part.lowerBound), count)
                    }
                }
            }
        }
    }
}
