package import TenureModel

/// Situations as the cells of a table: in the words of documents, and in SQL.
package struct SituationCells: Sendable {
  private let vocabulary: Vocabulary

  /// Prepares to write in the words of a vocabulary.
  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The facets that rows give.
  package var facets: [FacetID] {
    vocabulary.facets.indices.map { FacetID($0) }.filter { $0 != vocabulary.right }
  }

  /// The text of a fact; empty where nothing is known.
  package func text(_ fact: Situation.Fact?, of facet: FacetID) -> String {
    let taxonomy = vocabulary.taxonomy(of: facet)
    switch fact {
    case .known(.term(let leaf)): return taxonomy?.leafName(leaf) ?? ""
    case .known(.set(let leaves)):
      if leaves.isEmpty { return "[]" }
      return leaves.leaves.map { taxonomy?.leafName($0) ?? "" }.joined(separator: " ")
    case .known(.flag(let isOn)): return isOn ? "yes" : "no"
    case .known(.quantity(let number)): return number.description
    case .known(.date(let day)): return day.description
    case .oneOf(let leaves):
      return taxonomy?.terms.first { $0.leaves == leaves }?.name ?? ""
    case .unknown, nil: return ""
    }
  }

  /// The situations as a named subquery: a column `id` with their numbers, and one for each facet.
  ///
  /// What is left out is not known: defaults are put in before. With `isTyped` each cell says its
  /// type, which engines want that do not look at cells one by one.
  package func table(
    _ name: String, _ situations: [Situation], isTyped: Bool = false
  ) -> String {
    let names = ["id"] + facets.map { vocabulary[$0].name }
    let rows = situations.enumerated().map { row, situation in
      let cells =
        ["\(row)"]
        + facets.map { facet in
          let literal = literal(situation[facet], of: facet)
          return isTyped ? "CAST(\(literal) AS \(type(of: facet)))" : literal
        }
      return "(\(cells.joined(separator: ", ")))"
    }
    return "\(name)(\(names.map { "\"\($0)\"" }.joined(separator: ", "))) AS "
      + "(VALUES \(rows.joined(separator: ",\n")))"
  }

  /// A query with a named subquery put before it.
  package static func query(_ text: String, over table: String) -> String {
    let rest = text.hasPrefix("WITH ") ? ", \(text.dropFirst("WITH ".count))" : "\n" + text
    return "WITH \(table)\(rest)"
  }

  /// The cell as its column in a database would have it.
  private func literal(_ fact: Situation.Fact?, of facet: FacetID) -> String {
    switch fact {
    case .known(.quantity(let number)): number.description
    case .unknown, nil: "NULL"
    default: Self.quoted(text(fact, of: facet))
    }
  }

  /// The type of the column of a facet.
  private func type(of facet: FacetID) -> String {
    switch vocabulary[facet].kind {
    case .date: "DATE"
    case .quantity: "DECIMAL(38, 15)"
    case .term, .set, .flag: "VARCHAR"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
