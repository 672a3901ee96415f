// swift-tools-version: 6.3

import PackageDescription

// Fuzzers for every parser, with libFuzzer, which comes with Swift. `make fuzz` builds them with
// `-sanitize=fuzzer,address` and `-enable-testing`, so that what is internal can be reached.
let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "tenure", path: "../..")],
  targets: [
    // The one function of libFuzzer that a program with its own `main` calls.
    .target(name: "CLibFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CLibFuzzer",
        .product(name: "Tenure", package: "tenure"),
        .product(name: "TenureCommand", package: "tenure"),
        .product(name: "TenureConstitution", package: "tenure"),
        .product(name: "TenureHistory", package: "tenure"),
        .product(name: "TenurePopulation", package: "tenure"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
