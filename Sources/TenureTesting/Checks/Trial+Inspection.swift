import TenureModel

/// What holds for every answer, whether the document was sound or not.
extension Trial {
  /// The document that an answer is about.
  struct Place {
    let name: String
    /// The bytes of the document.
    let size: Int
    let vocabulary: Vocabulary
  }

  mutating func inspect(_ lowered: LoweredDocument, _ place: Place) {
    inspectFindings(lowered.findings, place)
    if lowered.findings.containsError, let clause = lowered.clauses.first {
      violate(
        .refusal,
        "a document with an error is refused whole; clause `\(clause.id)` stands beside "
          + "an error; \(place.name)")
    }
    inspectDeclarations(lowered.declarations, place)
    inspectIDs(of: lowered.clauses, place)
    for clause in lowered.clauses {
      if clause.pillar != plugin.pillar {
        violate(
          .pillar,
          "clause `\(clause.id)` is of the pillar \(clause.pillar.rawValue), the plugin of "
            + "\(plugin.pillar.rawValue); \(place.name)")
      }
      if let fault = fault(of: clause.origin, size: place.size) {
        violate(.origins, "the origin of clause `\(clause.id)` \(fault); \(place.name)")
      }
      for fault in Language(of: clause, in: place.vocabulary).faults {
        violate(.language, "clause `\(clause.id)` \(fault); \(place.name)")
      }
      if let rank = clause.rank, !context.ranks.contains(rank) {
        violate(
          .language,
          "clause `\(clause.id)` has the rank `\(rank)`, which the doctrine lacks; "
            + place.name)
      }
    }
  }

  private mutating func inspectFindings(_ findings: [Finding], _ place: Place) {
    for finding in findings {
      guard let location = finding.location else {
        violate(
          .positions,
          "the finding `\(finding.id)` has no position: give it the place of what is wrong, or "
            + "that of the whole document; \(place.name)")
        continue
      }
      for location in [location] + finding.notes.compactMap(\.location) {
        if let fault = fault(of: location, size: place.size) {
          violate(.positions, "the position of finding `\(finding.id)` \(fault); \(place.name)")
        }
      }
    }
  }

  private mutating func inspectDeclarations(_ declarations: PillarDeclarations, _ place: Place) {
    let pillar: Pillar? =
      switch declarations {
      case .none: nil
      case .distribution: .distribution
      case .governance: .governance
      }
    if let pillar, pillar != plugin.pillar {
      violate(
        .pillar,
        "declarations are of the pillar \(pillar.rawValue), the plugin of "
          + "\(plugin.pillar.rawValue); \(place.name)")
    }
  }

  private mutating func inspectIDs(of clauses: [AnyClause], _ place: Place) {
    var ids: Set<String> = []
    for clause in clauses {
      if !ids.insert(clause.id).inserted {
        violate(.ids, "two clauses are called `\(clause.id)`; \(place.name)")
      }
      if !Identifier.isSound(clause.id) {
        violate(
          .ids,
          "an id consists of ASCII letters, digits, `-` and `.` (was `\(clause.id)`); "
            + place.name)
      }
    }
  }

  /// What is wrong with a place, if anything.
  private func fault(of location: SourceLocation, size: Int) -> String? {
    let (start, end) = (location.range.start, location.range.end)
    if location.file != Self.file { return "lies in another document" }
    guard start.line >= 1, start.column >= 1, start.offset >= 0, start.offset <= end.offset,
      end.offset <= size
    else { return "lies outside of the document" }
    return nil
  }
}
