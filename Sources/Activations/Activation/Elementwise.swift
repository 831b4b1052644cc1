internal import CKernels
import Glibc

// The walk over contiguous storage. Vectors may lie at any address; an output is an input or disjoint from it.

extension Activation {
    /// y = f(x)
    @usableFromInline
    @specialized(where S == Float)
    @specialized(where S == Double)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, count: Int) {
        CollectionOfOne(self).forward(x, y, count: count)
    }

    /// dx = dy f′(x)
    @specialized(where S == Float)
    @specialized(where S == Double)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>, count: Int
    ) {
        backward(S._kernels.pointer.pointee.from_input[Int(kind.rawValue)], dy, x, dx, count: count)
    }

    /// dx = dy f′ from y = f(x).
    ///
    /// - Returns: Whether y determines f′; if not, nothing is written.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func backwardFromOutput<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ y: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>, count: Int
    ) -> Bool {
        guard let kernel = S._kernels.pointer.pointee.from_output[Int(kind.rawValue)] else { return false }
        backward(kernel, dy, y, dx, count: count)
        return true
    }

    private func backward<S: ActivationScalar>(
        _ kernel: ck_gradient, _ dy: UnsafePointer<S>, _ read: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>,
        count: Int
    ) {
        let inPlace = dx == dy || dx == read
        Walk<S>.over(count, output: dx, inPlace: inPlace) { part, target in
            parameters.withUnsafePointer {
                kernel(dy + part.lowerBound, read + part.lowerBound, target, part.count, $0)
            }
        }
    }
}

extension Collection<Activation> {
    /// y = the stages one after the other on x, block by block, so that memory is read and written once.
    @specialized(where Self == [Activation], S == Float)
    @specialized(where Self == [Activation], S == Double)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, count: Int) {
        let kernels = S._kernels.pointer.pointee.forward
        Walk<S>.over(count, output: y, inPlace: x == y, blockwise: self.count > 1) { part, target in
            var source = x + part.lowerBound
            for stage in self {
                stage.parameters.withUnsafePointer {
                    kernels[Int(stage.kind.rawValue)](source, target, part.count, $0)
                }
                source = UnsafePointer(target)
            }
        }
    }
}

/// How an elementwise operation goes over memory.
private enum Walk<S: ActivationScalar> {
    /// Elements of a block: 16 KiB, half of a first-level cache.
    private static var block: Int { 16384 / MemoryLayout<S>.stride }

    /// Calls `body` with ranges of `0..<count` and the place where their results go, until all is in `output`.
    ///
    /// - Parameter blockwise: whether a range must fit the first-level cache, since `body` goes over it repeatedly.
    @inline(__always)
    static func over(
        _ count: Int, output: UnsafeMutablePointer<S>, inPlace: Bool, blockwise: Bool = false,
        _ body: (Range<Int>, UnsafeMutablePointer<S>) -> Void
    ) {
        if count < Self.block {
            guard count > 0 else { return }
            return withStandardFloatingPoint { body(0..<count, output) }
        }
        let isAligned = Int(bitPattern: output).isMultiple(of: MemoryLayout<S>.alignment)
        let streams = !inPlace && isAligned && count * MemoryLayout<S>.stride >= Caches.streamingSize
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
        let copy = S._kernels.pointer.pointee.stream
        withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 64) { memory in
            let target = memory.bindMemory(to: S.self).baseAddress!
            var start = part.lowerBound
            let misaligned = Int(bitPattern: output + start) % 64 / MemoryLayout<S>.stride
            var size = misaligned == 0 ? block : 64 / MemoryLayout<S>.stride - misaligned
            while start < part.upperBound {
                let end = Swift.min(start + size, part.upperBound)
                if size == block {
                    body(start..<end, target)
                    copy(target, output + start, end - start)
                } else {
                    body(start..<end, output + start)
                }
                start = end
                size = block
            }
        }
    }
}

/// The processor's caches.
enum Caches {
    /// The size in bytes from which an output is written past the caches: half of the last-level cache.
    static let streamingSize: Int = {
        let last = sysconf(Int32(_SC_LEVEL3_CACHE_SIZE))
        return last > 0 ? last / 2 : 16 << 20
    }()
}
