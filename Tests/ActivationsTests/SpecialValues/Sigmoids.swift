extension Landmarks {
    var sigmoids: [String: [SpecialValue<S>]] {
        [
            "sigmoid": [
                .init(0, 0.5, 0.25), .init(-0.0, 0.5, 0.25), .init(infinity, .number(1), .number(0)),
                .init(-infinity, .number(0), .number(0)), .init(tiny, 0.5, 0.25), .init(-subnormal, 0.5, 0.25),
                .init(deep, exponential, exponential), .init(-deep, 1, exponential),
                .init(1, 0.73105857863000487925, 0.19661193324148185254), .init(-largest, 0, 0), .init(largest, 1, 0),
            ],
            "logit": [
                .init(0, -infinity, infinity), .init(-0.0, -infinity, infinity), .init(1, infinity, infinity),
                .init(0.5, .anyZero, .number(4)), .init(0.75, 1.0986122886681096914, 16.0 / 3),
                .init(0.25, -1.0986122886681096914, 16.0 / 3), .init(infinity, .nan, .nan),
                .init(-infinity, .nan, .nan),
                .init(-tiny, .nan, .nan), .init(S(1).nextUp, .nan, .nan),
                .init(tiny, (isFloat ? -103.2789299034318511 : -744.44007192138126231), infinity),
                .init(-1, .nan, .nan), .init(2, .nan, .nan),
            ],
            "log_sigmoid": [
                .init(0, -ln2, 0.5), .init(-0.0, -ln2, 0.5), .init(infinity, .anyZero, .number(0)),
                .init(-infinity, -infinity, 1), .init(tiny, -ln2, 0.5), .init(-subnormal, -ln2, 0.5),
                .init(-deep, -exponential, exponential), .init(deep, deep, 1), .init(-largest, -largest, 1),
                .init(-1, -1.313261687518222834, 0.73105857863000487925),
            ],
            "tanh": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(infinity, 1, 0), .init(-infinity, -1, 0),
                .init(tiny, tiny, 1), .init(-tiny, -tiny, 1), .init(subnormal, subnormal, 1), .init(normal, normal, 1),
                .init(1, 0.76159415595576488812, 0.41997434161402606939), .init(largest, 1, 0), .init(-largest, -1, 0),
                .init(-deep / 2, 1, fourfold), .init(deep / 2, -1, fourfold),
            ],
        ]
    }
}
