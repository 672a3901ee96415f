// swift-tools-version: 6.3

import PackageDescription

// What every target of the repository is built with.
let houseSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

// The differential campaign: random regimes through every path that answers, the reference
// interpreter as the judge. `make campaign` runs it.
//
// The sources of the modules are links to those of the repository. So the campaign sees what is
// `package`, as the tests do, and builds no more than it needs.
let package = Package(
  name: "campaign",
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1")
  ],
  targets: [
    .target(name: "TenureModel", swiftSettings: houseSettings),
    .target(
      name: "TenureReference",
      dependencies: ["TenureModel", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: houseSettings),
    .target(
      name: "TenureEngine",
      dependencies: ["TenureModel", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: houseSettings),
    .target(
      name: "TenureMeasures",
      dependencies: ["TenureModel", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: houseSettings),
    .target(
      name: "TenureDocuments", dependencies: ["TenureMeasures", "TenureModel"],
      swiftSettings: houseSettings),
    .target(name: "CProcess"),
    .target(name: "TenureThreads", dependencies: ["CProcess"], swiftSettings: houseSettings),
    .target(name: "CSQLite"),
    .target(
      name: "TenureSQLite", dependencies: ["CSQLite"],
      swiftSettings: houseSettings + [.strictMemorySafety()]),
    .target(
      name: "TenurePopulation",
      dependencies: [
        "TenureDocuments", "TenureEngine", "TenureModel", "TenureSQLite", "TenureThreads",
      ],
      swiftSettings: houseSettings),
    .target(
      name: "RulebookPlugin", dependencies: ["TenureModel"], swiftSettings: houseSettings),
    .target(
      name: "TenureTestSupport",
      dependencies: ["TenureDocuments", "TenureModel", "TenureReference"],
      swiftSettings: houseSettings),
    .executableTarget(
      name: "campaign",
      dependencies: [
        "RulebookPlugin", "TenureDocuments", "TenureEngine", "TenureModel", "TenurePopulation",
        "TenureReference", "TenureSQLite", "TenureTestSupport",
        .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    // A dozen pieces of work, each alone, for counts of instructions: `make instructions`.
    .executableTarget(
      name: "kernels",
      dependencies: [
        "RulebookPlugin", "TenureDocuments", "TenureEngine", "TenureMeasures", "TenureModel",
        "TenureTestSupport",
      ],
      swiftSettings: houseSettings),
  ],
  swiftLanguageModes: [.v6]
)
