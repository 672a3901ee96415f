import BigInt
import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport

/// Where what the engine's `check` finds is not what ruling in every situation finds.
struct CheckDifference {
  private let regime: Regime
  private let interpreter: ReferenceInterpreter
  private let findings: [RegimeFinding]
  private let rulings: [(cell: SituationSpace.Cell, matching: [Int], outcome: Outcome)]
  /// The clauses that match, in each situation of any day.
  private let matchingOnAllDays: Set<[Int]>

  private init(_ regime: Regime, at day: Day?, nodeLimit: Int) throws {
    let interpreter = ReferenceInterpreter(regime)
    self.regime = regime
    self.interpreter = interpreter
    findings = try RegimeEngine(regime).check(at: day, nodeLimit: nodeLimit)
    rulings = SituationSpace([regime], at: day).cells.map { cell in
      let matching = interpreter.matching(in: cell.situation)
      return (cell, matching, interpreter.ruling(ofMatching: matching).outcome)
    }
    matchingOnAllDays = Set(
      SituationSpace([regime]).cells.map { interpreter.matching(in: $0.situation) })
  }

  /// What is wrong with the engine's findings on a regime, or nil; it may refuse to look only where
  /// there is a limit.
  static func find(_ regime: Regime, at day: Day?, nodeLimit: Int? = nil) -> String? {
    let difference: CheckDifference
    do {
      difference = try CheckDifference(
        regime, at: day, nodeLimit: nodeLimit ?? TooManyNodes.usualLimit)
    } catch { return nodeLimit == nil ? "\(error)" : nil }
    return difference.wrongDiagram(at: day) ?? difference.wrongSituations()
      ?? difference.wrongDead()
      ?? difference.wrongSubsumed(at: day)
  }

  /// The diagram of all verdicts has the verdict of every situation, and counts them exactly.
  private func wrongDiagram(at day: Day?) -> String? {
    let diagram = RulingDiagram(RegimeEngine(regime), at: day)
    var counts: [Verdict: BigUInt] = [:]
    for ruling in rulings {
      let verdict = ruling.outcome.verdict
      counts[verdict, default: 0] += BigUInt(ruling.cell.weight)
      if diagram.verdict(in: ruling.cell.situation) != verdict { return "diagram: not \(verdict)" }
    }
    return diagram.counts() == counts ? nil : "diagram: \(diagram.counts()), not \(counts)"
  }

  /// The situations of contradictions and of silence: none missing, none too many, each once.
  private func wrongSituations() -> String? {
    let rights = 0..<(regime.vocabulary.rights?.leafCount ?? 0)
    let silence = findings.filter { $0.id == "silent" }
    if !regime.clauses.isEmpty,
      let wrong = wrong(silence, where: { $0.verdict == .silent })
    {
      return "silent: \(wrong)"
    }
    let contested = findings.filter { $0.id == "contested" }
    let acts = contested.filter { $0.pillar == .circulation }
    if let wrong = wrong(acts, where: { $0.verdict == .contested }) { return "act: \(wrong)" }
    let money = contested.filter { $0.pillar == .distribution }
    if let wrong = wrong(money, where: { !$0.waterfall.contested.isEmpty }) {
      return "money: \(wrong)"
    }
    for right in rights {
      let name = regime.vocabulary.rights?.leafName(right) ?? ""
      let own = findings.filter {
        $0.id == "contested-right" && $0.message.contains("`\(name)`")
      }
      if let wrong = wrong(own, where: { $0.rights[right] == .contested }) {
        return "right \(name): \(wrong)"
      }
    }
    return nil
  }

  /// What is wrong with findings that together are all situations of one kind.
  private func wrong(_ findings: [RegimeFinding], where isMeant: (Outcome) -> Bool) -> String? {
    var count = 0
    for ruling in rulings {
      let boxes = findings.flatMap(\.region).filter { $0.contains(ruling.cell.situation) }
      let expected = isMeant(ruling.outcome)
      if expected { count += ruling.cell.weight }
      if boxes.count == (expected ? 1 : 0) { continue }
      return "in \(boxes.count) boxes: "
        + RegimeText(regime.vocabulary).text(ruling.cell.situation)
    }
    for finding in findings {
      guard let witness = finding.witness else { return "no witness" }
      if !isMeant(interpreter.ruling(in: witness).outcome) { return "another witness" }
    }
    let counted = findings.reduce(BigUInt(0)) { $0 + ($1.count ?? 0) }
    return counted == BigUInt(count) ? nil : "\(counted) situations, not \(count)"
  }

  /// Dead are the clauses that are undefeated on no question in no situation of any day.
  private func wrongDead() -> String? {
    let dead = Set(findings.filter { $0.id == "dead" }.compactMap(\.clauses.first))
    let expected = self.dead(in: matchingOnAllDays)
    return dead == expected ? nil : "dead \(dead.sorted()), not \(expected.sorted())"
  }

  private func dead(in situations: Set<[Int]>) -> Set<Int> {
    var alive: Set<Int> = []
    for matching in situations {
      for question in questions {
        alive.formUnion(interpreter.debate(question, among: matching).undefeated.map(\.clause))
      }
      alive.formUnion(matching.filter(isAttach))
    }
    return Set(regime.clauses.indices).subtracting(alive)
  }

  private func isAttach(_ position: Int) -> Bool {
    guard case .circulation(let effect) = interpreter.clauses[position].clause.effect else {
      return false
    }
    return effect.conduct == .attach
  }

  private var questions: [Question] {
    let steps = Set(
      interpreter.clauses.compactMap { entry -> String? in
        guard case .distribution(let effect) = entry.clause.effect else { return nil }
        return effect.stepName
      })
    let powers = interpreter.bodies.flatMap { body in
      (0..<(regime.vocabulary.acts?.leafCount ?? 0)).map { Question.power(body: body, act: $0) }
    }
    let rights = (0..<(regime.vocabulary.rights?.leafCount ?? 0)).map { Question.right($0) }
    return [.act] + rights + steps.map { .step($0) } + powers
  }

  /// Subsumed are the clauses, other than those that decide nothing on the day, without which the
  /// outcome is always the same.
  private func wrongSubsumed(at day: Day?) -> String? {
    let dead = dead(in: Set(rulings.map(\.matching)))
    let subsumed = Set(findings.filter { $0.id == "subsumed" }.compactMap(\.clauses.first))
    for (position, entry) in regime.clauses.enumerated() where !dead.contains(position) {
      let without = regime.mappingClauses { $0.id == entry.clause.id ? nil : $0 }
      let isSubsumed = BruteForceDiff(regime, without, at: day).differing == 0
      if subsumed.contains(position) != isSubsumed {
        return "\(entry.clause.id) is \(isSubsumed ? "" : "not ")subsumed"
      }
    }
    return nil
  }
}
