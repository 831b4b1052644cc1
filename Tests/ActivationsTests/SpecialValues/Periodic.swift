extension Landmarks {
    var periodic: [String: [SpecialValue<S>]] {
        [
            "snake": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(infinity, infinity, .nan),
                .init(-infinity, -infinity, .nan), .init(tiny, tiny, 1), .init(-subnormal, -subnormal, 1),
                .init(1, 1.7080734182735711935, 1.9092974268256816954),
                .init(-1, -0.2919265817264288065, 0.090702573174318304604),
                .init(1000, 1000.6837297745504157, 1.9300395044161370079),
            ]
        ]
    }
}
