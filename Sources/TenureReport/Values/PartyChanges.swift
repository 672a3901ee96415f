import Tenure
package import TenureEngine
import TenureMeasures
package import TenureModel

/// Who gains and who loses by a comparison: actors in conduct and rights, payees in money, bodies
/// in power; by name.
///
/// Conduct and rights follow the order of outcomes: an actor gains in a case in which it may do
/// what it might not, holds a right that it did not, or is rid of a duty, and loses the other way
/// round. One that gains in one case and loses in another is on both lists. Payees are compared on
/// an income in the largest regions that differ; bodies by whether they may act.
package struct PartyChanges: Sendable, Hashable {
  /// Who gains, by pillar.
  package private(set) var gaining: [Pillar: [String]] = [:]
  /// Who loses, by pillar.
  package private(set) var losing: [Pillar: [String]] = [:]

  /// How many regions of money are looked at.
  private static let regionLimit = 4
  /// The income on which payees are compared, in units of the currency.
  private static let incomeUnits = 1_000

  /// Nobody.
  package init() {}

  /// Reads the parties off a comparison.
  ///
  /// - Throws: It takes more nodes than are left of the comparison's limit.
  ///
  /// Complexity: for each shift of conduct and rights, the classes of actors that the clauses tell
  /// apart, times the size of its diagram.
  package init(
    _ diff: RegimeDiff, in vocabulary: Vocabulary, currency: String? = nil
  ) throws(TooManyNodes) {
    var actors: [Pillar: (gaining: LeafSet, losing: LeafSet)] = [:]
    var bodies: (gaining: Set<String>, losing: Set<String>) = ([], [])
    for shift in diff.shifts {
      switch shift.subject {
      case .power(let question, let before, let after):
        if Self.mayAct(after), !Self.mayAct(before) { bodies.gaining.insert(question.body) }
        if Self.mayAct(before), !Self.mayAct(after) { bodies.losing.insert(question.body) }
      case .step, .rivals: break
      case .verdict, .right, .duty, .holderDuty:
        let direction = Self.direction(of: shift.subject)
        guard direction != 0 else { continue }
        let leaves = try Self.actors(of: shift, diff, vocabulary)
        var known = actors[shift.subject.pillar] ?? (.empty, .empty)
        if direction > 0 {
          known.gaining = known.gaining.union(leaves)
        } else {
          known.losing = known.losing.union(leaves)
        }
        actors[shift.subject.pillar] = known
      }
    }
    for (pillar, leaves) in actors {
      gaining[pillar] = Self.names(leaves.gaining, vocabulary)
      losing[pillar] = Self.names(leaves.losing, vocabulary)
    }
    gaining[.governance] = bodies.gaining.sorted()
    losing[.governance] = bodies.losing.sorted()
    if diff.differingByPillar[.distribution] != nil { try addPayees(diff, currency) }
    gaining = gaining.filter { !$0.value.isEmpty }
    losing = losing.filter { !$0.value.isEmpty }
  }

  /// Whether the actor has more, less, or neither.
  private static func direction(of subject: RegimeDiff.Subject) -> Int {
    func level(_ verdict: Verdict) -> Int {
      verdict == .prohibited ? 0 : verdict == .permitted ? 2 : 1
    }
    func level(_ state: RightState) -> Int { state == .withheld ? 0 : state == .held ? 2 : 1 }
    switch subject {
    case .verdict(let before, let after): return (level(after) - level(before)).signum()
    case .right(_, let before, let after): return (level(after) - level(before)).signum()
    case .duty(_, _, let isNew): return isNew ? -1 : 1
    case .holderDuty(_, _, let isNew): return isNew ? 1 : -1
    case .step, .rivals, .power: return 0
    }
  }

  private static func mayAct(_ answer: PowersOutcome.Answer?) -> Bool {
    if case .empowered = answer { return true }
    return false
  }

  /// The kinds of actor that a shift has cases of; all, where no clause asks who acts.
  private static func actors(
    of shift: RegimeDiff.Shift, _ diff: RegimeDiff, _ vocabulary: Vocabulary
  ) throws(TooManyNodes) -> LeafSet {
    guard let facet = vocabulary.facet(named: RightsComparison.actorFacet),
      let taxonomy = vocabulary.taxonomy(of: facet)
    else { return .empty }
    let cases = try diff.cases(of: shift, by: facet)
    guard !cases.isEmpty else { return taxonomy.allLeaves }
    return LeafSet(cases.indices.filter { cases[$0] > 0 })
  }

  private static func names(_ leaves: LeafSet, _ vocabulary: Vocabulary) -> [String] {
    guard !leaves.isEmpty, let facet = vocabulary.facet(named: RightsComparison.actorFacet),
      let taxonomy = vocabulary.taxonomy(of: facet)
    else { return [] }
    return leaves == taxonomy.allLeaves ? ["everyone"] : taxonomy.cover(of: leaves)
  }

  private mutating func addPayees(
    _ diff: RegimeDiff, _ code: String?
  ) throws(TooManyNodes) {
    guard let currency = code.flatMap({ Currency($0) }) ?? Currency("EUR") else { return }
    let income = Money(minorUnits: Self.incomeUnits * currency.minorUnitsPerUnit, currency)
    var (winners, losers): (Set<String>, Set<String>) = ([], [])
    let found = try diff.changes(in: [.distribution], limit: Self.regionLimit)
    for change in found.changes {
      let payouts = PayoutComparison(
        change.before.outcome.waterfall, change.after.outcome.waterfall, income: income
      ).payouts
      guard case .success(let payees) = payouts else { continue }
      winners.formUnion(payees.winners.map(\.name))
      losers.formUnion(payees.losers.map(\.name))
    }
    // What nobody gets is no party's.
    gaining[.distribution] = winners.subtracting([Payee.unassigned.name]).sorted()
    losing[.distribution] = losers.subtracting([Payee.unassigned.name]).sorted()
  }
}
