internal import TenureModel

/// Rulebooks of the circulation pillar: `permit`, `prohibit`, `oblige` and `attach`.
struct ConductDialect: RulebookDialect {
  static let pillar = Pillar.circulation

  private let vocabulary: Vocabulary
  private let taxonomy: TaxonomyID?

  init(_ context: LoweringContext) {
    vocabulary = context.vocabulary
    taxonomy = vocabulary.action.flatMap { [vocabulary] in vocabulary[$0].taxonomy }
  }

  func readEffect(
    _ clause: ClauseDraft, _ effect: ClauseDraft.Key, _ findings: inout [Finding]
  ) -> CirculationEffect? {
    guard let taxonomy else {
      findings.append(.missing("a term facet `action`", at: effect))
      return nil
    }
    let actions = vocabulary.readTerms(effect.value, in: taxonomy, &findings)
    let duties = clause.read(.duties, DutySchema.duties, &findings)
    switch effect.key {
    case .prohibit:
      clause.refuse(
        .duties, beside: effect,
        help: "duties stand with `permit`, `oblige` and `attach`; a condition is an `unless`",
        &findings)
    case .attach:
      if let key = clause[.default], key.value.hasText("yes") || key.value.hasText("true") {
        findings.append(
          key.name.finding(
            "default-attach", "`attach` cannot be a default: it says nothing about the act",
            help: "take `default` out, or `permit` with the same duties"))
      }
      if clause[.duties] == nil { findings.append(.attachWithoutDuties(effect)) }
    default: break
    }
    guard let conduct = CirculationEffect.Conduct(rawValue: effect.key.rawValue) else {
      return nil
    }
    return actions.map { CirculationEffect(conduct, $0, duties: duties ?? .none) }
  }
}

extension Finding {
  fileprivate static func attachWithoutDuties(_ effect: ClauseDraft.Key) -> Finding {
    effect.name.finding(
      "attach-without-duties", "`attach` adds duties, and there are none",
      help: "add `duties: {before: […]}`")
  }
}
