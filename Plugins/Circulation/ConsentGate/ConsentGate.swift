public import TenureModel

/// The plugin `consent-gate`: personal data pass where there is consent or another legal basis.
///
///     bases:       the acts that need consent or a basis
///     purposes:    acts for another purpose than that of collection
///     withdrawals: acts that end with the consent
///     special:     kinds of data that need more
///     children:    data of persons who cannot consent by themselves
///     bans:        acts that no consent allows
///     freedoms:    acts that the text allows in so many words
///     duties:      what must be done with the data
public struct ConsentGate: CirculationPolicy {
  /// The id that users write.
  public static let name = "consent-gate"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Personal data pass where there is consent or another legal basis. Each entry of `bases`,
    `purposes`, `special` and `children` prohibits its acts unless a consent or a basis that it
    names is there; `withdrawals` shuts the gate again; `bans` are shut whatever is consented to;
    `freedoms` permit; `duties` add what must be done.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    scope: {data: personal, stage: [original, processed]}
    bases:
      - id: basis
        acts: [obtain, use, provide]
        consents: valid
        bases: [contract, legal-obligation, vital-interest]
        cites: the text that it encodes
    purposes:
      - id: purpose
        acts: [use, provide]
        fits: incompatible
        consents: valid
        bases: statute
    withdrawals:
      - id: withdrawal
        acts: [use, provide]
        bases: [contract, legal-obligation, vital-interest]
    special:
      - id: special-categories
        acts: [obtain, use, provide]
        kinds: special-category
        consents: explicit
    children:
      - id: children
        acts: [obtain, use, provide]
        kinds: child
        consents: parental
    duties:
      - id: notice
        acts: [obtain, use]
        duties: {before: [notice], with: [minimise]}

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(
    .circulation,
    sections: [bases, purposes, withdrawals, special, children, bans, freedoms, duties])

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<CirculationEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<CirculationEffect>?] = []
    for section in [Self.bases, Self.purposes, Self.special, Self.children] {
      for gate in reader.provisions(of: section) {
        reader.checkConsents(of: gate)
        clauses.append(reader.conduct(.prohibit, gate))
      }
    }
    for withdrawal in reader.provisions(of: Self.withdrawals) {
      let test = reader.test(
        Name.consent, isAnyOf: [Name.withdrawn], at: withdrawal.origin)
      guard let test else { continue }
      clauses.append(reader.conduct(.prohibit, withdrawal, where: test))
    }
    for ban in reader.provisions(of: Self.bans) { clauses.append(reader.conduct(.prohibit, ban)) }
    for freedom in reader.provisions(of: Self.freedoms) {
      clauses.append(reader.conduct(.permit, freedom))
    }
    for duty in reader.provisions(of: Self.duties) { clauses.append(reader.conduct(.attach, duty)) }
    return reader.lowered(inDocumentOrder: clauses)
  }
}
