// swift-tools-version: 6.3

import PackageDescription

// The smallest whole program for each library: what their documentation shows.
let package = Package(
  name: "first-steps",
  dependencies: [.package(name: "tenure", path: "../..")],
  targets: [
    .executableTarget(
      name: "Model", dependencies: [.product(name: "TenureModel", package: "tenure")]),
    .executableTarget(
      name: "Money",
      dependencies: [
        .product(name: "TenureMeasures", package: "tenure"),
        .product(name: "TenureModel", package: "tenure"),
      ]),
    .executableTarget(
      name: "Rulings", dependencies: [.product(name: "Tenure", package: "tenure")]),
    .executableTarget(
      name: "Questions", dependencies: [.product(name: "Tenure", package: "tenure")]),
    .executableTarget(
      name: "Documents", dependencies: [.product(name: "Tenure", package: "tenure")]),
    .executableTarget(
      name: "History",
      dependencies: [
        .product(name: "Tenure", package: "tenure"),
        .product(name: "TenureHistory", package: "tenure"),
      ]),
  ]
)
