package import TenureModel

/// The clauses of a regime as reports show them: by position, each with who last changed it.
package struct ClauseBook: Sendable {
  /// The clauses, in the order layer, file, line.
  package let clauses: [RegimeClause]
  /// The vocabulary in which they are read.
  package let vocabulary: Vocabulary
  /// Who last changed a clause, by position; those that are not committed are left out.
  package var credits: [Int: ClauseCredit]

  /// Creates a book.
  package init(
    clauses: [RegimeClause], vocabulary: Vocabulary, credits: [Int: ClauseCredit] = [:]
  ) {
    self.clauses = clauses
    self.vocabulary = vocabulary
    self.credits = credits
  }

  /// The clause at a position.
  package subscript(_ position: Int) -> AnyClause { clauses[position].clause }

  /// The members that every clause has in JSON.
  func members(_ position: Int) -> [(String, JSONValue)] {
    let clause = self[position]
    let credit = credits[position]
    return [
      ("id", .text(clause.id)),
      ("pillar", .text(clause.pillar.rawValue)),
      ("cites", .optional(clause.citation)),
      ("file", .text(clause.origin.file)),
      ("line", .whole(clause.origin.line)),
      ("commit", .optional(credit?.commit)),
      ("author", .optional(credit?.author)),
      ("date", .optional(credit?.date)),
    ] + (credit?.isBoundary == true ? [("boundary", .flag(true))] : [])
  }

  /// A clause in JSON.
  package func json(_ position: Int) -> JSONValue { .members(members(position)) }

  /// Clauses in JSON.
  package func json(_ positions: some Sequence<Int>) -> JSONValue {
    .list(positions.map { json($0) })
  }
}
