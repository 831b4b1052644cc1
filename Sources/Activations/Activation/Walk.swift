internal import CKernels

/// How an operation goes over memory.
enum Walk<S: ActivationScalar> {
    /// Elements of a block: 16 KiB, half of a first-level cache.
    static var block: Int { 16384 / MemoryLayout<S>.stride }

    /// Whether an output of that many elements would push everything else out of the caches.
    static func isLarge(_ count: Int) -> Bool {
        // A small one does not wait for what the caches' size is made of.
        count >= block && count >= Streaming.threshold / MemoryLayout<S>.stride
    }

    /// Calls `body` with ranges of `0..<count` and the place where their results go, until all is in `output`.
    ///
    /// - Parameters:
    ///   - streams: whether the output may go past the caches: where it is large, not in place.
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
        Threads.split(count, threads: Threads.worth(count, grain: 32 * block), alignment: 64) { part, _ in
            withStandardFloatingPoint {
                if streams {
                    Streaming.forEachPiece(of: part, size: MemoryLayout<S>.stride) { piece, streams in
                        if streams {
                            stream(piece, output, body)
                        } else {
                            write(piece, output, blockwise ? block : piece.count, body)
                        }
                    }
                } else if blockwise {
                    write(part, output, block, body)
                } else {
                    body(part, output + part.lowerBound)
                }
            }
        }
    }

    /// Results go to their place, block by block.
    private static func write(
        _ part: Range<Int>, _ output: UnsafeMutablePointer<S>, _ block: Int,
        _ body: (Range<Int>, UnsafeMutablePointer<S>) -> Void
    ) {
        for start in stride(from: part.lowerBound, to: part.upperBound, by: block) {
            body(start..<Swift.min(start + block, part.upperBound), output + start)
        }
    }

    /// Results go through a block that stays in the cache and from there past the caches: a line of the output need not
    /// be read before it is written. The block is small, so that the processor computes the next one while it writes, and
    /// its address and the output's are the same modulo its size: a load waits for stores with the same lower 12 bits.
    private static func stream(
        _ part: Range<Int>, _ output: UnsafeMutablePointer<S>, _ body: (Range<Int>, UnsafeMutablePointer<S>) -> Void
    ) {
        let copy = S._kernels.half?.pointee.stream ?? S._kernels.pointer.pointee.stream
        let size = 1024
        let block = size / MemoryLayout<S>.stride
        withUnsafeTemporaryAllocation(byteCount: size, alignment: size) { memory in
            guard let target = memory.bindMemory(to: S.self).baseAddress else { return }
            let misaligned = Int(bitPattern: output + part.lowerBound) % size / MemoryLayout<S>.stride
            var start = part.lowerBound
            if misaligned > 0 {
                start = Swift.min(start + block - misaligned, part.upperBound)
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
