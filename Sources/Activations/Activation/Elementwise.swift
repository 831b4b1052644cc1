internal import CKernels

// The walk over contiguous storage. Vectors may lie at any address; an output is an input or disjoint from it.

extension Activation {
    /// y = f(x)
    @usableFromInline
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, count: Int) {
        CollectionOfOne(self).forward(x, y, count: count)
    }

    /// dx = dy f′(x)
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>, count: Int
    ) {
        let kernel = S._kernels.pointer.pointee.from_input[Int(kind.rawValue)]
        backward(kernel, dy, x, dx, count: count, isMemoryBound: isMemoryBound)
    }

    /// dx = dy f′ from y = f(x).
    ///
    /// - Returns: Whether y determines f′; if not, nothing is written.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backwardFromOutput<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ y: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>, count: Int
    ) -> Bool {
        guard let kernel = S._kernels.pointer.pointee.from_output[Int(kind.rawValue)] else { return false }
        backward(kernel, dy, y, dx, count: count, isMemoryBound: true)
        return true
    }

    private func backward<S: ActivationScalar>(
        _ kernel: ck_gradient, _ dy: UnsafePointer<S>, _ read: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>,
        count: Int, isMemoryBound: Bool
    ) {
        let streams = Walk<S>.isLarge(count) && isMemoryBound && dx != dy && dx != read
        Walk<S>.over(count, output: dx, streams: streams) { part, target in
            Operands(a: dy, b: read).compute(part, to: target) { dy, read, dx, count in
                parameters.withUnsafePointer { kernel(dy, read, dx, count, $0) }
            }
        }
    }
}

extension Collection<Activation> {
    /// y = the stages one after the other on x, block by block, so that memory is read and written once.
    @specialized(where Self == [Activation], S == Float)
    @specialized(where Self == [Activation], S == Double)
    @specialized(where Self == [Activation], S == Float16)
    @specialized(where Self == [Activation], S == BFloat16)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, count: Int) {
        let kernels = S._kernels.pointer.pointee.forward
        let streams = Walk<S>.isLarge(count) && x != y && allSatisfy(\.isMemoryBound)
        Walk<S>.over(count, output: y, streams: streams, blockwise: self.count > 1) { part, target in
            Operands(a: x, b: x).compute(part, to: target) { x, _, y, count in
                var source = x
                for stage in self {
                    stage.parameters.withUnsafePointer {
                        kernels[Int(stage.kind.rawValue)](source, y, count, $0)
                    }
                    source = UnsafeRawPointer(y)
                }
            }
        }
    }
}

/// How an operation goes over memory.
enum Walk<S: ActivationScalar> {
    /// Elements of a block: 16 KiB, half of a first-level cache.
    private static var block: Int { 16384 / MemoryLayout<S>.stride }

    /// Whether an output of that many elements would push everything else out of the caches.
    static func isLarge(_ count: Int) -> Bool { count >= Caches.streamingSize / MemoryLayout<S>.stride }

    /// Calls `body` with ranges of `0..<count` and the place where their results go, until all is in `output`.
    ///
    /// - Parameters:
    ///   - streams: whether the output goes past the caches: where it is large, not in place, and not where arithmetic
    ///     takes longer than memory, which would have to wait for it.
    ///   - blockwise: whether a range must fit the first-level cache, since `body` goes over it repeatedly.
    @inline(__always)
    static func over(
        _ count: Int, output: UnsafeMutablePointer<S>, streams: Bool, blockwise: Bool = false,
        _ body: (Range<Int>, UnsafeMutablePointer<S>) -> Void
    ) {
        let block = Self.block
        if count < block {
            guard count > 0 else { return }
            return withStandardFloatingPoint { body(0..<count, output) }
        }
        let streams = streams && Int(bitPattern: output).isMultiple(of: MemoryLayout<S>.alignment)
        Threads.split(count, threads: Threads.worth(count, grain: 64 * block), alignment: 64) { part, _ in
            withStandardFloatingPoint {
                if streams {
                    stream(part, output, body)
                } else if blockwise {
                    for start in stride(from: part.lowerBound, to: part.upperBound, by: block) {
                        body(start..<Swift.min(start + block, part.upperBound), output + start)
                    }
                } else {
                    body(part, output + part.lowerBound)
                }
            }
        }
    }

    /// Results go through a block that stays in the cache and from there past the caches: a line of the output need not
    /// be read before it is written.
    private static func stream(
        _ part: Range<Int>, _ output: UnsafeMutablePointer<S>, _ body: (Range<Int>, UnsafeMutablePointer<S>) -> Void
    ) {
        let copy = S._kernels.half?.pointee.stream ?? S._kernels.pointer.pointee.stream
        let block = 4096 / MemoryLayout<S>.stride
        let line = 64 / MemoryLayout<S>.stride
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 64) { memory in
            guard let target = memory.bindMemory(to: S.self).baseAddress else { return }
            let misaligned = Int(bitPattern: output + part.lowerBound) % 64 / MemoryLayout<S>.stride
            var start = part.lowerBound
            if misaligned > 0 {
                start = Swift.min(start + line - misaligned, part.upperBound)
                body(part.lowerBound..<start, output + part.lowerBound)
            }
            while start < part.upperBound {
                let end = Swift.min(start + block, part.upperBound)
                body(start..<end, target)
                copy(target, output + start, end - start)
                start = end
            }
            ck_stream_end()
        }
    }
}

/// Two inputs, which may be the same, in the type that is computed in.
struct Operands<S: ActivationScalar> {
    let a, b: UnsafePointer<S>

    /// Computes `count` elements; the output may be an input.
    typealias Body = (
        _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ count: Int
    ) -> Void

    /// Puts the results of a part at `target`.
    @inline(__always)
    func compute(_ part: Range<Int>, to target: UnsafeMutablePointer<S>, _ body: Body) {
        if let half = S._kernels.half {
            computeWidened(part, to: target, half.pointee, body)
        } else {
            body(a + part.lowerBound, b + part.lowerBound, target, part.count)
        }
    }

    /// Blocks are widened into the first-level cache, computed there and narrowed. They are small enough for the stack.
    private func computeWidened(
        _ part: Range<Int>, to target: UnsafeMutablePointer<S>, _ half: ck_half, _ body: Body
    ) {
        typealias Line = SIMD16<Float>
        let block = 256
        withUnsafeTemporaryAllocation(of: Line.self, capacity: block / Line.scalarCount) { first in
            withUnsafeTemporaryAllocation(of: Line.self, capacity: block / Line.scalarCount) { second in
                guard let wideA = UnsafeMutableRawPointer(first.baseAddress),
                    let room = UnsafeMutableRawPointer(second.baseAddress)
                else { return }
                let wideB = a == b ? wideA : room
                for start in stride(from: part.lowerBound, to: part.upperBound, by: block) {
                    let count = Swift.min(block, part.upperBound - start)
                    half.widen(a + start, wideA, count)
                    if a != b { half.widen(b + start, wideB, count) }
                    body(wideA, wideB, wideA, count)
                    half.narrow(wideA, target + (start - part.lowerBound), count)
                }
            }
        }
    }
}

/// The processor's caches.
enum Caches {
    /// The size in bytes from which an output is written past the caches: half of the last-level cache, but no more than
    /// 16 MiB, since a large one is shared with many other cores, and with other virtual machines.
    static let streamingSize = min(ck_last_cache() / 2, 16 << 20)
}
