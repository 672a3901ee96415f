// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "hello-policy",
  dependencies: [.package(name: "tenure", path: "../..")],
  targets: [
    // The plugin depends on the model alone.
    .target(
      name: "HelloPolicy",
      dependencies: [.product(name: "TenureModel", package: "tenure")], swiftSettings: settings),
    // The command line of an organisation: all of `tenure`, and the plugin.
    .executableTarget(
      name: "hello",
      dependencies: [
        "HelloPolicy",
        .product(name: "Tenure", package: "tenure"),
        .product(name: "TenureCommand", package: "tenure"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HelloPolicyTests",
      dependencies: ["HelloPolicy", .product(name: "TenureTesting", package: "tenure")],
      swiftSettings: settings),
  ]
)
