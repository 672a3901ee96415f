public import TenureModel

/// The plugin `rulebook` for the distribution pillar: the steps of a waterfall.
public struct RulebookDistribution: DistributionPolicy {
  /// The id that users write.
  public static let name = RulebookName.name
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = RulebookName.version
  /// How a document is read.
  public static let schema = RulebookDocument.schema(for: .distribution)

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: RulebookDocument, in context: LoweringContext
  ) -> Lowered<DistributionEffect> {
    var reader = RulebookReader(WaterfallDialect(context), context: context)
    return reader.read(document)
  }
}
