import TenureDocuments
import TenureEngine
import TenureMeasures
import TenureModel

/// Answers what a body can do about one act: `can`, `part`, `heard`, `cannot`, `none`, `contested`.
///
/// | answer | when |
/// |---|---|
/// | `none` | no governance clause that matches speaks of the act |
/// | `contested` | the doctrine does not settle whether the body may act |
/// | `cannot` | the act is governed, and the body is disempowered or changes no outcome |
/// | `can` | the act is done if the body alone is in favour |
/// | `part` | some who are not enough without the body are enough with it |
/// | `heard` | none of these, and some procedure for the act hears it |
///
/// The bodies that may act, and the ways of each, are alternatives. A way is won by the coalitions
/// that its steps ask for; see `VotingGame`.
struct PowerInquiry {
  let engine: RegimeEngine
  let body: String
  /// The act, by leaf number.
  let act: Int

  /// The answer in a class of situations, with the clauses that decided it.
  struct Answer {
    let word: PowerAnswer
    let deciding: [Int]
  }

  /// The most situations that are looked at where the answer depends on open facets.
  private static let caseLimit = 10_000

  private var vocabulary: Vocabulary { engine.regime.vocabulary }

  /// The answer, in every class of situations that differ in power; one if facets that are open do
  /// not matter.
  func answers(in situation: Situation) throws -> [Answer] {
    var open = [situation]
    var answers: [Answer] = []
    while let next = open.popLast() {
      guard answers.count + open.count < Self.caseLimit else {
        throw CommandFailure(
          "the answer has more than \(Self.caseLimit) cases",
          help: "give more facts of the situation")
      }
      let found = powers(in: next)
      guard let facet = found.depends.first else {
        answers.append(try answer(in: next, found.powers))
        continue
      }
      open += try classes(of: facet, in: next).map { fact in
        var closed = next
        closed[facet] = fact
        return closed
      }
    }
    guard Set(answers.map(\.word)).count == 1 else {
      let facets = powers(in: situation).depends.map { "`\(vocabulary[$0].name)`" }
      throw CommandFailure(
        "the answer depends on \(facets.joined(separator: ", "))", help: "give these facts")
    }
    return answers
  }

  /// Every value that a facet may have.
  private func classes(
    of facet: FacetID, in situation: Situation
  ) throws -> [Situation.Fact] {
    switch (vocabulary[facet].kind, situation[facet]) {
    case (.term, .oneOf(let leaves)): return leaves.leaves.map { .known(.term(leaf: $0)) }
    case (.term(let taxonomy), _):
      return (0..<vocabulary[taxonomy].leafCount).map { .known(.term(leaf: $0)) }
    case (.flag, _): return [.known(.flag(false)), .known(.flag(true))]
    case (.set, _), (.quantity, _), (.date, _):
      throw CommandFailure(
        "the answer may depend on `\(vocabulary[facet].name)`", help: "give this fact")
    }
  }

  /// The powers over the act, with the open facets on which they depend.
  private func powers(
    in situation: Situation
  ) -> (powers: PowersOutcome, depends: [FacetID]) {
    engine.powers(over: [act], in: situation).first ?? (PowersOutcome(), [])
  }

  private func isAbout(_ effect: AnyEffect) -> Bool {
    guard case .governance(let effect) = effect, let acts = vocabulary.acts else { return false }
    return effect.acts.leaves(in: acts).contains(act)
  }

  private func answer(
    in situation: Situation, _ powers: PowersOutcome
  ) throws -> Answer {
    let total = completion(of: situation)
    let matching = engine.matching(.governance, in: total)
      .filter { isAbout(engine.clauses[$0].clause.effect) }
    guard !matching.isEmpty else { return Answer(word: .none, deciding: []) }
    let outcome = Outcome(powers: powers)
    let deciding = engine.standing(.governance, behind: outcome, in: total)
      .filter { isAbout(engine.clauses[$0].clause.effect) }
    return Answer(word: try word(powers), deciding: deciding)
  }

  private func word(_ powers: PowersOutcome) throws -> PowerAnswer {
    switch powers.answers[PowersOutcome.Question(body: body, act: act)] {
    case .contested: return .contested
    case .disempowered: return .cannot
    case .empowered, nil: break
    }
    let ways = powers.empowerments(for: act)
    do throws(VotingGameError) {
      let game = try VotingGame(of: ways)
      let own = game.bloc(game.classes(of: body))
      if game.isWon(by: own) { return .can }
      if try game.swings(own) { return .part }
    } catch {
      throw CommandFailure(error.message, help: error.help)
    }
    return ways.contains { hears($0.way.steps ?? []) } ? .heard : .cannot
  }

  private func hears(_ steps: [ProcedureStep]) -> Bool {
    steps.contains { step in
      switch step {
      case .hear(let party, _): party == body || stands(body, under: party)
      case .any(let parts), .all(let parts): hears(parts)
      case .propose, .agree, .notice, .vote: false
      }
    }
  }

  /// Whether both are parties, and the one is of the other's kind.
  private func stands(_ body: String, under party: String) -> Bool {
    guard let id = vocabulary.taxonomy(named: "party"),
      let inner = vocabulary[id].term(named: body), let outer = vocabulary[id].term(named: party)
    else { return false }
    return vocabulary[id][inner].leaves.isSubset(of: vocabulary[id][outer].leaves)
  }

  /// Some completion; all have the same powers.
  private func completion(of situation: Situation) -> TotalSituation {
    var closed = situation
    for (position, facet) in vocabulary.facets.enumerated() {
      let id = FacetID(position)
      switch closed[id] {
      case .known: continue
      case .oneOf(let leaves): closed[id] = .known(.term(leaf: leaves.first ?? 0))
      case .unknown, nil: closed[id] = .known(facet.defaultValue ?? facet.someValue)
      }
    }
    return closed.total(in: vocabulary) ?? TotalSituation([])
  }
}

extension Facet {
  /// Some value.
  fileprivate var someValue: FacetValue {
    switch kind {
    case .term: .term(leaf: 0)
    case .set: .set(.empty)
    case .flag: .flag(false)
    case .quantity(let quantity): .quantity(quantity.minimum ?? .zero)
    case .date: .date(Day(number: 0))
    }
  }
}
