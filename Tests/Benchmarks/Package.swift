// swift-tools-version: 6.3

import PackageDescription

// Benchmarks are a package of their own: nobody who uses the framework builds them. `make bench`
// runs all programs.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "tenure", path: "../.."),
    // The peer that the parser is compared with, in the same run.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // All figures that have a target, in one table.
    .executableTarget(
      name: "benchmarks",
      dependencies: ["LargeRegimes", .product(name: "Tenure", package: "tenure")]),
    // The parser beside the usual YAML library.
    .executableTarget(
      name: "DocumentsBenchmark",
      dependencies: [
        .product(name: "Tenure", package: "tenure"), .product(name: "Yams", package: "Yams"),
      ]),
    // Exact indices of voting power beside their targets.
    .executableTarget(
      name: "PowersBenchmark",
      dependencies: [.product(name: "TenureMeasures", package: "tenure")]),
    // Splits, inequality and games on millions of amounts.
    .executableTarget(
      name: "MeasuresBenchmark",
      dependencies: [
        .product(name: "TenureMeasures", package: "tenure"),
        .product(name: "TenureModel", package: "tenure"),
      ]),
    // Rulings on coded input, one by one and in batches.
    .executableTarget(
      name: "BatchBenchmark",
      dependencies: ["LargeRegimes", .product(name: "Tenure", package: "tenure")]),
    // Our side of the table beside other programs; `peers.py` has theirs.
    .executableTarget(
      name: "PeersBenchmark",
      dependencies: [
        "LargeRegimes", .product(name: "Tenure", package: "tenure"),
        .product(name: "TenureMeasures", package: "tenure"),
        .product(name: "TenureModel", package: "tenure"),
        .product(name: "TenurePopulation", package: "tenure"),
      ]),
    // Random regimes. The files are those of the tests (links to Tests/Support), because a package
    // cannot see the test targets of another, and their generator is no product for users.
    .target(
      name: "LargeRegimes", dependencies: [.product(name: "TenureModel", package: "tenure")]),
  ]
)
