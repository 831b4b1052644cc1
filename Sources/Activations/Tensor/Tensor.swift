/// Numbers in a grid of any rank: row-major, contiguous, a value.
///
/// Copies share their memory until one of them is written. Memory of the tensor's own is aligned to 64 bytes; foreign
/// memory is adopted where it is, and never written.
public struct Tensor<Scalar: BitwiseCopyable & Sendable>: Sendable {
    /// The number of elements along each axis; empty for a single number.
    public let shape: [Int]
    /// The number of elements.
    public let count: Int
    @usableFromInline var storage: TensorStorage

    /// The number of axes.
    @inlinable public var rank: Int { shape.count }
    @inlinable public var isEmpty: Bool { count == 0 }

    @inlinable
    init(shape: [Int], count: Int, storage: TensorStorage) {
        self.shape = shape
        self.count = count
        self.storage = storage
    }
}

// MARK: - Making one

extension Tensor {
    /// The number of elements that a shape holds.
    ///
    /// - Throws: ``ActivationError/invalidShape(_:)`` when a dimension is negative or the bytes overflow.
    @inlinable
    public static func count(of shape: [Int]) throws(ActivationError) -> Int {
        // Zeros are left out of the product, so that [0, huge, huge] does not pass where [1, huge, huge] fails.
        var extent = MemoryLayout<Scalar>.stride
        for dimension in shape {
            let (product, overflow) = extent.multipliedReportingOverflow(by: max(dimension, 1))
            guard dimension >= 0, !overflow else { throw .invalidShape(shape) }
            extent = product
        }
        return shape.contains(0) ? 0 : extent / MemoryLayout<Scalar>.stride
    }

    /// A tensor whose elements the closure writes, every one of them, before it returns.
    ///
    /// - Precondition: the shape is valid; check one that arrives at run time with ``count(of:)``.
    @inlinable
    public init<E: Error>(
        unsafeUninitializedShape shape: [Int],
        initializingWith body: (UnsafeMutableBufferPointer<Scalar>) throws(E) -> Void
    ) throws(E) {
        let count = shape.reduce(1) {
            precondition($1 >= 0, "The shape has a negative dimension.")
            return $0 * $1
        }
        let storage = TensorStorage(byteCount: count * MemoryLayout<Scalar>.stride)
        let start = storage.base.bindMemory(to: Scalar.self, capacity: count)
        self.init(shape: shape, count: count, storage: storage)
        try body(UnsafeMutableBufferPointer(start: start, count: count))
    }

    /// A tensor with the same value everywhere.
    @inlinable
    public init(shape: [Int], repeating value: Scalar) throws(ActivationError) {
        _ = try Self.count(of: shape)
        self.init(unsafeUninitializedShape: shape) { $0.initialize(repeating: value) }
    }

    /// A tensor with an element for each index.
    @inlinable
    public init(shape: [Int], _ element: (_ index: [Int]) -> Scalar) throws(ActivationError) {
        _ = try Self.count(of: shape)
        self.init(unsafeUninitializedShape: shape) { scalars in
            var index = [Int](repeating: 0, count: shape.count)
            for position in scalars.indices {
                scalars.initializeElement(at: position, to: element(index))
                for axis in shape.indices.reversed() {
                    index[axis] += 1
                    if index[axis] < shape[axis] { break }
                    index[axis] = 0
                }
            }
        }
    }

    /// A tensor of the scalars in row-major order.
    ///
    /// - Throws: ``ActivationError/scalarCountMismatch(shape:count:)`` when they are too many or too few.
    @inlinable
    public init(shape: [Int], scalars: [Scalar]) throws(ActivationError) {
        try self.init(copying: scalars.span, shape: shape)
    }

    /// A vector.
    @inlinable
    public init(_ scalars: [Scalar]) {
        self.init(unsafeUninitializedShape: [scalars.count]) { _ = $0.initialize(fromContentsOf: scalars) }
    }

