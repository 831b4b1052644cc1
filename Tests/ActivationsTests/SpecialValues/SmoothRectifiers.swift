extension Landmarks {
    var smoothRectifiers: [String: [SpecialValue<S>]] {
        [
            "softplus": [
                .init(0, ln2, 0.5), .init(-0.0, ln2, 0.5), .init(infinity, infinity, 1), .init(-infinity, 0, 0),
                .init(tiny, ln2, 0.5), .init(-subnormal, ln2, 0.5), .init(deep, exponential, exponential),
                .init(-deep, -deep, 1), .init(largest, largest, 1),
                .init(1, 1.313261687518222834, 0.73105857863000487925),
            ]
        ]
    }
}
