// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "embedding",
  dependencies: [.package(name: "tenure", path: "../..")],
  targets: [
    .executableTarget(
      name: "Embedding",
      dependencies: [
        .product(name: "Tenure", package: "tenure"),
        // Reads git; a program whose documents come from elsewhere needs `Tenure` alone.
        .product(name: "TenureHistory", package: "tenure"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)])
  ]
)
