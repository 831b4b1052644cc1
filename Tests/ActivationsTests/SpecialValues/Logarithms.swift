extension Landmarks {
    var logarithms: [String: [SpecialValue<S>]] {
        [
            "log": [
                .init(0, -infinity, infinity), .init(-0.0, -infinity, infinity), .init(1, 0, 1),
                .init(infinity, infinity, 0), .init(-infinity, .nan, .nan), .init(-1, .nan, .nan),
                .init(-tiny, .nan, .nan), .init(tiny, logarithmOfTiny, infinity),
                .init(largest, logarithmOfLargest, 1 / largest), .init(2, ln2, 0.5), .init(0.5, -ln2, 2),
                .init(10, 2.302585092994045684, 0.1),
            ],
            "log1p": [
                .init(0, 0, 1), .init(-0.0, -0.0, 1), .init(-1, -infinity, infinity), .init(infinity, infinity, 0),
                .init(-infinity, .nan, .nan), .init(S(-1).nextDown, .nan, .nan), .init(tiny, tiny, 1),
                .init(-subnormal, -subnormal, 1), .init(normal, normal, 1), .init(1, ln2, 0.5), .init(-0.5, -ln2, 2),
                .init(largest, logarithmOfLargest, 1 / largest),
            ],
            "log1mexp": [
                .init(0, -infinity, -infinity), .init(-0.0, -infinity, -infinity), .init(infinity, .nan, .nan),
                .init(tiny, .nan, .nan), .init(-infinity, .number(-0.0), .anyZero),
                .init(-largest, .number(-0.0), .anyZero), .init(-tiny, logarithmOfTiny, -infinity),
                .init(deep, -exponential, -exponential),
                .init(-1, -0.45867514538708189102, -0.58197670686932642439),
                .init(-0.5, -0.93275212956718857189, -1.5414940825367982841),
            ],
        ]
    }

    private var logarithmOfTiny: S { isFloat ? -103.2789299034318511 : -744.44007192138126231 }
    private var logarithmOfLargest: S { isFloat ? 88.722839052068353054 : 709.78271289338399673 }
}