    /// A matrix from its rows.
    ///
    /// - Throws: ``ActivationError/raggedRows(row:expected:actual:)`` when they differ in length.
    @inlinable
    public init(rows: [[Scalar]]) throws(ActivationError) {
        let columns = rows.first?.count ?? 0
        for (row, scalars) in rows.enumerated() where scalars.count != columns {
            throw .raggedRows(row: row, expected: columns, actual: scalars.count)
        }
        self.init(unsafeUninitializedShape: [rows.count, columns]) { _ = $0.initialize(from: rows.joined()) }
    }

    /// A copy of the scalars in row-major order.
    @inlinable
    public init(copying scalars: Span<Scalar>, shape: [Int]) throws(ActivationError) {
        guard try Self.count(of: shape) == scalars.count else {
            throw .scalarCountMismatch(shape: shape, count: scalars.count)
        }
        self.init(unsafeUninitializedShape: shape) { target in
            scalars.withUnsafeBufferPointer { _ = target.initialize(fromContentsOf: $0) }
        }
    }

    /// A tensor over memory that belongs to someone else, without a copy.
    ///
    /// The memory must hold as many initialised scalars as the shape says and stay unchanged until `release` is called,
    /// once, when the last tensor that reads it has gone. It is never written: the first mutation copies. When this
    /// throws, the memory was not adopted and `release` is not called.
    @inlinable
    public init(
        foreign scalars: UnsafePointer<Scalar>, shape: [Int], release: @escaping @Sendable () -> Void
    ) throws(ActivationError) {
        let count = try Self.count(of: shape)
        let alignment = MemoryLayout<Scalar>.alignment
        guard Int(bitPattern: scalars).isMultiple(of: alignment) else { throw .misalignedMemory(alignment: alignment) }
        self.init(shape: shape, count: count, storage: TensorStorage(foreign: scalars, release: release))
    }
}

// MARK: - Access to the elements

extension Tensor {
    @inlinable var start: UnsafeMutablePointer<Scalar> { storage.base.assumingMemoryBound(to: Scalar.self) }

    @inlinable
    mutating func makeUnique() {
        guard storage.isForeign || !isKnownUniquelyReferenced(&storage) else { return }
        let source = UnsafeBufferPointer(start: start, count: count)
        self = Tensor(unsafeUninitializedShape: shape) { _ = $0.initialize(fromContentsOf: source) }
    }

    /// Reads the elements in row-major order where they are.
    @inlinable
    public func withUnsafeBufferPointer<R: ~Copyable, E: Error>(
        _ body: (UnsafeBufferPointer<Scalar>) throws(E) -> R
    ) throws(E) -> R {
        defer { withExtendedLifetime(storage) {} }
        return try body(UnsafeBufferPointer(start: start, count: count))
    }

    /// Reads and writes the elements in row-major order where they are.
    @inlinable
    public mutating func withUnsafeMutableBufferPointer<R: ~Copyable, E: Error>(
        _ body: (UnsafeMutableBufferPointer<Scalar>) throws(E) -> R
    ) throws(E) -> R {
        makeUnique()
        defer { withExtendedLifetime(storage) {} }
        return try body(UnsafeMutableBufferPointer(start: start, count: count))
    }

    /// Reads the elements in row-major order where they are.
    @inlinable
    public func withSpan<R: ~Copyable, E: Error>(_ body: (Span<Scalar>) throws(E) -> R) throws(E) -> R {
        try withUnsafeBufferPointer { scalars throws(E) in try body(scalars.span) }
    }

    /// Reads and writes the elements in row-major order where they are.
    @inlinable
    public mutating func withMutableSpan<R: ~Copyable, E: Error>(
        _ body: (inout MutableSpan<Scalar>) throws(E) -> R
    ) throws(E) -> R {
        try withUnsafeMutableBufferPointer { scalars throws(E) in
            var span = scalars.mutableSpan
            return try body(&span)
        }
    }

    /// A copy of the elements in row-major order.
    @inlinable
    public var scalars: [Scalar] {
        withUnsafeBufferPointer { Array($0) }
    }
}

extension Tensor: Equatable where Scalar: Equatable {
    @inlinable
    public static func == (left: Tensor, right: Tensor) -> Bool {
        left.shape == right.shape
            && left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in left.elementsEqual(right) }
            }
    }
}
