extension Landmarks {
    var selfGated: [String: [SpecialValue<S>]] {
        [
            "silu": [
                .init(0, .anyZero, .number(0.5)), .init(-0.0, .anyZero, .number(0.5)), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(tiny, .anyZero, .number(0.5)),
                .init(normal, normal / 2, 0.5), .init(largest, largest, 1), .init(-largest, .anyZero, .anyZero),
                .init(1, 0.73105857863000487925, 0.92767051187148673179),
                .init(-1, -0.26894142136999512075, 0.072329488128513268211),
                .init(
                    deep, isFloat ? -3.720075976020835963e-42 : -3.0996675112355562152e-319,
                    isFloat ? -3.6828752162606276033e-42 : -3.0954787713555081663e-319),
            ],
            "quick_gelu": [
                .init(0, .anyZero, .number(0.5)), .init(-0.0, .anyZero, .number(0.5)), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(tiny, .anyZero, .number(0.5)),
                .init(normal, normal / 2, 0.5), .init(largest, largest, 1), .init(-largest, .anyZero, .anyZero),
                .init(1, 0.84579576593282129571, 1.0677796065563340566),
                .init(-1, -0.15420423406717870429, -0.067779606556334056567),
                .init(
                    isFloat ? -60 : -430, isFloat ? -2.679160665528766899e-43 : -6.1760233581922947325e-316,
                    isFloat ? -4.5152787749711484804e-43 : -1.0497228910624233787e-315),
            ],
            "gelu_tanh": [
                .init(0, .anyZero, .number(0.5)), .init(-0.0, .anyZero, .number(0.5)), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(tiny, .anyZero, .number(0.5)),
                .init(normal, normal / 2, 0.5), .init(largest, largest, 1), .init(-largest, .anyZero, .anyZero),
                .init(1, 0.84119199060827670478, 1.0829640838457825551),
                .init(-1, -0.15880800939172329522, -0.08296408384578255514),
                .init(
                    isFloat ? -10 : -20, isFloat ? -1.2040923482098059937e-37 : -3.3754509563109673197e-261,
                    isFloat ? -2.7576380638540316073e-36 : -2.9424328724945028643e-259),
            ],
        ]
    }
}
