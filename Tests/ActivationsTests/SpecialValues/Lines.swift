extension Landmarks {
    var lines: [String: [SpecialValue<S>]] {
        [
            "identity": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(infinity, infinity, 1), .init(-infinity, -infinity, 1),
                .init(tiny, tiny, 1), .init(-subnormal, -subnormal, 1), .init(-largest, -largest, 1), .init(3, 3, 1),
            ],
            "linear": [
                .init(0, 0, 1), .init(-infinity, -infinity, 1), .init(infinity, infinity, 1), .init(tiny, tiny, 1),
                .init(-subnormal, -subnormal, 1), .init(-largest, -largest, 1),
            ],
        ]
    }
}
