extension Landmarks {
    /// An argument below 0 where Φ is subnormal, and one above 0 where erfc is.
    private var deepNormal: S { isFloat ? -14 : -38.25 }
    private var deepError: S { isFloat ? 10 : 27 }

    private var normalTail: S { isFloat ? 7.7935368191928002544e-45 : 2.0796826933904511046e-320 }
    private var normalDensity: S { isFloat ? 1.0966065593889713063e-43 : 7.9602159739651799973e-319 }
    private var geluTail: S { isFloat ? -1.0910951546869920356e-43 : -7.9547863022184754749e-319 }
    private var geluTailSlope: S { isFloat ? -1.5274556463253670285e-42 : -3.0427029273482908978e-317 }
    private var errorTail: S { isFloat ? 2.088487583762544757e-45 : 5.237048923789255685e-319 }
    private var errorTailSlope: S { isFloat ? -4.1976562313544168901e-44 : -2.8299434149777116886e-317 }

    var normalDistribution: [String: [SpecialValue<S>]] {
        let twoOverRootPi: S = 1.1283791670955125739
        let density: S = 0.39894228040143267794
        let rootTwoOverPi: S = 0.79788456080286535588
        return [
            "erf": [
                .init(0, 0, twoOverRootPi), .init(-0.0, -0.0, twoOverRootPi), .init(infinity, .number(1), .anyZero),
                .init(-infinity, .number(-1), .anyZero), .init(tiny, tiny, twoOverRootPi),
                .init(subnormal, twoOverRootPi * subnormal, twoOverRootPi),
                .init(-normal, -twoOverRootPi * normal, twoOverRootPi), .init(largest, .number(1), .anyZero),
                .init(1, 0.84270079294971486934, 0.41510749742059470334),
                .init(-1, -0.84270079294971486934, 0.41510749742059470334),
                .init(deepError, 1, -errorTailSlope),
            ],
            "erfc": [
                .init(0, 1, -twoOverRootPi), .init(-0.0, 1, -twoOverRootPi), .init(infinity, .number(0), .anyZero),
                .init(-infinity, .number(2), .anyZero), .init(tiny, 1, -twoOverRootPi),
                .init(largest, .number(0), .anyZero), .init(-largest, .number(2), .anyZero),
                .init(1, 0.15729920705028513066, -0.41510749742059470334),
                .init(-1, 1.8427007929497148693, -0.41510749742059470334),
                .init(deepError, errorTail, errorTailSlope), .init(-deepError, 2, errorTailSlope),
            ],
            "normal_cdf": [
                .init(0, 0.5, density), .init(-0.0, 0.5, density), .init(infinity, .number(1), .anyZero),
                .init(-infinity, .number(0), .anyZero), .init(-subnormal, 0.5, density),
                .init(largest, .number(1), .anyZero), .init(-largest, .number(0), .anyZero),
                .init(1, 0.84134474606854294859, 0.2419707245191433498),
                .init(-1, 0.15865525393145705141, 0.2419707245191433498),
                .init(deepNormal, normalTail, normalDensity), .init(-deepNormal, 1, normalDensity),
            ],
            "log_normal_cdf": [
                .init(0, -ln2, rootTwoOverPi), .init(-0.0, -ln2, rootTwoOverPi),
                .init(infinity, .number(-0.0), .anyZero), .init(-infinity, -infinity, infinity),
                .init(tiny, -ln2, rootTwoOverPi), .init(largest, .number(-0.0), .anyZero),
                .init(-largest, -infinity, largest), .init(1, -0.17275377902344988953, 0.28759997093917836123),
                .init(-1, -1.8410216450092635058, 1.5251352761609812091),
                .init(-deepNormal, -normalTail, normalDensity),
            ],
            "gelu": [
                .init(0, 0, 0.5), .init(-0.0, -0.0, 0.5), .init(infinity, infinity, 1),
                .init(-infinity, .anyZero, .anyZero), .init(tiny, tiny, 0.5),
                .init(4 * tiny, 2 * tiny, 0.5), .init(-normal, -normal / 2, 0.5), .init(largest, largest, 1),
                .init(-largest, .anyZero, .anyZero), .init(1, 0.84134474606854294859, 1.0833154705876862984),
                .init(-1, -0.15865525393145705141, -0.083315470587686298383),
                .init(deepNormal, geluTail, geluTailSlope), .init(-deepNormal, -deepNormal, 1),
            ],
        ]
    }
}
