// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "swift-activations",
    products: [
        .library(name: "Activations", targets: ["Activations", "TensorFiles"]),
        .library(name: "activations", type: .dynamic, targets: ["Activations"]),
        .executable(name: "activate", targets: ["activate"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV.git", from: "0.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenBLAS",
            path: "Modules/COpenBLAS",
            pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
        .target(name: "CKernels"),
        .target(name: "CActivations"),
        .target(name: "Activations", dependencies: ["CKernels", "CActivations", "COpenBLAS"]),
        .target(name: "TensorFiles", dependencies: ["Activations", "SwiftCSV"]),
        .executableTarget(
            name: "activate",
            dependencies: [
                "Activations", "TensorFiles", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "activateTests", dependencies: ["activate", "TensorFiles"]),
        .testTarget(name: "MainJobTests", dependencies: ["Activations", "TensorFiles"]),
        .testTarget(name: "TensorFilesTests", dependencies: ["TensorFiles"]),
        .target(
            name: "CHashing", dependencies: ["CKernels"], path: "Tests/CHashing", exclude: ["build.sh", "program.c"]),
        .target(name: "COracle", path: "Tests/COracle", linkerSettings: [.linkedLibrary("m")]),
        .testTarget(
            name: "ActivationsTests", dependencies: ["Activations", "CKernels", "CHashing", "COracle"],
            exclude: ["hashes.txt"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu17
)
