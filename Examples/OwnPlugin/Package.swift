// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "own-plugin",
  dependencies: [.package(name: "tenure", path: "../..")],
  targets: [
    // The plugin depends on the model alone.
    .target(
      name: "ConsentTablePlugin",
      dependencies: [.product(name: "TenureModel", package: "tenure")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    // A host that has it beside the plugins that come with Tenure.
    .executableTarget(
      name: "Host",
      dependencies: ["ConsentTablePlugin", .product(name: "Tenure", package: "tenure")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ]
)
