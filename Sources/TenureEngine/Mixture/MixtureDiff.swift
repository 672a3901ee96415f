package import BigInt
package import TenureModel

/// What a regime and every mixture of it with another answer differently, all mixtures at once, and
/// how much of that each change is behind.
///
/// Whether a change is made is one more yes/no variable, behind those of situations. A clause that
/// a change takes out matches where the change is not made, one that it brings where it is:
///
///     data ── personal ──▶ actor ── agency ──▶ change 3 made?  ── no ──▶ same
///                                                              ── yes ─▶ change 7 made? …
///
/// So one diagram for each question says of each situation in which mixtures the answer is another
/// than before. At most a handful of changes matters in one situation, however many there are; what
/// is below the variables of situations is small, and each Shapley value of it is exact. They add
/// up over situations, because the value of a sum of games is the sum of the values.
///
/// It is bad at many changes that all meet in the same situations and settle nothing among them:
/// then there are too many combinations to tell apart, and the work is given up.
package struct MixtureDiff {
  /// What each change is behind, times `denominator`: of the situations that differ in any pillar,
  /// then of those of each pillar.
  package let shares: [[BigInt]]
  /// The common denominator of the shares.
  package let denominator: BigInt
  /// The number of situations that differ once all changes are made.
  package let flips: BigUInt
  /// The changes that make a difference to some answer in some mixture.
  package let moving: Set<Int>

  /// Works out all mixtures; nil if that would take more than the limit.
  ///
  /// - Parameters:
  ///   - before: The regime before.
  ///   - after: The regime after.
  ///   - former: The clauses before that a change touches.
  ///   - mixed: All clauses of mixtures; those without presence are in the regime before, too.
  ///   - changes: How many changes there are.
  ///   - day: The day at which all are asked; nil for all days.
  ///   - stateLimit: The most states of one walk; of nodes eight times as many are made.
  package init?(
    from before: RegimeEngine, to after: RegimeEngine, former: [RegimeClause],
    mixed: [MixtureClause], changes: Int, at day: Day?, stateLimit: Int
  ) {
    let table = Self.table(before, former, mixed)
    let analysis = Analysis(
      regimes: [before.regime, before.regime], table: table,
      survey: before.survey.union(after.survey), day: day, switches: changes,
      nodeLimit: stateLimit * 16)
    let core = DiffCore(
      before, after, table, ChangeTest(between: before.regime, and: before.regime), analysis,
      limit: DiffCore.Limit(states: stateLimit, nodes: stateLimit * 8))
    if core.isGivenUp || analysis.isExhausted { return nil }

    let store = analysis.store
    moving = Set(
      core.differences.flatMap { store.support(of: $0.ref) }.map { $0 - analysis.firstSwitch }
        .filter { $0 >= 0 })
    var games: [Ref] = []
    var anywhere = Ref.no
    for pillar in Pillar.allCases {
      let differs = core.differing(in: pillar)
      games.append(differs)
      anywhere = store.or(anywhere, differs)
      if store.nodeCount > stateLimit * 8 || store.isExhausted { return nil }
    }
    let values = SwitchGames(store, firstSwitch: analysis.firstSwitch, count: changes)
    denominator = BigInt(values.denominator)
    var shares = Array(repeating: [BigInt](), count: changes)
    var flips: BigUInt = 0
    for (position, game) in ([anywhere] + games).enumerated() {
      var sums = Array(repeating: BigInt(0), count: changes)
      for (rest, count) in core.counter.arrivals(game, in: store) where rest != .no {
        let weight = BigInt(count)
        for (change, share) in values.shares(of: rest) { sums[change] += weight * BigInt(share) }
        if position == 0, values.isWon(rest) { flips += count }
      }
      for change in sums.indices { shares[change].append(sums[change]) }
    }
    self.shares = shares
    self.flips = flips
  }

  /// The clauses before on the first side, those of all mixtures on the second, without those that
  /// no change is near.
  private static func table(
    _ before: RegimeEngine, _ former: [RegimeClause], _ mixed: [MixtureClause]
  ) -> ClauseTable {
    let vocabulary = before.regime.vocabulary
    let touched = former + mixed.filter { !$0.presence.isEmpty }.map(\.clause)
    let conditions = Set(touched.map { $0.clause.condition(in: vocabulary) })
    let isWhole = conditions.count * 4 > before.clauses.count
    let mayMeet = ChangeNeighbourhood.test(near: conditions, in: vocabulary)
    var entries = former.map { MixtureClause($0).entry(on: .before) }
    for member in mixed {
      let clause = member.clause.clause
      guard member.presence.isEmpty else {
        entries.append(member.entry(on: .after))
        continue
      }
      // A red line for any body speaks of those that some clause names.
      if isWhole || clause.pillar == .governance || mayMeet(clause.condition(in: vocabulary)) {
        entries.append(member.entry(on: .both))
      }
    }
    return ClauseTable(entries: entries)
  }
}
