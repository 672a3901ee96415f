/// A policy plugin: a front end that turns one document into clauses of one pillar, and is done.
///
/// A plugin never sits in the path of a ruling, so every analysis works for every plugin. What
/// it must do is one thing, `lower`, and that must be a pure function: the same document and the
/// same context always give the same clauses.
///
/// Conform to one of `PropertyRightsPolicy`, `CirculationPolicy`, `DistributionPolicy` and
/// `GovernancePolicy`, not to this protocol itself.
public protocol Policy<PolicyEffect>: Sendable {
  /// What the policy's clauses say.
  associatedtype PolicyEffect: Effect
  /// The typed document.
  associatedtype Document: Sendable

  /// The id that users write: kebab-case, unique among the plugins of a pillar.
  static var name: String { get }
  /// Counts up whenever the same document lowers to other clauses.
  static var version: Int { get }
  /// What its documents are about and what they lower to, in a few sentences of Markdown.
  static var summary: String { get }
  /// A whole document to begin with, which lowers without a finding under the standard vocabulary.
  static var defaultDocument: String { get }
  /// How a document is read, and how it is described to people and editors.
  static var schema: Schema<Document> { get }

  /// Whether each provision of a document is lowered as if it stood alone beside what stands once
  /// in the document: then a walk through a history lowers only the provisions that changed.
  ///
  /// A provision is an item with an `id` of a list of maps at the top of the document. If true,
  /// each must lower to one clause of its id. False unless the policy says otherwise.
  static var lowersProvisionsApart: Bool { get }

  /// Creates the policy; it has no state.
  init()

  /// The clauses that a document means, what it declares, and what is wrong with it.
  func lower(_ document: Document, in context: LoweringContext) -> Lowered<PolicyEffect>
}

extension Policy {
  /// Documents are lowered whole.
  public static var lowersProvisionsApart: Bool { false }
}

/// A policy that says who holds which right in the data.
public protocol PropertyRightsPolicy: Policy where PolicyEffect == RightsEffect {}

/// A policy that says what may, must and must not happen to the data.
public protocol CirculationPolicy: Policy where PolicyEffect == CirculationEffect {}

/// A policy that says who gets which share of the income.
public protocol DistributionPolicy: Policy where PolicyEffect == DistributionEffect {}

/// A policy that says who may make and change the rules.
public protocol GovernancePolicy: Policy where PolicyEffect == GovernanceEffect {}

/// What a plugin may know beside its document.
public struct LoweringContext: Sendable {
  /// What can be said.
  public let vocabulary: Vocabulary
  /// The ranks of the doctrine, highest first.
  public let ranks: [String]

  /// Creates a context.
  public init(vocabulary: Vocabulary, ranks: [String]) {
    self.vocabulary = vocabulary
    self.ranks = ranks
  }
}

/// What a document lowers to.
///
/// With an error among the findings the document is refused whole.
public struct Lowered<PolicyEffect: Effect>: Sendable {
  /// The clauses, in document order.
  public var clauses: [Clause<PolicyEffect>]
  /// What the document declares beside them; nil if nothing.
  public var declarations: PolicyEffect.Declarations?
  /// What is wrong with the document.
  public var findings: [Finding]

  /// Creates the result of a lowering.
  public init(
    clauses: [Clause<PolicyEffect>] = [], declarations: PolicyEffect.Declarations? = nil,
    findings: [Finding] = []
  ) {
    self.clauses = clauses
    self.declarations = declarations
    self.findings = findings
  }

  /// The same, with effects as any of the four.
  public var erased: LoweredDocument {
    LoweredDocument(
      // A key path in generic code is put together by the runtime, at a high price.
      clauses: clauses.map { $0.erased },
      declarations: declarations.map(PolicyEffect.erase) ?? .none,
      findings: findings)
  }
}

/// What a document of any pillar lowers to.
public struct LoweredDocument: Sendable {
  /// The clauses, in document order.
  public let clauses: [AnyClause]
  /// What the document declares beside them.
  public let declarations: PillarDeclarations
  /// What is wrong with the document.
  public let findings: [Finding]

  /// Creates the result of a lowering.
  public init(clauses: [AnyClause], declarations: PillarDeclarations, findings: [Finding]) {
    self.clauses = clauses
    self.declarations = declarations
    self.findings = findings
  }
}
