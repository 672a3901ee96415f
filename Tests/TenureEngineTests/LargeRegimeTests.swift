import BigInt
import TenureEngine
import TenureModel
import TenureTestSupport
import Testing

/// Comparisons of regimes that are too large to be asked situation by situation, held against the
/// diagrams of both.
struct LargeRegimeTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the same in other words is equivalent`(seed: UInt64) throws {
    let regime = SevenFacets.make(seed: seed, clauses: 150)
    let other = SevenFacets.restructured(regime, seed: seed)
    #expect(other.clauses.count > 200)
    let diff = try RegimeDiff.compare(RegimeEngine(regime), RegimeEngine(other))
    #expect(diff.relation == .equivalent, "seed \(seed)")
    #expect(diff.differing == 0 && diff.total > 0, "seed \(seed)")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a piece that says the opposite is counted`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let regime = SevenFacets.restructured(SevenFacets.make(seed: seed, clauses: 150), seed: seed)
    let clause = random.int(0...regime.clauses.count - 1)
    try expectCountsOfDiagrams(
      regime, LargeRegime.amended(regime, clause: clause), "seed \(seed), clause \(clause)")
  }

  /// Each leaf that clauses tell apart is a level of the diagram of its own: of so many levels
  /// nothing is kept for each pair of them.
  @Test func `hundreds of questions about one set are counted`() throws {
    let leaves = 400
    let before = RegimeEngine(WideSet.regime(leaves: leaves, isAmended: false))
    let after = RegimeEngine(WideSet.regime(leaves: leaves, isAmended: true))
    let diff = try RegimeDiff.compare(before, after)
    // With all leaves the narrower permission stands; with the even ones alone nothing permitted.
    let sets = BigUInt(1) << leaves
    let actions = diff.total / sets
    #expect(diff.total == actions * sets)
    #expect(diff.differing == actions * ((BigUInt(1) << (leaves / 2)) - 1))
    #expect(diff.relation == .narrower)
  }

  @Test(arguments: [0, 37, 74, 111, 148])
  func `an amendment among many clauses is counted`(clause: Int) throws {
    let regime = LargeRegime.make(seed: 1, clauses: 150)
    let amended = LargeRegime.amended(regime, clause: clause)
    try expectCountsOfDiagrams(regime, amended, "clause \(clause)")
  }

  /// Expects that what changes into and out of each verdict is what the counts of two diagrams
  /// differ by.
  private func expectCountsOfDiagrams(
    _ before: Regime, _ after: Regime, _ what: String
  ) throws {
    let engines = [before, after].map { RegimeEngine($0) }
    let diff = try RegimeDiff.compare(engines[0], engines[1])
    var moved: [Verdict: BigInt] = [:]
    for shift in diff.shifts {
      guard case .verdict(let old, let new) = shift.subject else { continue }
      moved[old, default: 0] -= BigInt(shift.count)
      moved[new, default: 0] += BigInt(shift.count)
    }
    let counts = engines.map { RulingDiagram($0).counts() }
    for counts in counts { #expect(counts.values.reduce(0, +) == diff.total, "\(what)") }
    for verdict in Set(counts.flatMap(\.keys)).union(moved.keys) {
      let change = BigInt(counts[1][verdict] ?? 0) - BigInt(counts[0][verdict] ?? 0)
      #expect(moved[verdict] ?? 0 == change, "\(what): \(verdict)")
    }
  }
}
