extension Landmarks {
    var exponentialLinear: [String: [SpecialValue<S>]] {
        [
            "elu": [
                .init(0, .anyZero, .number(1)), .init(-0.0, .anyZero, .number(1)), .init(infinity, infinity, 1),
                .init(-infinity, -1, 0), .init(tiny, tiny, 1), .init(-tiny, -tiny, 1),
                .init(-subnormal, -subnormal, 1), .init(deep, -1, exponential), .init(-largest, -1, 0),
                .init(-1, -0.6321205588285576784, 0.3678794411714423216), .init(largest, largest, 1),
            ],
            "celu": [
                .init(0, .anyZero, .number(1)), .init(-0.0, .anyZero, .number(1)), .init(infinity, infinity, 1),
                .init(-infinity, -1, 0), .init(tiny, tiny, 1), .init(-tiny, -tiny, 1),
                .init(-subnormal, -subnormal, 1), .init(deep, -1, exponential), .init(-largest, -1, 0),
                .init(-1, -0.6321205588285576784, 0.3678794411714423216), .init(largest, largest, 1),
            ],
            "selu": [
                .init(0, .anyZero, .number(1.7580993408473768599)),
                .init(-0.0, .anyZero, .number(1.7580993408473768599)),
                .init(infinity, infinity, 1.0507009873554804934), .init(-infinity, -1.7580993408473768599, 0),
                .init(2, 2.1014019747109609868, 1.0507009873554804934),
                .init(-subnormal, -1.7580993408473768599 * subnormal, 1.7580993408473768599),
                .init(-1, -1.1113307378125627618, 0.64676860303481409814),
                .init(deep, -1.7580993408473768599, isFloat ? 6.540263121344393832e-44 : 7.3642208220935952554e-322),
                .init(largest, infinity, 1.0507009873554804934), .init(-largest, -1.7580993408473768599, 0),
            ],
            "xielu": [
                .init(0, -7.999996000001333333e-7, -0.3), .init(-0.0, -7.999996000001333333e-7, -0.3),
                .init(infinity, infinity, infinity), .init(-infinity, infinity, -0.3),
                .init(tiny, .anyZero, .number(0.5)), .init(subnormal, 0.5 * subnormal, 0.5),
                .init(1, 1.3, 2.1), .init(-5, 0.70539035759926837368, -0.29460964240073162632),
                .init(largest, infinity, infinity), .init(-largest, 0.3 * largest, -0.3),
            ],
        ]
    }
}
