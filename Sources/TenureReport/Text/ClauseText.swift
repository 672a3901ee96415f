package import TenureModel

/// Clauses in a line for people: id, what it says, citation, place, commit.
package struct ClauseText {
  let book: ClauseBook
  let ink: Ink
  /// The most terms of an effect that are named.
  private let limit: Int

  /// How many terms of an effect a table names.
  package static let shownTerms = 6

  /// Writes the clauses of a book; of their effects, only so many terms.
  package init(_ book: ClauseBook, ink: Ink, showing limit: Int = shownTerms) {
    self.book = book
    self.ink = ink
    self.limit = limit
  }

  /// A table of clauses.
  package func lines(_ positions: some Sequence<Int>, indent: Int) -> [String] {
    var table = Table(ink)
    for position in positions {
      let clause = book[position]
      table.add(
        (clause.id, .name), (effect(of: clause), nil), (clause.citation ?? "", nil),
        (place(of: clause), .faint), (credit(at: position), .faint))
    }
    return table.lines(indent: indent)
  }

  /// The file and line of a clause.
  package func place(of clause: AnyClause) -> String {
    "\(clause.origin.file):\(clause.origin.line)"
  }

  /// Who last changed a clause.
  package func credit(at position: Int) -> String {
    guard let credit = book.credits[position] else { return "not committed" }
    // As `git blame` marks it: who changed the clause is not known.
    if credit.isBoundary { return "^\(credit.shortCommit) or before: the clone ends here" }
    return "\(credit.shortCommit) \(credit.date) \(credit.authorName)"
  }

  /// What a clause says, without its guard: `prohibits export`.
  package func effect(of clause: AnyClause) -> String {
    switch clause.effect {
    case .property(let effect):
      let verb = effect.stance == .grant ? "grants" : "withholds"
      return verb + " " + terms(effect.rights, book.vocabulary.rights)
    case .circulation(let effect):
      let verb =
        switch effect.conduct {
        case .permit: "permits"
        case .prohibit: "prohibits"
        case .oblige: "obliges"
        case .attach: "adds duties to"
        }
      let taxonomy = book.vocabulary.action.flatMap { book.vocabulary.taxonomy(of: $0) }
      return verb + " " + terms(effect.actions, taxonomy)
    case .distribution(let effect): return StepText.text(effect.step)
    case .governance(let effect):
      let acts = terms(effect.acts, book.vocabulary.acts)
      switch effect.power {
      case .empower(let body, let procedure, _):
        let by = if case .procedure(let name) = procedure { " by \(name)" } else { "" }
        return "empowers \(body) to \(acts)\(by)"
      case .disempower(.any): return "lets nobody \(acts)"
      case .disempower(.body(let body)): return "does not let \(body) \(acts)"
      }
    }
  }

  private func terms(_ selection: TermSelection, _ taxonomy: Taxonomy?) -> String {
    switch selection {
    case .any: "anything"
    case .under(let terms):
      terms.prefix(limit).map { taxonomy?[$0].name ?? "" }.joined(separator: ", ")
        + (terms.count > limit ? " and \(terms.count - limit) more" : "")
    }
  }
}
