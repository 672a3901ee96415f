package import TenureModel
import TenureReference

/// What differs between two regimes of one vocabulary, found by ruling in every situation that some
/// clause of either side tells apart.
package struct BruteForceDiff: Sendable {
  /// How the second regime stands to the first.
  package enum Relation: String, Sendable, Hashable {
    /// The same in every respect.
    case identical
    /// The same meaning.
    case equivalent
    /// It allows less.
    case narrower
    /// It allows more.
    case wider
    /// More here and less there.
    case incomparable
  }

  /// Situations that no test of either side tells apart and in which the two differ.
  package struct Difference: Sendable {
    /// The situations.
    package let cell: SituationSpace.Cell
    /// What the first regime rules.
    package let before: Outcome
    /// What the second regime rules.
    package let after: Outcome
    /// The pillars in which the two differ.
    package let pillars: Set<Pillar>
  }

  /// How many situations there are.
  package let total: Int
  /// In how many of them the outcomes differ.
  package private(set) var differing = 0
  /// In how many of them the part of a pillar differs.
  package private(set) var differingByPillar: [Pillar: Int] = [:]
  /// Where the two differ.
  package private(set) var differences: [Difference] = []
  /// How the second regime stands to the first.
  package private(set) var relation: Relation

  /// Compares two regimes of one vocabulary, on a day or on all days.
  package init(_ first: Regime, _ second: Regime, at day: Day? = nil) {
    let judges = Judge.pair([Judge(first), Judge(second)])
    self.init(judges[0], judges[1], at: day)
  }

  /// The same, with judges that are asked about the bodies of both regimes.
  package init(_ before: Judge, _ after: Judge, at day: Day? = nil) {
    let regimes = (before: before.interpreter.regime, after: after.interpreter.regime)
    let space = SituationSpace([regimes.before, regimes.after], at: day)
    total = space.total

    var comparison = OutcomeComparison.same
    for cell in space.cells {
      let pair = (
        before: before.ruling(in: cell.situation).outcome,
        after: after.ruling(in: cell.situation).outcome
      )
      guard pair.before != pair.after else { continue }
      comparison = comparison.and(pair.after.compared(to: pair.before))
      let pillars = Self.pillars(pair.before, pair.after)
      differences.append(
        Difference(cell: cell, before: pair.before, after: pair.after, pillars: pillars))
      differing += cell.weight
      for pillar in pillars { differingByPillar[pillar, default: 0] += cell.weight }
    }
    relation =
      switch comparison {
      case .same: regimes.before == regimes.after ? .identical : .equivalent
      case .narrower: .narrower
      case .wider: .wider
      case .incomparable: .incomparable
      }
  }

  /// The pillars in which two outcomes differ.
  package static func pillars(_ before: Outcome, _ after: Outcome) -> Set<Pillar> {
    Set(Pillar.allCases.filter { before.part(of: $0) != after.part(of: $0) })
  }
}

extension Outcome {
  /// The outcome with nothing in it but the part of one pillar: rights with the duties of the
  /// holder, conduct, money or powers.
  package func part(of pillar: Pillar) -> Outcome {
    switch pillar {
    case .property: Outcome(rights: rights, holderDuties: holderDuties)
    case .circulation: Outcome(verdict: verdict, duties: duties)
    case .distribution: Outcome(waterfall: waterfall)
    case .governance: Outcome(powers: powers)
    }
  }
}
