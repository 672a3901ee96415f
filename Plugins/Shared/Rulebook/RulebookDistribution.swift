public import TenureModel

/// The plugin `rulebook` for the distribution pillar: the steps of a waterfall.
public struct RulebookDistribution: DistributionPolicy {
  /// The id that users write.
  public static let name = RulebookName.name
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = RulebookName.version
  /// What its documents are about.
  public static let summary = """
    Who is paid, clause by clause: each is a step of a waterfall.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    currency: EUR
    rounding: {unit: 0.01, split: largest-remainder}
    clauses:
      - id: share
        split: {to: {source: 30%, holder: 70%}}
        order: 10
        cites: the text that it encodes

    """
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
