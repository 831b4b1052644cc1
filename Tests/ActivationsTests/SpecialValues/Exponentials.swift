extension Landmarks {
    var exponentials: [String: [SpecialValue<S>]] {
        [
            "exp": [
                .init(0, 1, 1), .init(-0.0, 1, 1), .init(infinity, infinity, infinity), .init(-infinity, 0, 0),
                .init(tiny, 1, 1), .init(-subnormal, 1, 1), .init(deep, exponential, exponential),
                .init(1, 2.7182818284590452354, 2.7182818284590452354), .init(largest, infinity, infinity),
                .init(-largest, 0, 0),
            ],
            "expm1": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(infinity, infinity, infinity), .init(-infinity, -1, 0),
                .init(tiny, tiny, 1), .init(-tiny, -tiny, 1), .init(-subnormal, -subnormal, 1),
                .init(normal, normal, 1), .init(deep, -1, exponential), .init(largest, infinity, infinity),
                .init(1, 1.7182818284590452354, 2.7182818284590452354),
                .init(-1, -0.6321205588285576784, 0.3678794411714423216),
            ],
            "cloglog_inverse": [
                .init(0, 0.6321205588285576784, 0.3678794411714423216), .init(infinity, 1, 0), .init(-infinity, 0, 0),
                .init(deep, exponential, exponential), .init(tiny, 0.6321205588285576784, 0.3678794411714423216),
                .init(1, 0.93401196415468746292, 0.17937407873401718196), .init(4, 1, 1.0604803997042767299e-22),
                .init(largest, 1, 0), .init(-largest, 0, 0),
            ],
            "gaussian": [
                .init(0, .number(1), .anyZero), .init(-0.0, .number(1), .anyZero),
                .init(infinity, .number(0), .anyZero), .init(-infinity, .number(0), .anyZero),
                .init(tiny, 1, -2 * tiny), .init(-subnormal, 1, 2 * subnormal),
                .init(1, 0.3678794411714423216, -0.73575888234288464319), .init(largest, .number(0), .anyZero),
                isFloat
                    ? .init(-10, 3.720075976020835963e-44, 7.4401519520416719259e-43)
                    : .init(-27, 2.5079720518609759326e-317, 1.3543049080049270036e-315),
            ],
        ]
    }
}
