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
      if retroaction.pillar == .circulation {
        table.add(
          ("given", .faint), (example.before.outcome.verdict.rawValue, nil))
        table.add(("now", .faint), (example.after.outcome.verdict.rawValue, nil))
      }
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
