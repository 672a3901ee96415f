import Foundation
import LargeRegimes
import Tenure

// Our side of the table that stands beside other programs: rules and requests are written down for
// them, and what we take for the same is measured in the same run. `peers.py` does the rest.
//
// A decision by its codes is seven loads that wait for each other, 30 to 100 ns; a ruling with its
// explanation looks at a bit for each clause and facet, and then at the clauses that match.

/// `PeersBenchmark FOLDER`: writes the rules and `ours.json` into a folder.
@main
struct PeersCommand {
  /// How many rules are compared.
  static let sizes = [10, 100, 1_000, 10_000]

  static func main() throws {
    guard let folder = CommandLine.arguments.dropFirst().first else {
      preconditionFailure("PeersBenchmark must be given a folder")
    }
    let place = URL(filePath: folder)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    var figures: [String: [String: Double]] = [:]
    for size in sizes {
      let rules = PeerRules(clauses: size)
      let encoder = JSONEncoder()
      try encoder.encode(rules.exported()).write(to: place.appending(path: "rules-\(size).json"))
      figures["\(size)"] = try rules.measured()
    }
    figures["split"] = try PeerSplit().measured()
    try JSONEncoder().encode(figures).write(to: place.appending(path: "ours.json"))
  }
}
