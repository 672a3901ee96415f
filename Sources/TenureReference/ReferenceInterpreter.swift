public import TenureModel

/// The meaning of a regime, written down as directly as it reads: the specification that runs.
///
/// Matching, disagreement, beats, defeat and outcome each have a file, and each is the sentence of
/// the design that it implements. It is slow, on purpose: specificity tries every combination of
/// facet values, a partial situation tries every completion. Use it to check that something fast
/// means the same, on small vocabularies; use the engine for everything else.
///
/// Complexity: creating it is quadratic in the number of clauses, times the combinations of values
/// that two guards tell apart. A ruling is cubic in the clauses that speak on one question.
public struct ReferenceInterpreter: Sendable {
  /// The regime that rules.
  public let regime: Regime

  package let clauses: [RegimeClause]
  package let precedence: Precedence
  /// The bodies on which `disempower: any` speaks.
  package private(set) var bodies: Set<String>
  private let conditions: [Guard]

  /// Creates the interpreter of a regime.
  ///
  /// A comparison asks both sides about the bodies that either names: those of the other side are
  /// given as `bodies`.
  public init(_ regime: Regime, alsoAbout bodies: Set<String> = []) {
    self.regime = regime
    self.bodies = bodies.union(regime.bodiesInClauses)
    clauses = regime.clauses
    precedence = Precedence(regime)
    conditions = regime.clauses.map { $0.clause.condition(in: regime.vocabulary) }
  }

  /// The same interpreter, asked about some bodies too.
  package func asked(alsoAbout bodies: Set<String>) -> ReferenceInterpreter {
    var interpreter = self
    interpreter.bodies.formUnion(bodies)
    return interpreter
  }

  /// The ruling in a situation that leaves nothing open.
  public func ruling(in situation: TotalSituation) -> Ruling {
    ruling(ofMatching: matching(in: situation))
  }

  /// The clauses whose guards contain the situation.
  ///
  /// Property first, so that the derived rights are known; a contested right is not held.
  package func matching(in situation: TotalSituation) -> [Int] {
    matching(in: situation, held: heldRights)
  }

  /// The same; the closure gives the rights that are held where exactly these property clauses
  /// match.
  package func matching(
    in situation: TotalSituation, held: ([Int]) -> LeafSet
  ) -> [Int] {
    var situation = situation
    let property = matching(in: situation) { $0 == .property }
    if let right = regime.vocabulary.right { situation[right] = .set(held(property)) }
    return (property + matching(in: situation) { $0 != .property }).sorted()
  }

  /// The rights that are held where exactly these property clauses match.
  package func heldRights(_ property: [Int]) -> LeafSet {
    LeafSet(rights(property).filter { $0.value == .held }.keys)
  }

  private func matching(in situation: TotalSituation, of pillars: (Pillar) -> Bool) -> [Int] {
    clauses.indices.filter { position in
      pillars(clauses[position].clause.pillar)
        && conditions[position].holds(in: situation, of: regime.vocabulary)
    }
  }

  /// The ruling where exactly these clauses match: a situation counts only through them.
  package func ruling(ofMatching matching: [Int]) -> Ruling {
    let conduct = debate(.act, among: matching)
    return Ruling(
      outcome: Outcome(
        verdict: verdict(conduct),
        duties: actorDuties(conduct, among: matching),
        rights: rights(matching),
        holderDuties: holderDuties(matching),
        waterfall: waterfall(matching),
        powers: powers(matching)),
      basis: basis(conduct),
      deciding: deciding(conduct, among: matching),
      defeated: defeated(conduct, among: matching))
  }

  /// Settles a question between those of the clauses that speak on it.
  package func debate(_ question: Question, among matching: [Int]) -> Debate {
    let speakers = matching.compactMap { position -> Speaker? in
      let clause = clauses[position].clause
      return clause.effect.answer(to: question, in: regime.vocabulary).map {
        Speaker(clause: position, answer: $0, isDefault: clause.isDefault)
      }
    }
    return Debate(speakers, precedence: precedence)
  }
}
