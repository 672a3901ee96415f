package import TenureModel

/// A regime as it stands at a revision, clause by clause.
package struct RegimeReport {
  let regime: Regime
  let reference: String
  let revision: String
  let commit: String?
  let date: String?
  let book: ClauseBook

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - regime: The regime.
  ///   - reference: How the user named it.
  ///   - revision: The revision for people.
  ///   - commit: The commit, where it is one.
  ///   - date: The author date of the commit.
  ///   - book: The clauses.
  package init(
    regime: Regime, reference: String, revision: String, commit: String?, date: String?,
    book: ClauseBook
  ) {
    self.regime = regime
    self.reference = reference
    self.revision = revision
    self.commit = commit
    self.date = date
    self.book = book
  }

  /// The regime for programs.
  package var json: JSONValue {
    [
      "regime": .text(regime.name),
      "title": .optional(regime.title),
      "jurisdiction": .optional(regime.jurisdiction),
      "revision": .text(revision),
      "commit": .optional(commit),
      "date": .optional(date),
      "vocabulary": .text(regime.vocabulary.name),
      "semantics": .whole(Regime.semantics),
      "layers": .texts(regime.layers.map(\.name)),
      "doctrine": [
        "ranks": .texts(regime.doctrine.ranks),
        "precedence": .texts(regime.doctrine.precedence.map(\.rawValue)),
      ],
      "clauses": .list(book.clauses.indices.map { .members(members($0)) }),
    ]
  }

  /// A clause for programs.
  ///
  /// - Parameters:
  ///   - position: The clause.
  ///   - source: Its lines as they stand in the document.
  /// - Returns: The clause with its lines.
  package func json(clause position: Int, _ source: String) -> JSONValue {
    .members(members(position) + [("source", .text(source))])
  }

  private func members(_ position: Int) -> [(String, JSONValue)] {
    let clause = book[position]
    return book.members(position) + [
      ("layer", .text(regime.layers[book.clauses[position].layer].name)),
      (
        "effect",
        .text(ClauseText(book, ink: Ink(isColoured: false), showing: .max).effect(of: clause))
      ),
      ("rank", .optional(clause.rank)),
      ("force", .text(clause.force.rawValue)),
      ("default", .flag(clause.isDefault)),
      ("over", .texts(clause.over)),
      ("from", .optional(clause.effective.from?.description)),
      ("until", .optional(clause.effective.before?.description)),
      ("enacted", .optional(clause.enacted?.description)),
      ("implements", .texts(clause.implements)),
      ("note", .optional(clause.note)),
      ("reviewed", .flag(clause.isReviewed)),
    ]
  }
}

extension RegimeReport {
  /// The regime in words.
  package func text(ink: Ink) -> String {
    var table = Table(ink)
    table.add(("regime", .faint), (regime.name, .strong), (regime.title ?? "", nil))
    if let jurisdiction = regime.jurisdiction {
      table.add(("holds in", .faint), (jurisdiction, nil))
    }
    table.add(
      ("revision", .faint),
      (
        [revision, commit.map { String($0.prefix(10)) }, date].compactMap { $0 }
          .joined(separator: "  "), nil
      ))
    table.add(("vocabulary", .faint), (regime.vocabulary.name, nil))
    table.add(("layers", .faint), (regime.layers.map(\.name).joined(separator: " < "), nil))
    table.add(("ranks", .faint), (regime.doctrine.ranks.joined(separator: " > "), nil))
    table.add(
      ("precedence", .faint),
      (regime.doctrine.precedence.map(\.rawValue).joined(separator: ", then "), nil))
    var lines = table.lines(indent: 0)
    for pillar in Pillar.allCases {
      let positions = book.clauses.indices.filter { book[$0].pillar == pillar }
      guard !positions.isEmpty else { continue }
      let count = NumberText.counted(positions.count, "clause")
      lines += ["", ink(pillar.rawValue, .strong) + ink("  \(count)", .faint)]
      lines += ClauseText(book, ink: ink).lines(positions, indent: 2)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A clause in full.
  ///
  /// - Parameters:
  ///   - position: The clause.
  ///   - source: Its lines as they stand in the document.
  ///   - ink: How it is marked.
  /// - Returns: The text.
  package func text(clause position: Int, _ source: String, ink: Ink) -> String {
    let clause = book[position]
    let clauses = ClauseText(book, ink: ink)
    var table = Table(ink)
    table.add(("clause", .faint), (clause.id, .name), (clauses.effect(of: clause), nil))
    table.add(("cites", .faint), (clause.citation ?? "nothing", nil))
    table.add(("stands in", .faint), (clauses.place(of: clause), nil))
    table.add(("changed by", .faint), (clauses.credit(at: position), nil))
    table.add(
      ("layer", .faint), (regime.layers[book.clauses[position].layer].name, nil))
    let rank = clause.rank.map { "rank \($0), " } ?? ""
    let standing = clause.isDefault ? ", a default" : ""
    table.add(("standing", .faint), ("\(rank)force \(clause.force.rawValue)\(standing)", nil))
    var lines = table.lines(indent: 0) + [""]
    lines += source.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).printable }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}
