import TenureMeasures
import TenureModel

/// Amounts that everybody splits to the cent among the same four, by largest remainder; of equal
/// remainders the first counts.
struct PeerSplit {
  /// How many amounts; `peers` makes the same ones.
  private static let count = 10_000_000
  private static let weights = [("a", 4_800), ("b", 2_700), ("c", 1_733), ("d", 767)]

  /// What we take for all of them in microseconds, and what each of the four has in the end.
  func measured() throws -> [String: Double] {
    let amounts = (0..<Self.count).map { $0 * 2_654_435_761 % 1_000_003 }
    let split = try CompiledSplit(
      Self.weights.map { Apportionment.Weight($0.0, Rational($0.1)) })
    var totals: [Int] = []
    let spent = try PeerRules.microseconds { totals = try split.totals(of: amounts) }
    var figures = ["all": spent]
    for (weight, total) in zip(Self.weights, totals) { figures[weight.0] = Double(total) }
    return figures
  }
}
