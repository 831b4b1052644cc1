extension Landmarks {
    var hardShapes: [String: [SpecialValue<S>]] {
        // The slope of hard_sigmoid is rounded: up in Float, down in Double.
        let sixth = S(1) / 6
        return [
            "hard_tanh": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(1, .number(1), .anyZero), .init(-1, .number(-1), .anyZero),
                .init(S(1).nextDown, S(1).nextDown, 1), .init(-0.5, -0.5, 1), .init(tiny, tiny, 1),
                .init(-subnormal, -subnormal, 1), .init(infinity, .number(1), .anyZero),
                .init(-infinity, .number(-1), .anyZero), .init(largest, .number(1), .anyZero),
            ],
            "hard_sigmoid": [
                .init(0, 0.5, sixth), .init(-0.0, 0.5, sixth), .init(1.5, 0.75, sixth), .init(-1.5, 0.25, sixth),
                .init(3, .number(1), isFloat ? .anyZero : .number(sixth)),
                .init(-3, isFloat ? .anyZero : .number(0x1p-55), isFloat ? .anyZero : .number(sixth)),
                .init(6, .number(1), .anyZero), .init(-6, .anyZero, .anyZero), .init(tiny, 0.5, sixth),
                .init(infinity, .number(1), .anyZero), .init(-infinity, .anyZero, .anyZero),
                .init(-largest, .anyZero, .anyZero),
            ],
            "hard_swish": [
                .init(0, .anyZero, .number(0.5)), .init(-0.0, .anyZero, .number(0.5)), .init(3, 3, 1),
                .init(-3, .anyZero, .anyZero), .init(-1.5, .number(-0.375), .anyZero),
                .init(S(-3).nextUp, (-S(3).ulp / 2).nextUp, -0.5 + S(3).ulp / 3),
                .init(1, 0.66666666666666666667, 0.83333333333333333333), .init(normal, normal / 2, 0.5),
                .init(infinity, infinity, 1), .init(-infinity, .anyZero, .anyZero), .init(largest, largest, 1),
                .init(-largest, .anyZero, .anyZero),
            ],
            "soft_shrink": [
                .init(0, .number(0), .anyZero), .init(-0.0, .number(-0.0), .anyZero), .init(0.5, .anyZero, .anyZero),
                .init(-0.5, .anyZero, .anyZero), .init(S(0.5).nextUp, S(0.5).ulp, 1), .init(-2, -1.5, 1),
                .init(tiny, .anyZero, .anyZero), .init(infinity, infinity, 1), .init(-infinity, -infinity, 1),
                .init(largest, largest, 1),
            ],
            "hard_shrink": [
                .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(0.5, .anyZero, .anyZero),
                .init(-0.5, .anyZero, .anyZero), .init(S(0.5).nextUp, S(0.5).nextUp, 1), .init(-2, -2, 1),
                .init(tiny, .anyZero, .anyZero), .init(infinity, infinity, 1), .init(-infinity, -infinity, 1),
                .init(largest, largest, 1),
            ],
            "step": [
                .init(0, .anyZero, .anyZero), .init(-0.0, .anyZero, .anyZero), .init(tiny, .number(1), .anyZero),
                .init(-tiny, .anyZero, .anyZero), .init(infinity, .number(1), .anyZero),
                .init(-infinity, .anyZero, .anyZero), .init(largest, .number(1), .anyZero),
                .init(-2, .anyZero, .anyZero),
            ],
            "sparse_plus": [
                .init(-1, .anyZero, .anyZero), .init(S(-1).nextUp, S(1).ulp / 4 * (S(1).ulp / 4), S(1).ulp / 4),
                .init(-0.5, 0.0625, 0.25), .init(0, 0.25, 0.5), .init(-0.0, 0.25, 0.5), .init(1, 1, 1), .init(3, 3, 1),
                .init(-3, .anyZero, .anyZero), .init(tiny, 0.25, 0.5), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(largest, largest, 1),
            ],
            "sparse_sigmoid": [
                .init(-1, .anyZero, .anyZero), .init(S(-1).nextUp, S(1).ulp / 4, 0.5), .init(-0.5, 0.25, 0.5),
                .init(0, 0.5, 0.5), .init(-0.0, 0.5, 0.5), .init(S(1).nextDown, 1, 0.5), .init(1, .number(1), .anyZero),
                .init(-3, .anyZero, .anyZero), .init(tiny, 0.5, 0.5), .init(infinity, .number(1), .anyZero),
                .init(-infinity, .anyZero, .anyZero), .init(largest, .number(1), .anyZero),
            ],
        ]
    }
}
