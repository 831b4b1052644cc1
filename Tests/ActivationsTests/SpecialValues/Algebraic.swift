extension Landmarks {
    var algebraics: [String: [SpecialValue<S>]] {
        let halfRoot: S = 0.70710678118654752440
        return [
            "softsign": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(1, 0.5, 0.25), .init(-3, -0.75, 0.0625),
                .init(tiny, tiny, 1), .init(-normal, -normal, 1), .init(infinity, 1, 0), .init(-infinity, -1, 0),
                .init(largest, 1, 0), .init(isFloat ? 0x1p65 : 0x1p512, 1, isFloat ? 0x1p-130 : 0x1p-1024),
            ],
            "isru": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(1, halfRoot, halfRoot / 2), .init(-0.75, -0.6, 0.512),
                .init(tiny, tiny, 1), .init(-normal, -normal, 1), .init(infinity, 1, 0), .init(-infinity, -1, 0),
                .init(largest, 1, 0), .init(isFloat ? 0x1p43 : 0x1p350, 1, isFloat ? 0x1p-129 : 0x1p-1050),
            ],
            "isrlu": [
                .init(0, .anyZero, .number(1)), .init(-0.0, .anyZero, .number(1)), .init(-1, -halfRoot, halfRoot / 2),
                .init(-0.75, -0.6, 0.512), .init(2, 2, 1), .init(-tiny, -tiny, 1), .init(tiny, tiny, 1),
                .init(infinity, infinity, 1), .init(-infinity, -1, 0), .init(-largest, -1, 0),
                .init(largest, largest, 1), .init(isFloat ? -0x1p43 : -0x1p350, -1, isFloat ? 0x1p-129 : 0x1p-1050),
            ],
            "squareplus": [
                .init(0, 1, 0.5), .init(-0.0, 1, 0.5), .init(1.5, 2, 0.8), .init(-1.5, 0.5, 0.2), .init(tiny, 1, 0.5),
                .init(infinity, infinity, 1), .init(-infinity, 0, 0), .init(largest, largest, 1),
                .init(-largest, 1 / largest, 0),
                .init(isFloat ? -0x1p65 : -0x1p515, isFloat ? 0x1p-65 : 0x1p-515, isFloat ? 0x1p-130 : 0x1p-1030),
            ],
            "abs": [
                .init(0, .number(0), .anyZero), .init(-0.0, .number(0), .anyZero), .init(3, 3, 1),
                .init(-tiny, tiny, -1), .init(infinity, infinity, 1), .init(-infinity, infinity, -1),
                .init(-largest, largest, -1),
            ],
            "square": [
                .init(0, .number(0), .anyZero), .init(-0.0, .number(0), .anyZero), .init(-3, 9, -6),
                .init(-tiny, 0, -2 * tiny),
                .init(isFloat ? 0x1p-70 : 0x1p-530, isFloat ? 0x1p-140 : 0x1p-1060, isFloat ? 0x1p-69 : 0x1p-529),
                .init(infinity, infinity, infinity), .init(-infinity, infinity, -infinity),
                .init(largest, infinity, infinity),
            ],
            "sqrt": [
                .init(0, 0, infinity), .init(4, 2, 0.25), .init(2, 2 * halfRoot, halfRoot / 2),
                .init(
                    tiny, isFloat ? 3.7433921305746437535e-23 : 0x1p-537,
                    isFloat ? 1.3356869453140768985e22 : 0x1p536),
                .init(infinity, infinity, 0), .init(-tiny, .nan, .nan), .init(-1, .nan, .nan),
                .init(-infinity, .nan, .nan),
            ],
            "reciprocal": [
                .init(0, infinity, -infinity), .init(-0.0, -infinity, -infinity), .init(2, 0.5, -0.25),
                .init(-8, -0.125, -0.015625), .init(tiny, infinity, -infinity), .init(normal, 1 / normal, -infinity),
                .init(infinity, .number(0), .anyZero), .init(-infinity, .number(-0.0), .anyZero),
                .init(-largest, .number(-1 / largest), .anyZero),
                .init(isFloat ? 0x1p65 : 0x1p520, isFloat ? 0x1p-65 : 0x1p-520, isFloat ? -0x1p-130 : -0x1p-1040),
            ],
        ]
    }
}
