// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "embedded-rulings",
  dependencies: [.package(name: "tenure", path: "../..")],
  targets: [
    .executableTarget(
      name: "EmbeddedRulings",
      dependencies: [.product(name: "Tenure", package: "tenure")],
      swiftSettings: [.treatAllWarnings(as: .error)])
  ]
)
