internal import TenureModel

/// Rulebooks of the distribution pillar: steps of a waterfall, and what they are counted in.
struct WaterfallDialect: RulebookDialect {
  static let pillar = Pillar.distribution
  static let declarationKeys = DeclarationSchema.money.map(\.name)

  init(_ context: LoweringContext) {}

  mutating func readDeclarations(
    _ root: DocumentNode, _ findings: inout [Finding]
  ) -> DistributionDeclarations? {
    DeclarationSchema.readMoney(root, &findings)
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
