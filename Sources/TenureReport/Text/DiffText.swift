package import BigInt
package import TenureEngine
import TenureModel

/// A comparison in words: the relation and the counts first, then the shifts, largest first, each
/// with where, who, why and a case to try.
package struct DiffText {
  /// Several shifts that are one to a reader: of one kind, in the same situations.
  package struct Group {
    /// What changed.
    package let subjects: [RegimeDiff.Subject]
    /// In how many situations.
    package let count: BigUInt
    /// Where, and an example.
    package let example: Change
  }

  let before: DiffSide
  let after: DiffSide
  let summary: DiffSummary
  let ink: Ink
  /// What stands before the reference of a regime on a command line that asks a witness.
  let askWords: [String]
  /// What stands behind it.
  let askOptions: [String]
  /// What both sides are asked under, for people: `at 2024-06-01`; nil if nothing was given.
  let conditions: String?

  /// Writes a comparison of two sides.
  ///
  /// - Parameters:
  ///   - before: The first side.
  ///   - after: The second side.
  ///   - summary: The whole in numbers.
  ///   - ink: How it is marked.
  ///   - askWords: What stands before the reference on a command line that asks a witness.
  ///   - askOptions: What stands behind the facts on it.
  ///   - conditions: What both sides are asked under, for people.
  package init(
    before: DiffSide, after: DiffSide, summary: DiffSummary, ink: Ink, askWords: [String],
    askOptions: [String], conditions: String? = nil
  ) {
    self.before = before
    self.after = after
    self.summary = summary
    self.ink = ink
    self.askWords = askWords
    self.askOptions = askOptions
    self.conditions = conditions
  }

  private var vocabulary: Vocabulary { before.book.vocabulary }

  /// The shifts as groups, most situations first.
  ///
  /// - Parameters:
  ///   - diff: The comparison.
  ///   - limit: The most groups.
  /// - Returns: The groups, and how many shifts are left over.
  package func groups(_ diff: RegimeDiff, limit: Int) -> (groups: [Group], rest: Int) {
    struct Kind: Hashable {
      let word: String
      let count: BigUInt
      let region: Region
    }
    var positions: [Kind: Int] = [:]
    var found: [Group] = []
    for (position, shift) in summary.shifts.enumerated() {
      guard let example = diff.example(of: shift) else { continue }
      let kind = Kind(
        word: ShiftText.kind(of: shift.subject), count: shift.count, region: example.region)
      if let known = positions[kind] {
        found[known] = Group(
          subjects: found[known].subjects + [shift.subject], count: shift.count,
          example: found[known].example)
        continue
      }
      guard found.count < limit else { return (found, summary.shifts.count - position) }
      positions[kind] = found.count
      found.append(Group(subjects: [shift.subject], count: shift.count, example: example))
    }
    return (found, 0)
  }

  /// The text.
  package func text(_ groups: [Group], rest: Int) -> String {
    var lines = headline()
    for group in groups { lines += [""] + self.lines(group) }
    if rest > 0 {
      lines += ["", "… and \(NumberText.counted(rest, "more shift")) (--limit N shows more)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline() -> [String] {
    var lines: [String] = []
    var sides = Table(ink)
    for (word, side) in [("before", before), ("after", after)] {
      sides.add(
        (word, .faint), (side.name, .strong), (side.revision, nil), (side.commit ?? "", .faint))
    }
    lines += sides.lines(indent: 0)
    if let conditions { lines.append(ink("asked", .faint) + "   " + conditions) }
    lines += [
      "",
      ink(summary.relation.rawValue, HistoryText.style(summary.relation)) + scope + ": "
        + meaning + (scope.isEmpty ? "" : "; no other pillar is compared"),
    ]
    for (word, side) in [("before", before), ("after", after)] where !side.unknown.isEmpty {
      lines.append(unknown(word, side))
    }
    guard summary.differing > 0 else { return lines }
    lines += [
      "",
      "\(NumberText.grouped(summary.differing)) of \(NumberText.grouped(summary.total)) cases "
        + "differ\(scope), \(PercentText.rounded(summary.share)) "
        + "(of cases told apart, not of people)",
    ]
    var pillars = Table(ink)
    for pillar in Pillar.allCases {
      guard let count = summary.differingByPillar[pillar] else { continue }
      pillars.add(
        (pillar.rawValue, nil), (NumberText.grouped(count), nil),
        (PercentText.rounded(PercentText.share(count, of: summary.total)), nil))
    }
    return lines + pillars.lines(indent: 2)
  }

  private func unknown(_ word: String, _ side: DiffSide) -> String {
    var names = side.unknown.facets.map { vocabulary[$0].name }
    for (taxonomy, terms) in side.unknown.terms.sorted(by: { $0.key.index < $1.key.index }) {
      names += terms.sorted().map { vocabulary[taxonomy][$0].name }
    }
    let shown = names.prefix(12).joined(separator: ", ")
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    return "\(word) does not know: \(shown)\(more)"
  }

  /// The pillar that all is about, if not all are compared.
  private var scope: String {
    guard summary.pillars.count == 1, summary.relation != .identical else { return "" }
    return " in \(summary.pillars[0].rawValue)"
  }

  private var meaning: String {
    switch summary.relation {
    case .identical: "the same vocabulary, layers and documents, byte for byte"
    case .equivalent where !scope.isEmpty: "the same answer in every case"
    case .equivalent: "written differently, the same answer in every case"
    case .narrower: "wherever the two differ, after leaves the actor less"
    case .wider: "wherever the two differ, after leaves the actor more"
    case .incomparable: "neither leaves the actor more everywhere"
    }
  }

  private func lines(_ group: Group) -> [String] {
    let share = PercentText.rounded(PercentText.share(group.count, of: summary.total))
    let shift = ShiftText(vocabulary: vocabulary, ink: ink).text(group.subjects)
    let example = group.example
    let cases = NumberText.grouped(group.count) + (group.count == 1 ? " case" : " cases")
    var lines = ["\(shift)   \(share)" + ink("   \(cases)", .faint)]
    let affected = Affected(vocabulary)
    var rows: [(String, String)] = []
    if let box = example.region.first { rows.append(("such as", RegionText(vocabulary).text(box))) }
    let parties = affected.parties(of: example.region, pillar: example.pillar)
    if !parties.isEmpty, example.pillar == .circulation || example.pillar == .property {
      rows.append(("affects", short(parties)))
    }
    for (word, side) in [("before", before), ("after", after)] {
      let names = affected.unknown(in: example.region, example.witness, to: side.unknown)
      if !names.isEmpty {
        rows.append(("unknown", names.joined(separator: ", ") + ", to " + word))
      }
    }
    for (label, text) in rows { lines.append("  " + ink(padded(label), .faint) + text) }
    lines += causes(group)
    // The witness is one of the first box, and the shift does not depend on what that leaves free.
    let regions = RegionText(vocabulary)
    var free = example.region.first.map { regions.freeJudgements(of: $0) } ?? []
    if example.region.first?.facets[vocabulary.date] == nil { free.insert(vocabulary.date) }
    let facts = regions.arguments(example.witness, leavingOut: free)
    let ask = askWords + [after.reference] + facts
    lines.append("  " + ink(padded("try"), .faint) + ShellText.command(ask + askOptions))
    return lines
  }

  private func padded(_ label: String) -> String {
    label + String(repeating: " ", count: max(1, 9 - label.count))
  }

  private func short(_ parties: [String]) -> String {
    // The whole taxonomy is no news.
    guard let facet = vocabulary.facet(named: Affected.actorFacet),
      let taxonomy = vocabulary.taxonomy(of: facet)
    else { return parties.joined(separator: ", ") }
    return parties == taxonomy.cover(of: taxonomy.allLeaves)
      ? "everyone" : parties.joined(separator: ", ")
  }

  /// The clauses that decide on one side only.
  private func causes(_ group: Group) -> [String] {
    let change = group.example
    var former = before.deciding(change, change.before)
    var latter = after.deciding(change, change.after)
    let speaking = [(before, former), (after, latter)].map { side, positions in
      positions.filter { position in
        group.subjects.contains { $0.concerns(side.book[position], in: vocabulary) }
      }
    }
    // Where no clause speaks of it, as after a change of the doctrine, all that decide are shown.
    if speaking.contains(where: { !$0.isEmpty }) { (former, latter) = (speaking[0], speaking[1]) }
    let formerClauses = Set(former.map { ClauseStanding(before.book[$0]) })
    let latterClauses = Set(latter.map { ClauseStanding(after.book[$0]) })
    var lines: [String] = []
    let gone = former.filter { !latterClauses.contains(ClauseStanding(before.book[$0])) }
    let new = latter.filter { !formerClauses.contains(ClauseStanding(after.book[$0])) }
    guard !gone.isEmpty || !new.isEmpty else {
      lines.append(
        "  " + ink(padded("why"), .faint)
          + "the same clauses decide; what they refer to, or how clashes are settled, changed")
      let table = ClauseText(after.book, ink: ink).lines(latter, indent: 11)
      return lines + table
    }
    for (label, side, positions) in [("before", before, gone), ("after", after, new)] {
      let table = ClauseText(side.book, ink: ink).lines(positions, indent: 0)
      for (row, line) in table.enumerated() {
        lines.append("  " + ink(padded(row == 0 ? label : ""), .faint) + line)
      }
      if table.isEmpty { lines.append("  " + ink(padded(label), .faint) + "no clause of its own") }
    }
    return lines
  }
}
