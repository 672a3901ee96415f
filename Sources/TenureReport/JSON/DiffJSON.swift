import BigInt
package import TenureEngine
import TenureModel

/// A comparison in JSON, as the document format lays it down.
package struct DiffJSON {
  let before: DiffSide
  let after: DiffSide
  let summary: DiffSummary
  private var vocabulary: Vocabulary { before.book.vocabulary }

  /// Writes a comparison of two sides.
  package init(before: DiffSide, after: DiffSide, summary: DiffSummary) {
    self.before = before
    self.after = after
    self.summary = summary
  }

  /// Writes the comparison piece by piece: a comparison may have very many regions.
  ///
  /// - Parameters:
  ///   - changes: The changes to show, of all pillars.
  ///   - isTruncated: Whether there are more.
  ///   - members: What stands beside the changes.
  ///   - write: Takes the pieces.
  package func write(
    _ changes: [Change], isTruncated: Bool, beside members: [(String, JSONValue)],
    to write: (String) -> Void
  ) {
    write("{\n  \"relation\": " + JSONValue.text(summary.relation.rawValue).line)
    write(",\n  \"situations\": " + situations().line)
    let conduct = changes.filter { $0.pillar == .property || $0.pillar == .circulation }
    list("changes", conduct, to: write) { self.conduct($0) }
    let money = changes.filter { $0.pillar == .distribution }
    if !money.isEmpty { list("money", money, to: write) { self.money($0) } }
    let power = changes.filter { $0.pillar == .governance }
    if !power.isEmpty { list("power", power, to: write) { self.power($0) } }
    for (key, value) in members {
      write(",\n  " + JSONValue.text(key).line + ": " + value.line)
    }
    write(",\n  \"truncated\": \(isTruncated)\n}")
  }

  private func list(
    _ key: String, _ changes: [Change], to write: (String) -> Void,
    _ members: (Change) -> Members
  ) {
    write(",\n  " + JSONValue.text(key).line + ": [")
    for (position, change) in changes.enumerated() {
      write(position > 0 ? ",\n    " : "\n    ")
      self.write(change, members(change), to: write)
    }
    write(changes.isEmpty ? "]" : "\n  ]")
  }

  /// What tells changes of one kind apart from those of another.
  private struct Members {
    let before: JSONValue
    let after: JSONValue
    let others: [(String, JSONValue)]
  }

  private func write(_ change: Change, _ members: Members, to write: (String) -> Void) {
    let regions = RegionJSON(vocabulary)
    let head: [(String, JSONValue)] = [
      ("pillar", .text(change.pillar.rawValue)), ("before", members.before),
      ("after", members.after),
    ]
    let tail: [(String, JSONValue)] = [
      ("witness", regions.json(change.witness)), ("count", .text(String(change.count))),
      (
        "clauses",
        [
          "before": before.book.json(before.deciding(change, change.before)),
          "after": after.book.json(after.deciding(change, change.after)),
        ]
      ),
    ]
    write(String(JSONValue.members(head).line.dropLast()) + ", \"region\": ")
    regions.write(change.region, to: write)
    write(", " + JSONValue.members(tail + members.others).line.dropFirst())
  }

  private func situations() -> JSONValue {
    var pillars: [(String, JSONValue)] = []
    for pillar in Pillar.allCases where summary.pillars.contains(pillar) {
      let count = summary.differingByPillar[pillar] ?? 0
      guard count > 0 || pillar == .property || pillar == .circulation else { continue }
      pillars.append((pillar.rawValue, .text(String(count))))
    }
    return [
      "total": .text(String(summary.total)),
      "differing": .text(String(summary.differing)),
      "share": .share(summary.share),
      "pillars": .members(pillars),
    ]
  }

  private func conduct(_ change: Change) -> Members {
    let affected = Affected(vocabulary)
    return Members(
      before: RulingJSON(before.book).json(change.before),
      after: RulingJSON(after.book).json(change.after),
      others: [
        ("affects", .texts(affected.parties(of: change.region, pillar: change.pillar))),
        ("unknown", unknown(change)),
      ])
  }

  private func money(_ change: Change) -> Members {
    Members(
      before: StepJSON.json(change.before.outcome.waterfall),
      after: StepJSON.json(change.after.outcome.waterfall),
      others: [("unknown", unknown(change))])
  }

  private func power(_ change: Change) -> Members {
    let (former, latter) = (change.before.outcome.powers, change.after.outcome.powers)
    let questions = Set(former.answers.keys).union(latter.answers.keys)
      .filter { former.answers[$0] != latter.answers[$0] }
    let writer = PowerJSON(vocabulary: vocabulary)
    return Members(
      before: writer.json(former, about: questions),
      after: writer.json(latter, about: questions), others: [("unknown", unknown(change))])
  }

  private func unknown(_ change: Change) -> JSONValue {
    let affected = Affected(vocabulary)
    return [
      "before": .texts(affected.unknown(in: change.region, change.witness, to: before.unknown)),
      "after": .texts(affected.unknown(in: change.region, change.witness, to: after.unknown)),
    ]
  }
}
