import TenureModel

extension RegimeCheck {
  /// The two clauses that a contested situation turns on: the first on each side.
  private struct Rivals: Hashable {
    let giving: Int
    let holding: Int
  }

  /// What would settle a clash, by the tie-breakers that the doctrine has.
  private var settlement: String {
    // Nothing counts that stands behind `contest`.
    let breakers = engine.regime.doctrine.precedence.prefix { $0 != .contest }
    let differing = [(Doctrine.TieBreaker.rank, "ranks"), (.recency, "dates")]
      .filter { breakers.contains($0.0) }.map(\.1).joined(separator: " or ")
    let ways = [
      breakers.contains(.declared) ? "let one of them say `over:`" : nil,
      differing.isEmpty ? nil : "give them \(differing) that differ",
    ].compactMap { $0 }
    return ways.isEmpty
      ? "narrow one of them, or put `declared` before `contest` into `precedence` and let one say "
        + "`over:`"
      : ways.joined(separator: ", or ")
  }

  /// Acts on which the clauses disagree and the doctrine settles nothing.
  func contestedActs() -> [RegimeFinding] {
    groups(.act, .act, contestedLeaf: 4).compactMap { rivals, ref, leaf in
      let isObliged = engine.clauses[rivals.giving].clause.effect.circulation?.conduct == .oblige
      return finding(
        "contested", .warning, .circulation, ref, leaf: leaf,
        clauses: [rivals.giving, rivals.holding],
        "`\(id(rivals.giving))` \(isObliged ? "obliges" : "permits") what "
          + "`\(id(rivals.holding))` prohibits, and the doctrine does not settle it",
        help: settlement)
    }
  }

  /// Rights on which the clauses disagree and the doctrine settles nothing.
  func contestedRights() -> [RegimeFinding] {
    guard let taxonomy = engine.regime.vocabulary.rights else { return [] }
    return taxonomy.leaves.indices.flatMap { right in
      groups(.right(right), .right(right), contestedLeaf: 3).compactMap { rivals, ref, leaf in
        finding(
          "contested-right", .warning, .property, ref, leaf: leaf,
          clauses: [rivals.giving, rivals.holding],
          "`\(id(rivals.giving))` grants the right `\(taxonomy.leafName(right))` that "
            + "`\(id(rivals.holding))` withholds, and the doctrine does not settle it",
          help: settlement)
      }
    }
  }

  /// The contested situations of a question by the clauses that clash first, each group as a
  /// yes/no diagram.
  private func groups(
    _ question: Question, _ meeting: Resolver.Meeting, contestedLeaf: Int
  ) -> [(rivals: Rivals, ref: Ref, leaf: Int)] {
    var open = analysis.store.map(resolver.diagram(of: question)) { $0 == contestedLeaf ? 1 : 0 }
    if open == .no { return [] }
    let contest = resolver.contest(meeting)
    let isHolding = { (entry: Int) in self.analysis.effect(entry).isRestrictive == true }
    var found: [(rivals: Rivals, ref: Ref, leaf: Int)] = []
    for giving in contest.members where !isHolding(giving) {
      let undefeated = contest.undefeated(giving, analysis.store)
      var mine = analysis.store.and(open, undefeated)
      open = analysis.store.andNot(open, mine)
      for holding in contest.members where isHolding(holding) && mine != .no {
        let opposed = contest.undefeated(holding, analysis.store)
        let both = analysis.store.and(mine, opposed)
        mine = analysis.store.andNot(mine, both)
        if both != .no { found.append((Rivals(giving: giving, holding: holding), both, 1)) }
      }
    }
    return found
  }

  /// Acts on which nothing speaks.
  func silence() -> [RegimeFinding] {
    guard !engine.clauses.isEmpty else { return [] }
    let answers = resolver.diagram(of: .act)
    guard analysis.store.leaves(of: answers).contains(0) else { return [] }
    let help = "say with a clause that is a `default` what silence means, or leave it to the reader"
    return [
      finding(
        "silent", .note, .circulation, answers, leaf: 0, clauses: [],
        "no clause speaks on the act, not even a default", help: help)
    ].compactMap { $0 }
  }

  /// Steps and powers that the doctrine leaves unsettled.
  func contestedOthers() -> [RegimeFinding] {
    analysis.questions(on: 0).flatMap { question -> [RegimeFinding] in
      switch question {
      case .rivals, .power: break
      default: return []
      }
      let ref = resolver.diagram(of: question)
      return analysis.store.leaves(of: ref).sorted().compactMap { leaf in
        contestedOther(question, ref, leaf)
      }
    }
  }

  private func contestedOther(_ question: Question, _ ref: Ref, _ leaf: Int) -> RegimeFinding? {
    let help = settlement
    switch question {
    case .rivals:
      guard analysis.stepSets.values.indices.contains(leaf) else { return nil }
      let steps = analysis.stepSets.values[leaf]
      guard !steps.isEmpty else { return nil }
      let rivals = Set(steps.joined())
      let clauses = engine.clauses.indices.filter {
        engine.clauses[$0].clause.effect.distribution
          .map { rivals.contains($0.outcomeStep(under: analysis.sides[0].terms)) } ?? false
      }
      return finding(
        "contested", .warning, .distribution, ref, leaf: leaf, clauses: clauses,
        "rival steps of the waterfall are left unsettled, and pay nothing", help: help)
    case .power(let power):
      guard analysis.powerAnswers.values.indices.contains(leaf),
        case .contested = analysis.powerAnswers.values[leaf],
        let acts = engine.regime.vocabulary.acts
      else { return nil }
      let clauses = engine.clauses.indices.filter {
        guard let effect = engine.clauses[$0].clause.effect.governance else { return false }
        return effect.concerns(power.body) && effect.acts.leaves(in: acts).contains(power.act)
      }
      return finding(
        "contested", .warning, .governance, ref, leaf: leaf, clauses: clauses,
        "`\(power.body)` is both empowered and disempowered to `\(acts.leafName(power.act))`",
        help: help)
    default: return nil
    }
  }
}
