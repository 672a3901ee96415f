public import TenureModel

/// The plugin `rulebook` for the circulation pillar: what may, must and must not be done.
public struct RulebookCirculation: CirculationPolicy {
  /// The id that users write.
  public static let name = RulebookName.name
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = RulebookName.version
  /// What its documents are about.
  public static let summary = """
    What may, must and must not be done, clause by clause: each says `permit`, `prohibit`,
    `oblige` or `attach`.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    defaults: {reviewed: no}
    clauses:
      - id: personal-needs-consent
        prohibit: sell
        data: personal
        consent: none
        cites: the text that it encodes
      - id: rest
        default: yes
        permit: any
        not: {data: personal}

    """
  /// Clauses do not lean on one another.
  public static let lowersProvisionsApart = true
  /// How a document is read.
  public static let schema = RulebookDocument.schema(for: .circulation)

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: RulebookDocument, in context: LoweringContext
  ) -> Lowered<CirculationEffect> {
    var reader = RulebookReader(ConductDialect(context), context: context)
    return reader.read(document)
  }
}
