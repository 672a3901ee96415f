public import TenureModel

/// The plugin `rulebook` for the governance pillar: which body may change the rules, and how.
public struct RulebookGovernance: GovernancePolicy {
  /// The id that users write.
  public static let name = RulebookName.name
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = RulebookName.version
  /// What its documents are about.
  public static let summary = """
    Who may make the rules, clause by clause: each says `empower` or `disempower`; bodies and
    procedures are declared beside them.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    bodies: {council: {member: {seats: 5, weight: 1}}}
    procedures:
      majority:
        - {vote: {in: council, pass: {more-than: 1/2}}}
    clauses:
      - id: council-amends
        empower: council
        act: amend
        by: majority
        cites: the text that it encodes

    """
  /// How a document is read.
  public static let schema = RulebookDocument.schema(for: .governance)

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: RulebookDocument, in context: LoweringContext
  ) -> Lowered<GovernanceEffect> {
    var reader = RulebookReader(PowerDialect(context), context: context)
    return reader.read(document)
  }
}
