// swift-tools-version: 6.3

import PackageDescription

// Benchmarks are a package of their own: nobody who uses the framework builds them. Run one with
// `swift run -c release DocumentsBenchmark`.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "tenure", path: "../.."),
    // The peer that the parser is compared with, in the same run.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .executableTarget(
      name: "DocumentsBenchmark",
      dependencies: [
        .product(name: "Tenure", package: "tenure"), .product(name: "Yams", package: "Yams"),
      ])
  ]
)
