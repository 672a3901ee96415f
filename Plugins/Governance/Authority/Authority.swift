public import TenureModel

/// The plugin `authority` for the governance pillar: bodies that decide alone.
public struct Authority: GovernancePolicy {
  /// The id that users write.
  public static let name = "authority"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    A body decides alone. Each of the `powers` says of a `body` (of the `authority` of the document,
    if it names none) one thing: what it `may` do; what it `may-not` do, a red line, for `any` body
    if none is named; whom it `inspects`, a test on `actor`; or which bodies it `overrides`. A power
    may be `delegated-by` a body that has it by this document: nobody gives what he has not, and no
    chain of delegation runs in a circle. Who is `heard`, for how long the matter lies open
    (`notice`) and who must agree (`agreed-by`) may stand before the decision.

    A power lowers to one clause: to inspect is `inspect`, `audit` and `review`; to override is
    `override` and every act that the overridden bodies may do. With formalities it lowers to a
    procedure, too, named as the power or as `by` says.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    bodies:
      ministry: {minister: 1}
      inspectorate: {inspector: 1}
    authority: ministry
    powers:
      - id: ministry-amends
        may: [amend, set-standard, sanction]
        heard: {party: anyone, for: 30 days}
        cites: the text that it encodes
      - id: sanctions-are-delegated
        may: sanction
        body: inspectorate
        delegated-by: ministry
      - id: platforms-are-inspected
        inspects: platform
        body: inspectorate
      - id: ministry-overrides
        overrides: inspectorate
      - id: no-expropriation
        may-not: expropriate

    """

  static let authority = Field.optional(
    "authority", Schema<String>.identifier, "the body whose powers these are, unless one says else")

  static let form = PolicyForm(
    .governance, settings: DeclarationSchema.powers + [authority as any AnyField],
    sections: [powers])

  /// How a document is read.
  public static let schema = form.schema

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<GovernanceEffect> {
    var reader = ProvisionReader(document, in: context)
    var draft = PowerDraft(&reader)
    let authority = reader.setting(Self.authority) ?? nil
    let powers = reader.provisions(of: Self.powers)
    let book = PowersHeld(powers, authority: authority, &reader)
    book.checkDelegations(&reader)
    for power in powers {
      guard power.own.isOneThing(power, &reader),
        let body = power.own.body(or: authority, power, &reader)
      else { continue }
      power.own.lower(power, body: body, book, &draft, &reader)
    }
    return draft.lowered(reader)
  }
}
