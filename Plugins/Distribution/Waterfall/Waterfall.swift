public import TenureModel

/// The plugin `waterfall` for the distribution pillar: tiers that an income runs down.
public struct Waterfall: DistributionPolicy {
  /// The id that users write.
  public static let name = "waterfall"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    An income runs down a list of `tiers`, each with one step: `levy`, `recoup`, `split`, `cap`,
    `floor` or `dividend`, or one of the two of which funds are made. A `hurdle` returns a capital
    with its yield; a `catch-up` then pays another party until it has its share of the whole
    profit, and what is left is split. Tiers run as they stand, ten apart, unless they say `order`;
    say it where the document has a history, for then a tier that is put in moves no other. Tiers of
    one `step` are rivals. Where tiers of one order are short, they share by the rule that
    `shortfall` names.

    A hurdle lowers to one `recoup` of the capital times one and the yield. A catch-up lowers to one
    `recoup`, or, if its `share` is below the whole, to two of one order, `ID.PAYEE` each: exactly
    what the share says, for the shortage, too, is shared in proportion.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    currency: EUR
    rounding: {unit: 0.01, split: largest-remainder}
    shortfall: proportional
    tiers:
      - id: venue-fee
        levy: {to: venue, take: 2%, of: gross}
        cites: the text that it encodes
      - id: preferred-return
        hurdle: {to: holder, capital: cost, return: 8%}
      - id: catch-up
        catch-up: {of: preferred-return, to: source, until: 20%}
      - id: profit
        split: {to: {holder: 80%, source: 20%}}

    """

  static let tiers = ProvisionSection(
    "tiers", "the tiers, from the first to be paid to the last",
    .optional("levy", StepSchema.levy, "an amount is taken to a payee"),
    .optional("recoup", StepSchema.recoup, "what earlier transactions left unrecovered is taken"),
    .optional("hurdle", Hurdle.schema, "a capital and its yield are returned"),
    .optional("catch-up", CatchUp.schema, "a payee is paid until it has its share of the profit"),
    .optional("split", StepSchema.split, "the whole rest is divided"),
    .optional("cap", StepSchema.cap, "what a payee has above an amount goes to another"),
    .optional("floor", StepSchema.floor, "a payee is topped up to an amount"),
    .optional("dividend", StepSchema.dividend, "a fund is paid out"),
    StepOrder.field, StepOrder.stepField
  ) { levy, recoup, hurdle, catchUp, split, cap, floor, dividend, order, step in
    Tier(
      contents: [
        levy.map { .step($0) }, recoup.map { .step($0) }, hurdle.map { .hurdle($0) },
        catchUp.map { .catchUp($0) }, split.map { .step($0) }, cap.map { .step($0) },
        floor.map { .step($0) }, dividend.map { .step($0) },
      ].compactMap { $0 },
      place: StepKeys(order: order, name: step))
  }

  static let form = PolicyForm(
    .distribution, settings: DeclarationSchema.money, sections: [tiers])

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
    let rule = (declarations ?? DistributionDeclarations()).bankruptcyRule
    var lowering = TierLowering(rule: rule)
    for tier in reader.provisions(of: Self.tiers) { lowering.add(tier, &reader) }
    return reader.lowered(lowering.clauses, declarations: declarations)
  }
}
