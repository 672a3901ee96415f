import TenureModel
import TenureTestSupport

/// A fault that is put into what a path is given, to see whether the campaign catches it.
///
/// The judge is given the regime as it is, so a path that answers for the faulty regime is wrong
/// wherever the fault matters.
struct Fault: Sendable {
  /// What is done to the regime.
  enum Kind: String, CaseIterable, Sendable {
    /// A clause is skipped.
    case skipped
    /// A clause says the opposite.
    case opposite
    /// A guard holds where it does not.
    case negated
    /// An end of a range belongs to it, or no longer does; a date begins a day later.
    case bound
    /// A default speaks as other clauses do, or the other way round.
    case `default`
    /// Two tie-breakers change places.
    case precedence
  }

  /// What is done.
  let kind: Kind
  /// To which clause.
  private let clause: String

  /// Picks the clause; nil where the regime has none to which this can be done.
  init?(_ kind: Kind, in regime: Regime, using random: inout SplitMix64) {
    let clauses = regime.clauses.map(\.clause)
    let candidates = clauses.filter { clause in
      switch kind {
      case .precedence: true
      case .skipped: !clauses.contains { $0.over.contains(clause.id) }
      default: Self.changed(clause, kind) != clause
      }
    }
    guard !candidates.isEmpty else { return nil }
    self.kind = kind
    self.clause = random.pick(candidates).id
  }

  /// The regime with the fault in it.
  func planted(in regime: Regime) -> Regime {
    switch kind {
    case .skipped: return regime.without(clause)
    case .precedence:
      var precedence = regime.doctrine.precedence
      if precedence.count > 1 { precedence.swapAt(0, precedence.count - 1) }
      return regime.withDoctrine(
        Doctrine(ranks: regime.doctrine.ranks, precedence: precedence))
    default:
      return regime.mappingClauses { $0.id == clause ? Self.changed($0, kind) : $0 }
    }
  }

  private static func changed(_ clause: AnyClause, _ kind: Kind) -> AnyClause {
    switch kind {
    case .opposite: clause.with(effect: opposite(of: clause.effect))
    case .negated: clause.with(guard: .not(clause.guard))
    case .bound: clause.with(guard: clause.guard.withOtherBound)
    case .default:
      isAttach(clause) ? clause : clause.with(isDefault: !clause.isDefault)
    case .skipped, .precedence: clause
    }
  }

  private static func isAttach(_ clause: AnyClause) -> Bool {
    guard case .circulation(let effect) = clause.effect else { return false }
    return effect.conduct == .attach
  }

  private static func opposite(of effect: AnyEffect) -> AnyEffect {
    switch effect {
    case .property(let effect):
      return .property(
        RightsEffect(
          effect.stance == .grant ? .withhold : .grant, effect.rights, duties: effect.duties))
    case .circulation(let effect):
      guard effect.conduct != .attach else { return .circulation(effect) }
      return .circulation(
        CirculationEffect(
          effect.conduct == .prohibit ? .permit : .prohibit, effect.actions,
          duties: effect.duties))
    case .distribution(let effect):
      return .distribution(
        DistributionEffect(effect.step, order: effect.order + 1, stepName: effect.stepName))
    case .governance(let effect):
      switch effect.power {
      case .empower(let body, _, _):
        return .governance(GovernanceEffect(.disempower(body: .body(body)), acts: effect.acts))
      case .disempower(.body(let body)):
        return .governance(
          GovernanceEffect(.empower(body: body, by: .alone, lasts: nil), acts: effect.acts))
      case .disempower(.any): return .governance(effect)
      }
    }
  }
}

extension Guard {
  /// The guard with another bound in its first test of a number or a day.
  fileprivate var withOtherBound: Guard {
    switch self {
    case .test(let test): return .test(FacetTest(test.facet, test.condition.withOtherBound))
    case .not(let part): return .not(part.withOtherBound)
    case .all(let parts): return .all(Self.withOtherBound(parts))
    case .any(let parts): return .any(Self.withOtherBound(parts))
    }
  }

  private static func withOtherBound(_ parts: [Guard]) -> [Guard] {
    var parts = parts
    if let place = parts.firstIndex(where: { $0.withOtherBound != $0 }) {
      parts[place] = parts[place].withOtherBound
    }
    return parts
  }
}

extension FacetTest.Condition {
  fileprivate var withOtherBound: FacetTest.Condition {
    switch self {
    case .within(let range):
      if let lower = range.lower {
        let other = QuantityRange.Bound(lower.value, included: !lower.isIncluded)
        return .within(QuantityRange(lower: other, upper: range.upper))
      }
      return .within(
        QuantityRange(
          upper: range.upper.map { QuantityRange.Bound($0.value, included: !$0.isIncluded) }))
    case .during(let range):
      return .during(
        DateRange(
          from: range.from.map { Day(number: $0.number + 1) },
          before: range.from == nil
            ? range.before.map { Day(number: $0.number + 1) } : range.before))
    default: return self
    }
  }
}
