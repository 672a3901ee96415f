// swift-tools-version: 6.3

import PackageDescription

// House settings: every target is built with the features that the language is moving to, and no
// warning is left standing.
let houseSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

// Where C is called, unsafe code must also say that it is.
let systemSettings = houseSettings + [.strictMemorySafety()]

let package = Package(
  name: "tenure",
  products: [
    .executable(name: "tenure", targets: ["TenureTool"]),
    .library(name: "Tenure", targets: ["Tenure"]),
    .library(name: "TenureHistory", targets: ["TenureHistory"]),
    .library(name: "TenureConstitution", targets: ["TenureConstitution"]),
    .library(name: "TenureModel", targets: ["TenureModel"]),
    .library(name: "TenureMeasures", targets: ["TenureMeasures"]),
    .library(name: "TenurePopulation", targets: ["TenurePopulation"]),
    .library(name: "TenureCommand", targets: ["TenureCommand"]),
    .library(name: "TenureTesting", targets: ["TenureTesting"]),
  ],
  dependencies: [
    // Reads the command line's arguments, prints its help and its completions.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Counts of situations pass any machine word.
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
    // Checks and makes the signatures of approvals.
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    // The usual YAML library: the oracle that our own parser is tested against. Tests only.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // The core: pure, no input or output, no Foundation.
    .target(name: "TenureModel", swiftSettings: houseSettings),
    .target(
      name: "TenureReference",
      dependencies: ["TenureModel", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: houseSettings),
    .target(
      name: "TenureEngine",
      dependencies: ["TenureModel", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: houseSettings),
    // Money, games, inequality and power: pure functions, exact.
    .target(
      name: "TenureMeasures",
      dependencies: ["TenureModel", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: houseSettings),

    // Work that several threads share. What the system knows of threads and memory, and Swift's
    // module of it does not say, is in C.
    .target(name: "CProcess"),
    .target(name: "TenureThreads", dependencies: ["CProcess"], swiftSettings: houseSettings),

    // From documents to regimes, and from git to documents.
    .target(
      name: "TenureDocuments", dependencies: ["TenureMeasures", "TenureModel"],
      swiftSettings: houseSettings),
    // Its headers are needed to build, and the library only where a repository is not plain.
    .target(name: "CLibgit2"),
    .target(
      name: "TenureHistory",
      dependencies: [
        "CLibgit2", "TenureDocuments", "TenureEngine", "TenureModel", "TenureThreads",
      ],
      swiftSettings: systemSettings),

    // Populations: tables of situations, ruled here or by the SQL of an engine.
    // Its header is needed to build, and the library only where a population is a database.
    .target(name: "CSQLite"),
    .target(name: "TenureSQLite", dependencies: ["CSQLite"], swiftSettings: systemSettings),
    .target(
      name: "TenurePopulation",
      dependencies: [
        "TenureDocuments", "TenureEngine", "TenureMeasures", "TenureModel", "TenureSQLite",
        "TenureThreads",
      ],
      swiftSettings: houseSettings),

    // Plugins: a target each, which depends on the model alone.
    .target(
      name: "RulebookPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Shared/Rulebook", swiftSettings: houseSettings),
    .target(
      name: "WaterfallPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Distribution/Waterfall", swiftSettings: houseSettings),
    .target(
      name: "ContributionPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Distribution/Contribution", swiftSettings: houseSettings),
    .target(
      name: "DividendPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Distribution/Dividend", swiftSettings: houseSettings),
    .target(
      name: "AssemblyPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Governance/Assembly", swiftSettings: houseSettings),
    .target(
      name: "AuthorityPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Governance/Authority", swiftSettings: houseSettings),
    .target(
      name: "PolycentricPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Governance/Polycentric", swiftSettings: houseSettings),
    .target(
      name: "PilotPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Governance/Pilot", swiftSettings: houseSettings),
    .target(
      name: "CollectorTitlePlugin", dependencies: ["TenureModel"],
      path: "Plugins/Property/CollectorTitle", swiftSettings: houseSettings),
    .target(
      name: "CommonsTitlePlugin", dependencies: ["TenureModel"],
      path: "Plugins/Property/CommonsTitle", swiftSettings: houseSettings),
    .target(
      name: "PublicDomainPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Property/PublicDomain", swiftSettings: houseSettings),
    .target(
      name: "SubjectTitlePlugin", dependencies: ["TenureModel"],
      path: "Plugins/Property/SubjectTitle", swiftSettings: houseSettings),
    .target(
      name: "ThreeRightsPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Property/ThreeRights", swiftSettings: houseSettings),
    .target(
      name: "ConsentGatePlugin", dependencies: ["TenureModel"],
      path: "Plugins/Circulation/ConsentGate", swiftSettings: houseSettings),
    .target(
      name: "ExchangePlugin", dependencies: ["TenureModel"],
      path: "Plugins/Circulation/Exchange", swiftSettings: houseSettings),
    .target(
      name: "GradedExportPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Circulation/GradedExport", swiftSettings: houseSettings),
    .target(
      name: "OpenByDefaultPlugin", dependencies: ["TenureModel"],
      path: "Plugins/Circulation/OpenByDefault", swiftSettings: houseSettings),

    // For the tests of plugins: what each of them owes.
    .target(
      name: "TenureTesting", dependencies: ["TenureDocuments", "TenureMeasures", "TenureModel"],
      swiftSettings: houseSettings),

    // What people use: one import for embedders, the reports, the command line.
    .target(
      name: "Tenure",
      dependencies: [
        "TenureModel", "TenureEngine", "TenureMeasures", "TenureDocuments", "RulebookPlugin",
        "WaterfallPlugin", "ContributionPlugin", "DividendPlugin",
        "AssemblyPlugin", "AuthorityPlugin", "PolycentricPlugin", "PilotPlugin",
        // Property and circulation.
        "CollectorTitlePlugin", "CommonsTitlePlugin", "PublicDomainPlugin", "SubjectTitlePlugin",
        "ThreeRightsPlugin", "ConsentGatePlugin", "ExchangePlugin", "GradedExportPlugin",
        "OpenByDefaultPlugin", .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    // Who may change the law: keys, approvals, and the verifier of a history.
    .target(
      name: "TenureConstitution",
      dependencies: [
        "Tenure", "TenureDocuments", "TenureEngine", "TenureHistory", "TenureMeasures",
        "TenureModel", "TenureThreads",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: systemSettings),

    .target(
      name: "TenureReport",
      dependencies: [
        "Tenure", "TenureModel", "TenureEngine", "TenureMeasures", "TenureDocuments",
        "TenurePopulation",
        .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    .target(
      name: "TenureCommand",
      dependencies: [
        "Tenure", "TenureConstitution", "TenureHistory", "TenureMeasures", "TenurePopulation",
        "TenureReference", "TenureReport", "TenureThreads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: houseSettings),
    .executableTarget(
      name: "TenureTool", dependencies: ["Tenure", "TenureCommand"], swiftSettings: houseSettings),

    // The handbook: no code, only its documentation catalog.
    .target(
      name: "TenureHandbook", path: "Docs", exclude: ["DesignNotes"], swiftSettings: houseSettings),

    // Tests, and what they share: random regimes from a seed, and the slow way to every answer.
    .target(
      name: "TenureTestSupport",
      dependencies: ["TenureDocuments", "TenureModel", "TenureReference"],
      path: "Tests/Support", swiftSettings: houseSettings),
    .testTarget(
      name: "TenureReferenceTests",
      dependencies: [
        "TenureModel", "TenureReference", "TenureTestSupport",
        .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "RulebookTests",
      dependencies: [
        "RulebookPlugin", "TenureDocuments", "TenureModel", "TenureReference",
        "TenureTestSupport",
      ],
      exclude: ["Cases"], swiftSettings: houseSettings),
    .testTarget(
      name: "PolicyPluginTests",
      dependencies: ["Tenure", "TenureTestSupport"],
      exclude: ["Cases"], swiftSettings: houseSettings),
    .testTarget(
      name: "TenureTestingTests",
      dependencies: ["Tenure", "TenureModel", "TenureTesting"], swiftSettings: houseSettings),
    .testTarget(
      name: "TenureLoadingTests", dependencies: ["Tenure"], exclude: ["Cases"],
      swiftSettings: houseSettings),
    .testTarget(
      name: "TenureComparisonTests",
      dependencies: [
        "Tenure", "TenureEngine", "TenureMeasures", "TenureModel", "TenureReference",
        "TenureTestSupport", .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "TenureEngineTests",
      dependencies: [
        "TenureEngine", "TenureModel", "TenureReference", "TenureTestSupport",
        .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "TenureMeasuresTests",
      dependencies: [
        "TenureMeasures", "TenureModel", "TenureTestSupport",
        .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "TenurePowersTests",
      dependencies: [
        "TenureMeasures", "TenureModel", "TenureTestSupport",
        .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "TenureDocumentsTests",
      dependencies: ["TenureDocuments", "TenureModel", .product(name: "Yams", package: "Yams")],
      exclude: ["Cases"], swiftSettings: houseSettings),
    .testTarget(
      name: "TenureReportTests",
      dependencies: [
        "TenureMeasures", "TenureModel", "TenureReport",
        .product(name: "BigInt", package: "BigInt"),
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "TenureCommandTests",
      dependencies: [
        "Tenure", "TenureCommand", "TenureDocuments", "TenureModel", "TenureReference",
        "TenureReport", "TenureTestSupport", "TenureTool",
      ],
      exclude: ["Snapshots"], swiftSettings: houseSettings),
    .testTarget(
      name: "TenureHistoryTests",
      dependencies: [
        "Tenure", "TenureDocuments", "TenureEngine", "TenureHistory", "TenureModel",
        "TenureTestSupport",
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "TenureConstitutionTests",
      dependencies: [
        "Tenure", "TenureConstitution", "TenureHistory", "TenureModel", "TenureTestSupport",
      ],
      exclude: ["Corpus"], swiftSettings: houseSettings),
    .testTarget(
      name: "TenureThreadsTests", dependencies: ["TenureThreads"], swiftSettings: houseSettings),
    .testTarget(
      name: "TenurePopulationTests",
      dependencies: [
        "CSQLite", "TenureEngine", "TenureMeasures", "TenureModel", "TenurePopulation",
        "TenureReference", "TenureSQLite", "TenureTestSupport",
      ],
      swiftSettings: houseSettings),
    .testTarget(
      name: "RepositoryTests", exclude: ["rules.txt"], swiftSettings: houseSettings),
  ],
  swiftLanguageModes: [.v6]
)
