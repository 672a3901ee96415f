internal import TenureModel

/// Rulebooks of the distribution pillar: steps of a waterfall, and what they are counted in.
struct WaterfallDialect: RulebookDialect {
  static let pillar = Pillar.distribution
  static let declarationKeys = ["currency", "rounding", "funds"]

  init(_ context: LoweringContext) {}

  mutating func readDeclarations(
    _ root: DocumentNode, _ findings: inout [Finding]
  ) -> DistributionDeclarations? {
    var declarations = DistributionDeclarations()
    var isEmpty = true
    if let node = root["currency"] {
      isEmpty = false
      declarations.currency = MoneySchema.currency.read(node, &findings)
    }
    if let node = root["rounding"] {
      isEmpty = false
      let rounding = MoneySchema.rounding.read(node, &findings)
      declarations.roundingUnit = rounding?.unit
      declarations.roundingRule = rounding?.rule
    }
    if let node = root["funds"] {
      isEmpty = false
      let funds = MoneySchema.funds.read(node, &findings) ?? []
      declarations = DistributionDeclarations(
        currency: declarations.currency, roundingUnit: declarations.roundingUnit,
        roundingRule: declarations.roundingRule, funds: funds)
    }
    return isEmpty ? nil : declarations
  }

  func readEffect(
    _ clause: ClauseDraft, _ effect: ClauseDraft.Key, _ findings: inout [Finding]
  ) -> DistributionEffect? {
    let step = StepSchema.step(effect.key)?.read(effect.value, &findings)
    let order = clause.require(
      .order, ClauseSchema.wholeNumber,
      help: "steps run in ascending order: add `order: 10`", &findings)
    let name = clause.read(.step, ClauseSchema.identifier, &findings) ?? clause.id
    guard let step, let order else { return nil }
    return DistributionEffect(step, order: order, stepName: name)
  }
}
