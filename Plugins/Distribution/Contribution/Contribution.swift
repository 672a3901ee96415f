public import TenureModel

/// The plugin `contribution` for the distribution pillar: who contributed is paid for it.
public struct Contribution: DistributionPolicy {
  /// The id that users write.
  public static let name = "contribution"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    What is left is divided `among` those who contributed, `by` their recorded `contribution`, by
    `heads`, or by the value of the `game` that the transaction brings: `shapley`, the average
    of what each adds; `owen`, the same where blocs bargain as one; `nucleolus`, which makes the
    greatest grievance of any coalition least. The nucleolus always lies in the least core, and in
    the core where there is one, so it is what to write for these, too.

    Nobody is paid for copies of his own data. The game must be recorded with `copies: one-player`
    (copies belong to the player who made them, so they change no coalition's worth), which holds if
    nothing is said, or with `copies: one-bloc`, where each copy is a player in its owner's bloc.
    Only `owen` takes the latter, for between blocs it sees no more than the blocs. To the Shapley
    value each copy is one more who adds, and it pays for them (Agarwal, Dahleh, Sarkar: A
    Marketplace for Data, EC 2019); in the core copies bid each other down to nothing.

    Each of the `rewards` lowers to one split.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    currency: EUR
    rounding: {unit: 0.01, split: largest-remainder}
    rewards:
      - id: by-value
        among: [source, holder, processor]
        by: shapley
        game: product-value
        cites: the text that it encodes

    """

  /// What a reward says of its own.
  struct Reward: Sendable {
    let payees: [Located<Payee>]
    let rule: WaterfallStep.ShareRule
    let game: Located<String>?
    let copies: Located<Copies>?
    let place: StepKeys
  }

  /// What copies of one's own data are in the game.
  enum Copies: String, Sendable, CaseIterable {
    case onePlayer = "one-player"
    case oneBloc = "one-bloc"
  }

  static let rewards = ProvisionSection(
    "rewards", "who is paid, and for what",
    .required(
      "among", .list(of: MoneySchema.payee.located, isEmptyAllowed: false), "who is paid"),
    .required("by", .choice(of: WaterfallStep.ShareRule.self), "by which rule"),
    .optional(
      "game", Schema<String>.identifier.located,
      "the game whose value it is, for the rules that need one"),
    .optional(
      "copies", Schema<Copies>.choice(of: Copies.self).located,
      "what copies of one's own data are in the game: the owner himself, or his bloc"),
    StepOrder.field, StepOrder.stepField
  ) {
    Reward(payees: $0, rule: $1, game: $2, copies: $3, place: StepKeys(order: $4, name: $5))
  }

  static let form = PolicyForm(
    .distribution, settings: DeclarationSchema.money, sections: [rewards])

  /// How a document is read.
  public static let schema = form.schema

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<DistributionEffect> {
    var reader = ProvisionReader(document, in: context)
    let declarations = reader.moneyDeclarations()
    var order = StepOrder()
    var clauses: [Clause<DistributionEffect>] = []
    for reward in reader.provisions(of: Self.rewards) {
      let own = reward.own
      let place = order.next(reward, own.place, &reader)
      check(own, &reader)
      var findings: [Finding] = []
      let division = StepSchema.division(
        among: own.payees, by: own.rule, game: own.game, at: reward.origin, &findings)
      for finding in findings { reader.report(finding) }
      guard let division else { continue }
      clauses.append(reward.clause(.split(division), order: place, own.place))
    }
    return reader.lowered(clauses, declarations: declarations)
  }

  private func check(_ reward: Reward, _ reader: inout ProvisionReader) {
    guard let copies = reward.copies else { return }
    guard reward.rule.needsGame else {
      reader.report(
        Finding(
          "key-without-meaning", "`by: \(reward.rule.rawValue)` takes no `copies`",
          at: copies.location, help: "take it out: there is no game"))
      return
    }
    if copies.value == .oneBloc, reward.rule != .owen {
      reader.report(
        Finding(
          "copies-as-players",
          "`by: \(reward.rule.rawValue)` takes copies of one's own data for players like others",
          at: copies.location, help: "write `by: owen`, or record the game with `one-player`"))
    }
  }
}
