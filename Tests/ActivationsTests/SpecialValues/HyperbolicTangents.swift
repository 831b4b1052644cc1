extension Landmarks {
    var hyperbolicTangents: [String: [SpecialValue<S>]] {
        [
            "scaled_tanh": [
                .init(0, 0, 1.1439333333333333333), .init(-0.0, -0.0, 1.1439333333333333333),
                .init(infinity, 1.7159, 0), .init(-infinity, -1.7159, 0), .init(tiny, tiny, 1.1439333333333333333),
                .init(-subnormal, -1.1439333333333333333 * subnormal, 1.1439333333333333333),
                .init(1.5, 1.3068194122044969715, 0.48042264851700488832), .init(largest, 1.7159, 0),
            ],
            "tanh_shrink": [
                .init(0, .number(0), .anyZero), .init(-0.0, .number(-0.0), .anyZero), .init(infinity, infinity, 1),
                .init(-infinity, -infinity, 1), .init(tiny, .number(0), .anyZero),
                .init(-subnormal, .number(-0.0), .anyZero), .init(largest, largest, 1), .init(-100, -99, 1),
                .init(1, 0.23840584404423511188, 0.58002565838597393061),
                .init(-0.5, -0.037882842739990241498, 0.21355226703407258985),
            ],
            "lisht": [
                .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(infinity, infinity, 1),
                .init(-infinity, infinity, -1), .init(tiny, .anyZero, .number(2 * tiny)),
                .init(-subnormal, .anyZero, .number(-2 * subnormal)), .init(largest, largest, 1),
                .init(-1, 0.76159415595576488812, -1.1815684975697909575), .init(-100, 100, -1),
            ],
            "mish": [
                .init(0, .anyZero, .number(0.6)), .init(-0.0, .anyZero, .number(0.6)), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(tiny, tiny, 0.6), .init(-subnormal, -0.6 * subnormal, 0.6),
                .init(largest, largest, 1), .init(-largest, .anyZero, .anyZero),
                .init(1, 0.86509838826731034612, 1.0490362200997921591),
                .init(-1, -0.30340146137410891807, 0.059216755877394948006),
                isFloat
                    ? .init(deep, -3.720075976020835962959696e-42, -3.682875216260627603330099e-42)
                    : .init(deep, -3.09966751123555621519858e-319, -3.095478771355508166259122e-319),
            ],
        ]
    }
}
