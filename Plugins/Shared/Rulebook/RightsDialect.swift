internal import TenureModel

/// Rulebooks of the property pillar: `grant` and `withhold`.
struct RightsDialect: RulebookDialect {
  static let pillar = Pillar.property

  private let vocabulary: Vocabulary
  private let taxonomy: TaxonomyID?

  init(_ context: LoweringContext) {
    vocabulary = context.vocabulary
    taxonomy = vocabulary.taxonomy(named: Vocabulary.rightFacetName)
  }

  func readEffect(
    _ clause: ClauseDraft, _ effect: ClauseDraft.Key, _ findings: inout [Finding]
  ) -> RightsEffect? {
    guard let taxonomy else {
      findings.append(.missing("a taxonomy `right`", at: effect))
      return nil
    }
    let rights = vocabulary.readTerms(effect.value, in: taxonomy, &findings)
    let duties = clause.read(.duties, DutySchema.duties, &findings)
    if effect.key == .withhold {
      clause.refuse(.duties, beside: effect, help: "duties stand with `grant`", &findings)
    }
    return rights.map {
      RightsEffect(effect.key == .grant ? .grant : .withhold, $0, duties: duties ?? .none)
    }
  }
}
