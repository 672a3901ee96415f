import Synchronization
import TenureModel

/// What rulings on total situations need of a regime's clauses, worked out once.
final class PreparedClauses: Sendable {
  /// What one clause says, taken apart.
  enum Speech: Sendable {
    /// Of property: the rights, and whether they are granted.
    case rights(LeafSet, isGranted: Bool)
    /// Of circulation: what it says on the act, if anything.
    case act(CirculationEffect.Conduct, answer: Int?)
    /// Of distribution: a step and its number, and the number of the step's name.
    case step(WaterfallOutcome.Step, number: Int, name: Int)
    /// Of governance: a way to act, or nil for a red line; the body, or nil for any; the acts.
    case power(PowersOutcome.Way?, body: String?, acts: LeafSet)
  }

  let matcher: ClauseMatcher
  let settlements: Settlements
  let speeches: [Speech]
  /// The clauses of property.
  let property: Bits
  /// The bodies that some clause of governance names, in order.
  let bodies: [String]

  /// Prepares the clauses; `isBrief` if few situations will be ruled by few clauses.
  init(_ engine: RegimeEngine, isBrief: Bool) {
    let regime = engine.regime
    let clauses = engine.clauses
    matcher = ClauseMatcher(engine.conditions, in: regime.vocabulary, withTables: !isBrief)
    settlements = Settlements(regime, clauses, engine.conditions, engine.survey)
    let steps = Interner<WaterfallOutcome.Step>()
    let names = Interner<String>()
    speeches = clauses.map { clause in
      switch clause.clause.effect {
      case .property(let effect):
        return .rights(
          regime.vocabulary.rights.map(effect.rights.leaves) ?? .empty,
          isGranted: effect.stance == .grant)
      case .circulation(let effect):
        return .act(effect.conduct, answer: clause.clause.effect.conductAnswer)
      case .distribution(let effect):
        let step = effect.outcomeStep(under: regime.distribution.terms)
        return .step(
          step, number: steps.number(of: step), name: names.number(of: effect.stepName))
      case .governance(let effect):
        return .power(
          effect.way(under: regime.governance), body: effect.body,
          acts: regime.vocabulary.acts.map(effect.acts.leaves) ?? .empty)
      }
    }
    var property = Bits(count: clauses.count)
    let bodies = Interner<String>()
    for (position, speech) in speeches.enumerated() {
      switch speech {
      case .rights: property.insert(position)
      case .power(_, let body?, _): _ = bodies.number(of: body)
      default: break
      }
    }
    self.property = property
    self.bodies = bodies.values
  }
}

extension PreparedClauses {
  /// The clauses of circulation, distribution and governance that match a situation, ascending.
  ///
  /// Those of property are found first and handed to `held`, which says what rights come of them.
  func matching(in situation: TotalSituation, held: ([Int]) -> LeafSet) -> [Int] {
    let alive = matcher.candidates(in: situation)
    func matching(_ candidates: Bits, rights: LeafSet) -> [Int] {
      var result: [Int] = []
      candidates.forEach { position in
        if matcher.matches(position, in: situation, rights: rights) { result.append(position) }
      }
      return result
    }
    var claims = alive
    claims.formIntersection(property)
    var others = alive
    others.subtract(property)
    return matching(others, rights: held(matching(claims, rights: .empty)))
  }
}

extension GovernanceEffect {
  /// The body that the effect names; nil if it is about any.
  fileprivate var body: String? {
    switch power {
    case .empower(let body, _, _), .disempower(.body(let body)): body
    case .disempower(.any): nil
    }
  }
}

/// Keeps what was prepared for a regime.
final class Preparation: Sendable {
  /// The number of rulings for which preparing all clauses costs more than it saves.
  private static let sparedRulings = 3

  private struct State {
    var prepared: PreparedClauses?
    var sparedRulings: Int
  }

  private let state: Mutex<State>
  private let isBrief: Bool

  /// Prepares nothing yet; `isBrief` for a regime of few clauses and few rulings, which is prepared
  /// at once, and with less.
  init(isBrief: Bool = false) {
    self.isBrief = isBrief
    state = Mutex(State(sparedRulings: isBrief ? 0 : Self.sparedRulings))
  }

  /// What was prepared, made now if it was not before.
  func clauses(of engine: RegimeEngine) -> PreparedClauses {
    state.withLock { state in
      if let known = state.prepared { return known }
      let made = PreparedClauses(engine, isBrief: isBrief)
      state.prepared = made
      return made
    }
  }

  /// What was prepared; nil as long as few rulings have been asked for.
  func clausesIfWorthIt(for engine: RegimeEngine) -> PreparedClauses? {
    let isSpared = state.withLock { state in
      guard state.prepared == nil, state.sparedRulings > 0 else { return false }
      state.sparedRulings -= 1
      return true
    }
    return isSpared ? nil : clauses(of: engine)
  }
}
