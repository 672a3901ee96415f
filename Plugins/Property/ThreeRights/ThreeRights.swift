public import TenureModel

/// The plugin `three-rights`: no owner, but rights to hold data, to use them and to operate
/// products of them, each apart from the others.
///
///     allocations: who has which of the three, by class of data
///     sources:     what those may claim from whom the data come
///     mergers:     what passes to a lawful successor
///     limits:      what somebody has not
public struct ThreeRights: PropertyRightsPolicy {
  /// The id that users write.
  public static let name = "three-rights"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    No owner, but rights to hold data, to use them and to operate products of them, each apart from
    the others, with the revenue that they bring. `allocations` grant them by class of data,
    `sources` grant claims to those from whom the data come, `mergers` let rights pass to a lawful
    successor, `limits` withhold.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    allocations:
      - id: holding
        rights: hold
        to: [collector, holder]
        class: enterprise
        outside: [personal, public]
        lawfully: yes
        cites: the text that it encodes
      - id: operation
        rights: operate
        to: [collector, processor]
        class: enterprise
        outside: [personal, public]
        lawfully: yes
        stage: [processed, anonymous]
    sources:
      - id: source
        claims: [access, port]
        to: source
        class: co-generated
        duties: {after: [provide-copy]}
    mergers:
      - id: successor
        rights: [hold, use, operate]
        outside: public
    limits:
      - id: unlawful-means
        rights: any
        means: [improper, unlawful]

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(.property, sections: [allocations, sources, mergers, limits])

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<RightsEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<RightsEffect>?] = []
    for allocation in reader.provisions(of: Self.allocations) {
      clauses.append(reader.allocation(allocation))
    }
    for source in reader.provisions(of: Self.sources) {
      clauses.append(reader.claim(.grant, source))
    }
    for merger in reader.provisions(of: Self.mergers) {
      let heir = reader.test(Name.standing, isAnyOf: [Name.successor], at: merger.origin)
      if let heir { clauses.append(reader.allocation(merger, where: heir)) }
    }
    for limit in reader.provisions(of: Self.limits) {
      clauses.append(reader.claim(.withhold, limit))
    }
    return reader.lowered(inDocumentOrder: clauses)
  }
}
