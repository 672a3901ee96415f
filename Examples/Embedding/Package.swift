// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let model: Target.Dependency = .product(name: "TenureModel", package: "tenure")
let measures: Target.Dependency = .product(name: "TenureMeasures", package: "tenure")
let tenure: Target.Dependency = .product(name: "Tenure", package: "tenure")
// Reads git; a program whose documents come from elsewhere needs `Tenure` alone.
let history: Target.Dependency = .product(name: "TenureHistory", package: "tenure")

/// The smallest whole program for a library: what the library's documentation shows.
func firstStep(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Sources/FirstSteps/\(name)",
    swiftSettings: settings)
}

let package = Package(
  name: "embedding",
  dependencies: [.package(name: "tenure", path: "../..")],
  targets: [
    .executableTarget(
      name: "Embedding", dependencies: [tenure, history], swiftSettings: settings),
    firstStep("Model", [model]),
    firstStep("Money", [measures, model]),
    firstStep("Rulings", [tenure]),
    firstStep("Questions", [tenure]),
    firstStep("Documents", [tenure]),
    firstStep("History", [tenure, history]),
  ]
)
