public import TenureModel

/// The plugin `assembly` for the governance pillar: bodies that decide by vote.
public struct Assembly: GovernancePolicy {
  /// The id that users write.
  public static let name = "assembly"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    `bodies` have seats with weights, and take `decisions`: which `body` may do which `act`, and
    which votes it must win. `chambers` lists them, all to be won in order; each is a vote in a body
    with its `quorum`, the threshold to `pass` and the holders of a `veto`, or an `any` or `all` of
    votes, so every game made of weighted games by and and or can be written. Before and after the
    vote stand who is `heard`, who alone may propose (`proposed-by`), for how long the matter lies
    open (`notice`) and who must agree (`agreed-by`). A decision that says whom it has `barred` is a
    red line.

    A decision lowers to one clause, and to one procedure in the order heard, proposed, notice,
    chambers, agreed; it is named as the decision, or as `by` says. A text with another order
    declares it under `procedures`, and the decision names it with `by` alone.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    bodies:
      chamber-of-users: {user: {seats: 60}}
      chamber-of-holders: {large: {seats: 4, weight: 5}, small: {seats: 20}}
      council: {chair: 1}
    decisions:
      - id: rules-are-amended
        body: chamber-of-users
        act: amend
        heard: {party: anyone, for: 6 weeks}
        chambers:
          - {in: chamber-of-users, quorum: 1/2, pass: {more-than: 1/2, of: cast}}
          - {in: chamber-of-holders, pass: {at-least: 60%, of: all}}
        agreed-by: council
        cites: the text that it encodes
      - id: no-expropriation
        barred: any
        act: expropriate

    """

  static let form = PolicyForm(
    .governance, settings: DeclarationSchema.powers, sections: [decisions])

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
    for decision in reader.provisions(of: Self.decisions) {
      let own = decision.own
      draft.check(own.chambers, &reader)
      let acts = reader.acts(own.act)
      switch own.who(of: decision, &reader) {
      case .body(let body):
        own.checkVote(of: decision, &reader)
        guard let acts else { continue }
        draft.empower(
          decision, body: body, acts: acts,
          by: .init(own.formalities.steps(around: own.chambers.map(\.step)), named: own.procedure),
          lasts: own.lasts, &reader)
      case .barred(let body):
        guard let acts else { continue }
        draft.disempower(decision, body: body, acts: acts, &reader)
      case nil: continue
      }
    }
    return draft.lowered(reader)
  }
}
