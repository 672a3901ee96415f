public import TenureEngine
public import TenureMeasures
public import TenureModel

/// Who can do what to the rules in a situation, by which clauses, and with how much power.
///
/// ```swift
/// let question = PowerQuestion(engine)
/// for answer in question.answers(in: situation) {
///   guard let game = try answer.game() else { continue }       // nobody may
///   print(answer.act, try game.powers().passing)
/// }
/// ```
public struct PowerQuestion: Sendable {
  /// What holds for one act.
  public struct Answer: Sendable, Hashable {
    /// A body that may act, and how.
    public struct Way: Sendable, Hashable {
      /// The body and the procedure.
      public let empowerment: Empowerment
      /// The clauses that say so, by position.
      public let clauses: [Int]
    }

    /// A body that may not act, or of which the clauses disagree.
    public struct Limit: Sendable, Hashable {
      /// The body; nil for every body that no other clause lets act.
      public let body: String?
      /// The clauses that say so, by position.
      public let clauses: [Int]
    }

    /// The act, by leaf number of the taxonomy of acts.
    public let act: Int
    /// Who may act, and how: alternatives.
    public let ways: [Way]
    /// Who may not act, where a clause says so.
    public let redLines: [Limit]
    /// The bodies of which the doctrine does not settle whether they may act.
    public let contested: [Limit]
    /// The open facets on which the answer depends; where there are some, it is not worked out.
    public let depends: [FacetID]

    /// Whether some clause that matches speaks of the act, or may.
    public var isGoverned: Bool {
      !(ways.isEmpty && redLines.isEmpty && contested.isEmpty && depends.isEmpty)
    }

    /// The game over all alternatives; nil if nobody may act.
    ///
    /// - Throws: `malformed` for negative seats or weights, `tooHeavy` past the limits of a game.
    public func game() throws(VotingGameError) -> VotingGame? {
      ways.isEmpty ? nil : try VotingGame(of: ways.map(\.empowerment))
    }

    /// Whether two acts are answered alike.
    public func isLike(_ other: Answer) -> Bool {
      ways == other.ways && redLines == other.redLines && contested == other.contested
        && depends == other.depends
    }
  }

  private let engine: RegimeEngine

  /// Makes a regime ready for questions about power.
  public init(_ engine: RegimeEngine) {
    self.engine = engine
  }

  /// The answers on every act of which some clause of the regime speaks, in the order of their
  /// taxonomy.
  ///
  /// - Parameters:
  ///   - situation: The situation; facets that are left out take their defaults.
  ///   - assumptions: Further values for facets that the situation leaves out, such as the date.
  /// - Returns: The answers, of acts too that nothing governs in the situation.
  public func answers(
    in situation: Situation, assuming assumptions: [FacetID: FacetValue] = [:]
  ) -> [Answer] {
    answers(on: Array(engine.governedActs.leaves), in: situation, assuming: assumptions)
  }

  /// The answer on one act, by leaf number.
  public func answer(
    on act: Int, in situation: Situation, assuming assumptions: [FacetID: FacetValue] = [:]
  ) -> Answer {
    answers(on: [act], in: situation, assuming: assumptions).first
      ?? Answer(act: act, ways: [], redLines: [], contested: [], depends: [])
  }

  private func answers(
    on acts: [Int], in situation: Situation, assuming assumptions: [FacetID: FacetValue]
  ) -> [Answer] {
    let vocabulary = engine.regime.vocabulary
    var given = situation
    for (facet, value) in assumptions where given[facet] == nil { given[facet] = .known(value) }
    let completed = given.completedByDefaults(of: vocabulary).situation
    let found = engine.powers(over: acts, in: completed)
    let total = completed.someCompletion(in: vocabulary)
    let matching = engine.matching(.governance, in: total)
    var all = PowersOutcome()
    for entry in found { all.answers.merge(entry.powers.answers) { first, _ in first } }
    let standing = engine.standing(.governance, behind: Outcome(powers: all), in: total)
    return zip(acts, found).map { act, found in
      guard found.depends.isEmpty else {
        return Answer(act: act, ways: [], redLines: [], contested: [], depends: found.depends)
      }
      return answer(
        on: act, found.powers, standing: about(act, standing), matching: about(act, matching))
    }
  }

  private func about(_ act: Int, _ positions: [Int]) -> [Int] {
    guard let acts = engine.regime.vocabulary.acts else { return [] }
    return positions.filter { position in
      guard case .governance(let effect) = engine.clauses[position].clause.effect else {
        return false
      }
      return effect.acts.leaves(in: acts).contains(act)
    }
  }

  private func answer(
    on act: Int, _ powers: PowersOutcome, standing: [Int], matching: [Int]
  ) -> Answer {
    let ways = powers.empowerments(for: act).map { empowerment in
      Answer.Way(
        empowerment: empowerment,
        clauses: standing.filter {
          body(of: $0) == empowerment.body && engine.way(of: $0) == empowerment.way
        })
    }
    let answered = powers.answers.filter { $0.key.act == act }.sorted { $0.key.body < $1.key.body }
    var redLines: [Answer.Limit] = []
    var contested: [Answer.Limit] = []
    // A red line for any body is one, however many bodies it stops.
    let forAny = (answered.isEmpty ? matching : standing).filter { body(of: $0) == nil }
    let stops = answered.isEmpty || answered.contains { $0.value == .disempowered }
    if !forAny.isEmpty, stops { redLines.append(Answer.Limit(body: nil, clauses: forAny)) }
    for (question, answer) in answered {
      switch answer {
      case .empowered: break
      case .disempowered:
        let own = standing.filter { body(of: $0) == question.body && engine.way(of: $0) == nil }
        if !own.isEmpty { redLines.append(Answer.Limit(body: question.body, clauses: own)) }
      case .contested:
        let rivals = standing.filter { body(of: $0) == nil || body(of: $0) == question.body }
        contested.append(Answer.Limit(body: question.body, clauses: rivals))
      }
    }
    return Answer(
      act: act, ways: ways, redLines: redLines, contested: contested, depends: [])
  }

  /// The body of which a clause speaks; nil for any.
  private func body(of position: Int) -> String? {
    guard case .governance(let effect) = engine.clauses[position].clause.effect else { return nil }
    switch effect.power {
    case .empower(let body, _, _), .disempower(.body(let body)): return body
    case .disempower(.any): return nil
    }
  }
}
