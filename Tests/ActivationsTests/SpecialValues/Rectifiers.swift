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
            "relu6": [
                .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(6, .number(6), .anyZero),
                .init(S(6).nextDown, S(6).nextDown, 1), .init(tiny, tiny, 1), .init(-tiny, .anyZero, .anyZero),
                .init(subnormal, subnormal, 1), .init(2, 2, 1), .init(infinity, .number(6), .anyZero),
                .init(-infinity, .anyZero, .anyZero), .init(largest, .number(6), .anyZero),
            ],
            "squared_relu": [
                .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(3, 9, 6),
                .init(-3, .anyZero, .anyZero), .init(tiny, .anyZero, .number(2 * tiny)),
                .init(-tiny, .anyZero, .anyZero),
                .init(isFloat ? 0x1p-70 : 0x1p-530, isFloat ? 0x1p-140 : 0x1p-1060, isFloat ? 0x1p-69 : 0x1p-529),
                .init(infinity, infinity, infinity), .init(-infinity, .anyZero, .anyZero),
                .init(largest, infinity, infinity),
            ],
            "thresholded_relu": [
                .init(1, .anyZero, .anyZero), .init(S(1).nextUp, S(1).nextUp, 1),
                .init(S(1).nextDown, .anyZero, .anyZero), .init(2, 2, 1), .init(0, .anyZero, .anyZero),
                .init(-2, .anyZero, .anyZero), .init(infinity, infinity, 1), .init(-infinity, .anyZero, .anyZero),
                .init(largest, largest, 1),
            ],
            "threshold": [
                .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(tiny, tiny, 1),
                .init(-tiny, .anyZero, .anyZero), .init(subnormal, subnormal, 1), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(largest, largest, 1), .init(-largest, .anyZero, .anyZero),
            ],
            "star_relu": [
                .init(0, .number(-0.4472), .anyZero), .init(-0.0, .number(-0.4472), .anyZero), .init(1, 0.4472, 1.7888),
                .init(2, 3.1304, 3.5776), .init(-5, .number(-0.4472), .anyZero),
                .init(tiny, .number(-0.4472), .number(2 * tiny)), .init(infinity, infinity, infinity),
                .init(-infinity, .number(-0.4472), .anyZero), .init(largest, infinity, infinity),
            ],
        ]
    }
}
