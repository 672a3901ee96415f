import TenureModel

extension [Finding] {
  /// The most findings of one document that are listed.
  package static var listLimit: Int { 1_000 }

  /// The findings, or of very many the first, errors before others, and how many more there are.
  ///
  /// A document may be wrong in each of its words, and a reader mends the first ones first.
  var brief: [Finding] {
    guard count > Self.listLimit else { return self }
    let ordered = filter { $0.severity == .error } + filter { $0.severity != .error }
    let rest = ordered[Self.listLimit...]
    return ordered[..<Self.listLimit] + [
      Finding(
        "more-findings", severity: rest.containsError ? .error : .note,
        "there are \(rest.count) more findings",
        at: rest.first?.location, help: "mend those that are listed first")
    ]
  }
}

extension LoweredDocument {
  /// The same with as many findings as are listed.
  var withBriefFindings: LoweredDocument {
    findings.count > [Finding].listLimit
      ? LoweredDocument(clauses: clauses, declarations: declarations, findings: findings.brief)
      : self
  }
}
