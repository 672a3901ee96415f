public import TenureModel

/// The plugin `rulebook` for the property pillar: clauses that `grant` and `withhold` rights.
public struct RulebookProperty: PropertyRightsPolicy {
  /// The id that users write.
  public static let name = RulebookName.name
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = RulebookName.version
  /// What its documents are about.
  public static let summary = """
    Who holds which right, clause by clause: each says `grant` or `withhold`.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    defaults: {reviewed: no}
    clauses:
      - id: subject-access
        grant: [access, correct]
        standing: subject
        data: personal
        cites: the text that it encodes

    """
  /// Clauses do not lean on one another.
  public static let lowersProvisionsApart = true
  /// How a document is read.
  public static let schema = RulebookDocument.schema(for: .property)

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: RulebookDocument, in context: LoweringContext
  ) -> Lowered<RightsEffect> {
    var reader = RulebookReader(RightsDialect(context), context: context)
    return reader.read(document)
  }
}
