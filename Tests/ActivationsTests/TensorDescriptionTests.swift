import Testing

@testable import Activations

/// What `str` of NumPy 2.4 prints.
@Suite struct TensorDescriptionTests {
    @Test func numbersLineUp() {
        #expect(Tensor<Float>([1, 2, 3]).description == "[1. 2. 3.]")
        #expect(
            ([[1, 2.5], [-3, 4]] as Tensor<Float>).description == """
                [[ 1.   2.5]
                 [-3.   4. ]]
                """)
        #expect(Tensor<Float>([0.1, 0.25, 100]).description == "[  0.1    0.25 100.  ]")
        #expect(Tensor<Double>([1.0 / 3, 2.0 / 3, 1]).description == "[0.33333333 0.66666667 1.        ]")
        #expect(Tensor<Float>([1.0 / 3, 2.0 / 3, 1]).description == "[0.33333334 0.6666667  1.        ]")
        #expect(Tensor<Float>([0.012345675, 0.98765432]).description == "[0.01234568 0.9876543 ]")
        #expect(Tensor<Float>([1e-5, 1]).description == "[1.e-05 1.e+00]")
        #expect(Tensor<Float>([123456, 0.5, -2]).description == "[ 1.23456e+05  5.00000e-01 -2.00000e+00]")
        #expect(Tensor<Double>([1e8, 0, -1.5e-300]).description == "[ 1.0e+008  0.0e+000 -1.5e-300]")
        #expect(Tensor<Float>([1e6, 1e5]).description == "[1.e+06 1.e+05]")
        #expect(Tensor<Double>([1e6, 1e5]).description == "[1000000.  100000.]")
        #expect(Tensor<Double>([999.9999999999, 1]).description == "[1000.    1.]")
        #expect(Tensor<Double>([0.999999999999, 0.5]).description == "[1.  0.5]")
        #expect(Tensor<Double>([9.9999999999e10]).description == "[1.e+11]")
        #expect(Tensor<Float>([.nan, 1, -.infinity]).description == "[ nan   1. -inf]")
        #expect(Tensor<Float>([.nan, .infinity]).description == "[nan inf]")
        #expect(Tensor<Double>([.nan, 1e-9, .infinity]).description == "[   nan 1.e-09    inf]")
        #expect(Tensor<Float>([1e-5, 1.2345678]).description == "[9.9999997e-06 1.2345678e+00]")
        #expect(Tensor<Float>([0, -0.0]).description == "[ 0. -0.]")
        #expect(
            Tensor<Float>([.leastNonzeroMagnitude, .greatestFiniteMagnitude]).description
                == "[1.4012985e-45 3.4028235e+38]")
        #expect(Tensor<Int>([1, -20, 300]).description == "[  1 -20 300]")
        #expect(Tensor<Float>([]).description == "[]")
        #expect(
            Tensor<Double>([0.12345678, 0.5, 0.12345678, 0.5, 0.12345678, 0.5, 0.12345678, 0.5]).description == """
                [0.12345678 0.5        0.12345678 0.5        0.12345678 0.5
                 0.12345678 0.5       ]
                """)
        #expect(Tensor<Float>([1.5, 2]).row(0).description == "1.5")
        #expect(Tensor([true, false]).description == "[ true false]")
    }

    @Test(arguments: [
        (
            [3, 4],
            """
            [[0.  0.5 1.  1.5]
             [2.  2.5 3.  3.5]
             [4.  4.5 5.  5.5]]
            """
        ),
        (
            [2, 2, 3],
            """
            [[[0.  0.5 1. ]
              [1.5 2.  2.5]]

             [[3.  3.5 4. ]
              [4.5 5.  5.5]]]
            """
        ),
        (
            [2, 1, 2, 2],
            """
            [[[[0.  0.5]
               [1.  1.5]]]


             [[[2.  2.5]
               [3.  3.5]]]]
            """
        ),
        (
            [30],
            """
            [ 0.   0.5  1.   1.5  2.   2.5  3.   3.5  4.   4.5  5.   5.5  6.   6.5
              7.   7.5  8.   8.5  9.   9.5 10.  10.5 11.  11.5 12.  12.5 13.  13.5
             14.  14.5]
            """
        ),
        (
            [1001],
            """
            [  0.    0.5   1.  ... 499.  499.5 500. ]
            """
        ),
        (
            [8, 200],
            """
            [[0.000e+00 5.000e-01 1.000e+00 ... 9.850e+01 9.900e+01 9.950e+01]
             [1.000e+02 1.005e+02 1.010e+02 ... 1.985e+02 1.990e+02 1.995e+02]
             [2.000e+02 2.005e+02 2.010e+02 ... 2.985e+02 2.990e+02 2.995e+02]
             ...
             [5.000e+02 5.005e+02 5.010e+02 ... 5.985e+02 5.990e+02 5.995e+02]
             [6.000e+02 6.005e+02 6.010e+02 ... 6.985e+02 6.990e+02 6.995e+02]
             [7.000e+02 7.005e+02 7.010e+02 ... 7.985e+02 7.990e+02 7.995e+02]]
            """
        ),
        (
            [200, 8],
            """
            [[0.000e+00 5.000e-01 1.000e+00 ... 2.500e+00 3.000e+00 3.500e+00]
             [4.000e+00 4.500e+00 5.000e+00 ... 6.500e+00 7.000e+00 7.500e+00]
             [8.000e+00 8.500e+00 9.000e+00 ... 1.050e+01 1.100e+01 1.150e+01]
             ...
             [7.880e+02 7.885e+02 7.890e+02 ... 7.905e+02 7.910e+02 7.915e+02]
             [7.920e+02 7.925e+02 7.930e+02 ... 7.945e+02 7.950e+02 7.955e+02]
             [7.960e+02 7.965e+02 7.970e+02 ... 7.985e+02 7.990e+02 7.995e+02]]
            """
        ),
        (
            [2, 7, 100],
            """
            [[[0.000e+00 5.000e-01 1.000e+00 ... 4.850e+01 4.900e+01 4.950e+01]
              [5.000e+01 5.050e+01 5.100e+01 ... 9.850e+01 9.900e+01 9.950e+01]
              [1.000e+02 1.005e+02 1.010e+02 ... 1.485e+02 1.490e+02 1.495e+02]
              ...
              [2.000e+02 2.005e+02 2.010e+02 ... 2.485e+02 2.490e+02 2.495e+02]
              [2.500e+02 2.505e+02 2.510e+02 ... 2.985e+02 2.990e+02 2.995e+02]
              [3.000e+02 3.005e+02 3.010e+02 ... 3.485e+02 3.490e+02 3.495e+02]]

             [[3.500e+02 3.505e+02 3.510e+02 ... 3.985e+02 3.990e+02 3.995e+02]
              [4.000e+02 4.005e+02 4.010e+02 ... 4.485e+02 4.490e+02 4.495e+02]
              [4.500e+02 4.505e+02 4.510e+02 ... 4.985e+02 4.990e+02 4.995e+02]
              ...
              [5.500e+02 5.505e+02 5.510e+02 ... 5.985e+02 5.990e+02 5.995e+02]
              [6.000e+02 6.005e+02 6.010e+02 ... 6.485e+02 6.490e+02 6.495e+02]
              [6.500e+02 6.505e+02 6.510e+02 ... 6.985e+02 6.990e+02 6.995e+02]]]
            """
        ),
        (
            [1001, 1],
            """
            [[  0. ]
             [  0.5]
             [  1. ]
             ...
             [499. ]
             [499.5]
             [500. ]]
            """
        ),
    ]) func gridsBreakAndShorten(shape: [Int], text: String) throws {
        let count = shape.reduce(1, *)
        #expect(try Tensor(shape: shape, scalars: (0..<count).map { Double($0) * 0.5 }).description == text)
    }
}
