package import TenureEngine
import TenureModel
package import TenurePopulation

/// What a population is told under two regimes, for people and programs.
package struct PopulationReport {
  /// A regime, and how the user named it.
  package typealias Side = (reference: String, engine: RegimeEngine)

  private let change: PopulationChange
  private let before: Side
  private let after: Side
  private let population: String

  /// Creates a report of what a comparison found.
  package init(change: PopulationChange, before: Side, after: Side, population: String) {
    self.change = change
    self.before = before
    self.after = after
    self.population = population
  }

  private var vocabulary: Vocabulary { before.engine.regime.vocabulary }

  private func place(_ clause: AnyClause) -> String {
    "\(clause.origin.file):\(clause.origin.line)"
  }
}

extension PopulationReport {
  /// The report for people, with at most so many groups and causes.
  package func text(limit: Int, ink: Ink) -> String {
    let counts = change.counts
    let total = counts.total
    var lines = [
      ink(NumberText.counted(total, "row"), .strong)
        + ink("  (\(population.printable); \(before.reference) → \(after.reference))", .faint),
      counts.flipped == 0
        ? ink("no verdict changes", .good)
        : ink("\(rows(counts.flipped)) told something else", .doubtful)
          + ", \(share(counts.flipped, total))",
      "",
    ]
    var table = Table(ink)
    for flip in counts.flips {
      table.add(
        (flip.before.rawValue, nil), ("→ \(flip.after.rawValue)", nil),
        (NumberText.grouped(String(flip.rows)), .strong), (share(flip.rows, total), .faint))
    }
    for verdict in PopulationChange.verdicts where counts[verdict, verdict] > 0 {
      table.add(
        (verdict.rawValue, .faint), ("as before", .faint),
        (NumberText.grouped(String(counts[verdict, verdict])), nil),
        (share(counts[verdict, verdict], total), .faint))
    }
    lines += table.lines(indent: 0)
    for (facet, groups) in change.groups where counts.flipped > 0 {
      lines += self.lines(of: facet, groups, limit, ink)
    }
    lines += causes(limit, ink)
    let text = PopulationText(change, in: vocabulary, limit: limit, ink: ink)
    lines += text.rights() + text.money() + text.badRows() + notes(ink)
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(
    of facet: FacetID, _ groups: [PopulationChange.Group], _ limit: Int, _ ink: Ink
  ) -> [String] {
    let changed = groups.filter { $0.counts.flipped > 0 }
    let shown = changed.enumerated().sorted {
      ($1.element.counts.flipped, $0.offset) < ($0.element.counts.flipped, $1.offset)
    }.map(\.element)
    guard !shown.isEmpty else { return [] }
    var table = Table(ink)
    for group in shown.prefix(limit) {
      let flips = group.counts.flips.prefix(3).map {
        "\($0.before.rawValue) → \($0.after.rawValue) \(NumberText.grouped(String($0.rows)))"
      }
      table.add(
        (group.value ?? "not known", .name),
        (
          "\(NumberText.grouped(String(group.counts.flipped))) of "
            + NumberText.grouped(String(group.counts.total)), .strong
        ), (flips.joined(separator: ", "), nil))
    }
    return ["", "by \(vocabulary[facet].name)"] + table.lines(indent: 2)
      + rest(shown.count - limit, "value", ink)
  }

  private func causes(_ limit: Int, _ ink: Ink) -> [String] {
    guard !change.causes.isEmpty else { return [] }
    var table = Table(ink)
    for cause in change.causes.prefix(limit) {
      table.add(
        (NumberText.grouped(String(cause.rows)), .strong), (cause.before.rawValue, nil),
        (name(cause.clauseBefore, before), .name), ("→ \(cause.after.rawValue)", nil),
        (name(cause.clauseAfter, after), .name),
        (cause.clauseAfter.map { place(after.engine.clauses[$0].clause) } ?? "", .faint))
    }
    return ["", "by the clauses that decide"] + table.lines(indent: 2)
      + rest(change.causes.count - limit, "pair", ink)
      + (change.rowsWithoutCause > 0
        ? [
          "  "
            + ink(
              NumberText.counted(change.rowsWithoutCause, "more row")
                + " of more pairs than are told apart", .faint)
        ] : [])
  }

  private func rest(_ count: Int, _ noun: String, _ ink: Ink) -> [String] {
    count > 0 ? ["  " + ink("and \(NumberText.counted(count, "more " + noun))", .faint)] : []
  }

  private func name(_ clause: Int?, _ side: Side) -> String {
    clause.map { side.engine.clauses[$0].clause.id } ?? ""
  }

  /// What a reader must know to read the counts.
  private func notes(_ ink: Ink) -> [String] {
    var lines: [String] = []
    let names = vocabulary.facets.map(\.name)
    if !change.ignored.isEmpty {
      let columns = change.ignored.map { name in
        Suggestion.nearest(to: name, among: names).map { "\(name) (did you mean \($0)?)" } ?? name
      }
      lines.append("left out, no facets: " + columns.joined(separator: ", ").printable)
    }
    if !change.missing.isEmpty {
      let facets = change.missing.map { facet in
        let isOpen = vocabulary[facet].defaultValue == nil && facet != vocabulary.date
        return vocabulary[facet].name + (isOpen ? " (not known)" : "")
      }
      lines.append("not given, at their defaults: " + facets.joined(separator: ", "))
    }
    return lines.isEmpty ? [] : [""] + lines.map { ink($0, .faint) }
  }

  private func rows(_ count: Int) -> String {
    NumberText.counted(count, "row") + (count == 1 ? " is" : " are")
  }

  private func share(_ count: Int, _ total: Int) -> String {
    PercentText.rounded(total == 0 ? 0 : Double(count) / Double(total))
  }
}

extension PopulationReport {
  /// The report for programs; all groups and causes unless a limit is given.
  package func json(limit: Int?) -> JSONValue {
    let causes = change.causes.prefix(limit ?? .max).map { cause in
      JSONValue.members([
        ("rows", .number(cause.rows)), ("before", .text(cause.before.rawValue)),
        ("after", .text(cause.after.rawValue)),
        (
          "clauses",
          [
            "before": clause(cause.clauseBefore, before),
            "after": clause(cause.clauseAfter, after),
          ]
        ),
      ])
    }
    let groups = change.groups.map { facet, groups in
      (
        vocabulary[facet].name,
        JSONValue.list(
          groups.map { group in
            .members([("value", .optional(group.value))] + members(group.counts))
          })
      )
    }
    return .members(
      members(change.counts) + [
        ("by", .members(groups)), ("causes", .list(causes)),
      ]
        + (change.rowsWithoutCause > 0
          ? [("rows-without-cause", .number(change.rowsWithoutCause))] : [])
        + PopulationJSON(change, in: vocabulary).members + [
          ("ignored", .texts(change.ignored)),
          ("missing", .texts(change.missing.map { vocabulary[$0].name })),
        ])
  }

  private func members(
    _ counts: PopulationChange.Counts
  ) -> [(String, JSONValue)] {
    var verdicts: [JSONValue] = []
    for before in PopulationChange.verdicts {
      for after in PopulationChange.verdicts where counts[before, after] > 0 {
        verdicts.append([
          "before": .text(before.rawValue), "after": .text(after.rawValue),
          "rows": .number(counts[before, after]),
        ])
      }
    }
    return [
      ("rows", .number(counts.total)), ("differing", .number(counts.flipped)),
      ("verdicts", .list(verdicts)),
    ]
  }

  private func clause(_ position: Int?, _ side: Side) -> JSONValue {
    guard let position else { return .null }
    let clause = side.engine.clauses[position].clause
    return [
      "id": .text(clause.id), "file": .text(clause.origin.file),
      "line": .number(clause.origin.line),
    ]
  }
}
