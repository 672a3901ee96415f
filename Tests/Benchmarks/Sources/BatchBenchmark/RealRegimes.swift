import Foundation
import LargeRegimes
import Tenure

/// The regimes of the example repository, with random situations.
struct RealRegimes {
  private struct Folder: DocumentSource {
    let root: URL

    func bytes(of path: String) throws -> [UInt8]? {
      try? [UInt8](Data(contentsOf: root.appending(path: path)))
    }

    func names(in folder: String) throws -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path))
        ?? []
    }
  }

  /// The day at which they are asked.
  static let day = Day(number: 20_450)

  let engines: [RegimeEngine]

  /// Loads all regimes of a folder.
  init(_ path: String) throws {
    let loader = RegimeLoader(
      source: Folder(root: URL(fileURLWithPath: path)), plugins: Plugins.builtIn)
    engines = try loader.regimeNames().sorted().compactMap { name in
      try loader.regime(name).value.map { RegimeEngine($0.regime) }
    }
  }

  /// A random situation of a vocabulary.
  static func situation(
    in vocabulary: Vocabulary, using random: inout SplitMix64
  ) -> TotalSituation {
    TotalSituation(
      vocabulary.facets.map { facet in
        switch facet.kind {
        case .term(let taxonomy):
          return .term(leaf: random.int(0...vocabulary[taxonomy].leafCount - 1))
        case .set(let taxonomy):
          let count = vocabulary[taxonomy].leafCount
          let leaves = (0..<random.int(0...2)).map { _ in random.int(0...count - 1) }
          return .set(LeafSet(Set(leaves).sorted()))
        case .flag: return .flag(random.chance(50))
        case .quantity:
          let limit = [10, 1_000, 100_000, 10_000_000][random.int(0...3)]
          return .quantity(ExactDecimal(random.int(0...limit)))
        case .date: return .date(day)
        }
      })
  }
}
