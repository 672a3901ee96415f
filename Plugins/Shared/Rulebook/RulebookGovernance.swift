public import TenureModel

/// The plugin `rulebook` for the governance pillar: which body may change the rules, and how.
public struct RulebookGovernance: GovernancePolicy {
  /// The id that users write.
  public static let name = RulebookName.name
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = RulebookName.version
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
