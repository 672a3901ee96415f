/// A policy plugin as hosts hold it: one value for every kind, typed inside, erased outside.
public struct Plugin: Sendable {
  /// The id that users write.
  public let name: String
  /// The pillar of its clauses.
  public let pillar: Pillar
  /// Counts up whenever the same document lowers to other clauses.
  public let version: Int
  /// What its documents are about and what they lower to, in a few sentences of Markdown.
  public let summary: String
  /// A whole document to begin with; empty if the plugin offers none.
  public let defaultDocument: String
  /// Whether each provision is lowered as if it stood alone; see `Policy.lowersProvisionsApart`.
  public let lowersProvisionsApart: Bool
  /// How its documents look, for editors and the handbook.
  ///
  /// Put together each time: few runs of a host ask for it.
  public var shape: SchemaShape { makeShape() }
  private let makeShape: @Sendable () -> SchemaShape
  /// Lowers documents, all under one context, in order.
  ///
  /// Batches cost a plugin in another process one round trip.
  public let lower: @Sendable ([DocumentNode], LoweringContext) -> [LoweredDocument]

  /// Holds a policy type.
  private init<P: Policy>(_ policy: P.Type, pillar: Pillar) {
    self.init(
      name: P.name, pillar: pillar, version: P.version, summary: P.summary,
      defaultDocument: P.defaultDocument, lowersProvisionsApart: P.lowersProvisionsApart,
      shape: P.schema.shape
    ) { documents, context in
      documents.map { node in
        var findings: [Finding] = []
        guard let document = P.schema.read(node, &findings) else {
          return LoweredDocument(clauses: [], declarations: .none, findings: findings)
        }
        var lowered = P().lower(document, in: context)
        lowered.findings = findings + lowered.findings
        if lowered.findings.containsError { lowered.clauses = [] }
        return lowered.erased
      }
    }
  }

  /// Holds a plugin that is not a Swift type: another process, or a function.
  public init(
    name: String, pillar: Pillar, version: Int, summary: String = "",
    defaultDocument: String = "", lowersProvisionsApart: Bool = false,
    shape: @autoclosure @escaping @Sendable () -> SchemaShape,
    lower: @escaping @Sendable ([DocumentNode], LoweringContext) -> [LoweredDocument]
  ) {
    self.name = name
    self.pillar = pillar
    self.version = version
    self.summary = summary
    self.defaultDocument = defaultDocument
    self.lowersProvisionsApart = lowersProvisionsApart
    makeShape = shape
    self.lower = lower
  }
}

extension Plugin {
  /// Holds a property policy.
  public static func property<P: PropertyRightsPolicy>(_ policy: P.Type) -> Plugin {
    Plugin(policy, pillar: .property)
  }

  /// Holds a circulation policy.
  public static func circulation<P: CirculationPolicy>(_ policy: P.Type) -> Plugin {
    Plugin(policy, pillar: .circulation)
  }

  /// Holds a distribution policy.
  public static func distribution<P: DistributionPolicy>(_ policy: P.Type) -> Plugin {
    Plugin(policy, pillar: .distribution)
  }

  /// Holds a governance policy.
  public static func governance<P: GovernancePolicy>(_ policy: P.Type) -> Plugin {
    Plugin(policy, pillar: .governance)
  }
}
