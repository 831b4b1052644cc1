extension Landmarks {
    var rectifiers: [String: [SpecialValue<S>]] {
        [
            "relu": [
                .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(tiny, tiny, 1), .init(-tiny, .anyZero, .anyZero),
                .init(subnormal, subnormal, 1), .init(largest, largest, 1), .init(-largest, .anyZero, .anyZero),
            ],
            "leaky_relu": [
                .init(0, .anyZero, .number(0.01)), .init(-0.0, .anyZero, .number(0.01)), .init(infinity, infinity, 1),
                .init(-infinity, -infinity, 0.01), .init(tiny, tiny, 1), .init(-tiny, .number(-0.0), .number(0.01)),
                .init(-subnormal, -0.01 * subnormal, 0.01), .init(-100, -1, 0.01),
            ],
        ]
    }
}
