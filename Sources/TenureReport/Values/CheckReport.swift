package import TenureEngine
package import TenureModel

/// What a check of a regime found: in its documents, and in what they mean together.
package struct CheckReport {
  /// How the user named the regime.
  package let reference: String
  let title: String?
  let revision: String
  let book: ClauseBook
  let findings: [RegimeFinding]
  let documentFindings: [Finding]

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - reference: How the user named the regime.
  ///   - title: What people call it.
  ///   - revision: The revision for people.
  ///   - book: Its clauses.
  ///   - findings: What was found in what they mean.
  ///   - documentFindings: What was found in the documents.
  package init(
    reference: String, title: String?, revision: String, book: ClauseBook,
    findings: [RegimeFinding], documentFindings: [Finding]
  ) {
    self.reference = reference
    self.title = title
    self.revision = revision
    self.book = book
    self.findings = findings
    self.documentFindings = documentFindings
  }

  /// How hard each finding is.
  package var severities: [Finding.Severity] {
    documentFindings.map(\.severity) + findings.map(\.severity)
  }

  /// The clause that a place of a document lies in.
  func clause(at location: SourceLocation?) -> Int? {
    guard let location else { return nil }
    return book.clauses.indices.last { book[$0].origin.contains(location) }
  }

  /// The pillar of the document that a place lies in; nil if no clause stands in it.
  func pillar(at location: SourceLocation?) -> Pillar? {
    guard let location else { return nil }
    return book.clauses.indices.first { book[$0].origin.file == location.file }
      .map { book[$0].pillar }
  }
}
