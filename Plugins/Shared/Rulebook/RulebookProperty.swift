public import TenureModel

/// The plugin `rulebook` for the property pillar: clauses that `grant` and `withhold` rights.
public struct RulebookProperty: PropertyRightsPolicy {
  /// The id that users write.
  public static let name = RulebookName.name
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = RulebookName.version
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
