package import TenureModel

/// A query with a few words on what it is.
package enum QueryText {
  /// The query with a comment before and a semicolon behind.
  ///
  /// - Parameters:
  ///   - query: The query.
  ///   - title: What was compiled.
  ///   - facets: The facets whose columns it reads.
  ///   - vocabulary: What they are called.
  ///   - view: What stands before the query to make a view of it.
  ///   - advice: What whoever runs it should know.
  /// - Returns: The text.
  package static func text(
    _ query: String, title: String, facets: [FacetID], in vocabulary: Vocabulary, view: String?,
    advice: String?
  ) -> String {
    let columns = facets.map { "\(vocabulary[$0].name) (\(Self.kind(of: $0, in: vocabulary)))" }
    var lines = ["-- \(title.printable)", "-- reads the columns:"]
    if columns.isEmpty { lines = ["-- \(title.printable)", "-- reads no column"] }
    lines += columns.map { "--   \($0)" }
    if let advice { lines.append("-- \(advice)") }
    return lines.joined(separator: "\n") + "\n" + (view ?? "") + query + ";\n"
  }

  private static func kind(of facet: FacetID, in vocabulary: Vocabulary) -> String {
    switch vocabulary[facet].kind {
    case .term: "a term"
    case .set: "terms with commas between"
    case .flag: "yes or no"
    case .quantity: "a number"
    case .date: "a day"
    }
  }
}
