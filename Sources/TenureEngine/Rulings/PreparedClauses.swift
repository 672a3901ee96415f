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
  /// The clauses of each pillar.
  private let ofPillar: [Pillar: Bits]
  /// For each facet, by number, the clauses that name it.
  private let naming: [Bits]
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
    naming = Self.naming(engine)
    var ofPillar: [Pillar: Bits] = [:]
    for (position, clause) in clauses.enumerated() {
      ofPillar[clause.clause.pillar, default: Bits(count: clauses.count)].insert(position)
    }
    self.ofPillar = ofPillar
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
  private static func naming(_ engine: RegimeEngine) -> [Bits] {
    let none = Bits(count: engine.clauses.count)
    var naming = Array(repeating: none, count: engine.regime.vocabulary.facets.count)
    for (position, condition) in engine.conditions.enumerated() {
      condition.forEachTest { test in
        naming[test.facet.index].insert(position)
        if case .sameAs(let other) = test.condition { naming[other.index].insert(position) }
      }
    }
    return naming
  }

  /// The clauses of some pillars.
  func clauses(of pillars: Set<Pillar>) -> Bits {
    pillars.reduce(into: Bits(count: speeches.count)) { clauses, pillar in
      ofPillar[pillar].map { clauses.formUnion($0) }
    }
  }

  /// Whether some of the clauses that name an open facet may match in one completion of what is
  /// known and not in another.
  ///
  /// If there is none, these clauses have one ruling in all completions.
  func restOnOpenFacets(
    _ open: [FacetID], _ facts: FactTable, among clauses: Bits, _ conditions: [Guard]
  ) -> Bool {
    var names = Bits(count: speeches.count)
    for facet in open { names.formUnion(naming[facet.index]) }
    names.formIntersection(clauses)
    if names.isEmpty { return false }
    names.formIntersection(matcher.candidates(in: facts))
    return names.members.contains { conditions[$0].verdict(in: facts) == nil }
  }

  /// The clauses of circulation, distribution and governance that match a situation, ascending.
  ///
  /// Those of property are found first and handed to `held`, which says what rights come of them.
  /// Only clauses among `asked` are looked at, if it is given.
  func matching(
    in situation: TotalSituation, among asked: Bits? = nil, held: ([Int]) -> LeafSet
  ) -> [Int] {
    var alive = matcher.candidates(in: situation)
    if let asked { alive.formIntersection(asked) }
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
  var body: String? {
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
