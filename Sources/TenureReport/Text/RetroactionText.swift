package import TenureEngine
import TenureModel

/// What a change makes of rulings that were given before it was known.
package struct RetroactionText {
  let before: DiffSide
  let after: DiffSide
  let ink: Ink

  /// Writes the retroactions of a comparison.
  package init(before: DiffSide, after: DiffSide, ink: Ink) {
    self.before = before
    self.after = after
    self.ink = ink
  }

  private var vocabulary: Vocabulary { before.book.vocabulary }

  /// The text; empty if there are none.
  package func text(_ retroactions: [RegimeDiff.Retroaction]) -> String {
    var lines: [String] = []
    for retroaction in retroactions {
      let example = retroaction.example
      let count = retroaction.count
      lines += [
        "",
        ink("retroactive", .doubtful)
          + ": rulings for \(TimelineText.days(retroaction.days)) given under "
          + "\(before.reference) would now differ"
          + ink(
            "   \(NumberText.grouped(count)) \(count == 1 ? "case" : "cases")", .faint),
      ]
      var table = Table(ink)
      table.add(
        ("pillar", .faint), (retroaction.pillar.rawValue, nil))
      let (former, latter) = (example.before.outcome, example.after.outcome)
      table.add(("given", .faint), (answer(former, against: latter, retroaction.pillar), nil))
      table.add(("now", .faint), (answer(latter, against: former, retroaction.pillar), nil))
      if let box = example.region.first {
        table.add(("such as", .faint), (RegionText(vocabulary).text(box), nil))
      }
      lines += table.lines(indent: 2)
      let known = Set(
        before.deciding(example, example.before).map { ClauseStanding(before.book[$0]) })
      let clauses = after.deciding(example, example.after)
        .filter { !known.contains(ClauseStanding(after.book[$0])) }
      lines += ClauseText(after.book, ink: ink).lines(clauses, indent: 2)
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// What an outcome says in a pillar that another does not.
  private func answer(_ outcome: Outcome, against other: Outcome, _ pillar: Pillar) -> String {
    var words: [String] = []
    switch pillar {
    case .circulation:
      words = [outcome.verdict.rawValue] + duties(outcome.duties, against: other.duties)
    case .property:
      words = rights(outcome, against: other)
      words += duties(outcome.holderDuties, against: other.holderDuties).map { "holder " + $0 }
    case .distribution:
      let steps = outcome.waterfall.steps.filter { other.waterfall.steps[$0.key] != $0.value }
      words = StepJSON.sorted(steps.keys).map { StepText.text($0.step) }
    case .governance:
      let writer = ShiftText(vocabulary: vocabulary, ink: ink)
      words = outcome.powers.answers.filter { other.powers.answers[$0.key] != $0.value }
        .map { "\($0.key.body) " + writer.answer($0.value) }.sorted()
    }
    return words.isEmpty ? "nothing of it" : words.joined(separator: "; ")
  }

  /// The state of each right that has another one there.
  private func rights(_ outcome: Outcome, against other: Outcome) -> [String] {
    guard let taxonomy = vocabulary.rights else { return [] }
    func state(_ right: Int, in outcome: Outcome) -> RightState { outcome.rights[right] ?? .none }
    let differing = taxonomy.leaves.indices.filter {
      state($0, in: outcome) != state($0, in: other)
    }
    return RightState.allCases.compactMap { wanted in
      let names = differing.filter { state($0, in: outcome) == wanted }
        .map { taxonomy.leafName($0) }
      guard !names.isEmpty else { return nil }
      let word = wanted == .none ? "not spoken of" : wanted.rawValue
      return "\(word): " + names.joined(separator: ", ")
    }
  }

  private func duties(_ duties: Duties, against other: Duties) -> [String] {
    DutyPhase.allCases.compactMap { phase in
      let own = duties[phase].filter { !other[phase].contains($0) }.map { RulingText.text($0) }
      return own.isEmpty ? nil : "\(phase.rawValue): " + own.joined(separator: ", ")
    }
  }

  /// The retroactions for programs.
  package func json(_ retroactions: [RegimeDiff.Retroaction]) -> JSONValue {
    .list(
      retroactions.map { retroaction in
        let example = retroaction.example
        return [
          "pillar": .text(retroaction.pillar.rawValue),
          "from": .optional(retroaction.days.from?.description),
          "before": .optional(retroaction.days.before?.description),
          "count": .text(String(retroaction.count)),
          "region": RegionJSON(vocabulary).json(example.region),
          "witness": RegionJSON(vocabulary).json(example.witness),
          "given": RulingJSON(before.book).json(example.before),
          "now": RulingJSON(after.book).json(example.after),
          "clauses": after.book.json(after.deciding(example, example.after)),
        ]
      })
  }
}
