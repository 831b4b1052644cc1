extension Landmarks {
    var exponentials: [String: [SpecialValue<S>]] {
        [
            "exp": [
                .init(0, 1, 1), .init(-0.0, 1, 1), .init(infinity, infinity, infinity), .init(-infinity, 0, 0),
                .init(tiny, 1, 1), .init(-subnormal, 1, 1), .init(deep, exponential, exponential),
                .init(1, 2.7182818284590452354, 2.7182818284590452354), .init(largest, infinity, infinity),
                .init(-largest, 0, 0),
            ]
        ]
    }
}
