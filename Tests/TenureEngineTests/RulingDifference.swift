import TenureModel
import TenureReference
import TenureTestSupport

/// What the engine's ruling says and the reference's does not, in words.
enum RulingDifference {
  /// What differs, or nil.
  ///
  /// Dependences are compared point by point, not by how they are written.
  static func between(
    _ engine: Ruling, _ reference: Ruling, on situation: Situation, of regime: Regime
  ) -> String? {
    var plain = (engine, reference)
    plain.0.depends = []
    plain.1.depends = []
    if plain.0 != plain.1 { return "the rulings differ" }
    let facets = (engine.depends.map(\.facet), reference.depends.map(\.facet))
    if facets.0 != facets.1 { return "other facets in `depends`" }
    for (here, there) in zip(engine.depends, reference.depends) {
      let difference = between(here, there, on: situation, of: regime)
      if let difference { return "facet \(here.facet.index): \(difference)" }
    }
    return nil
  }

  private static func between(
    _ engine: Dependence, _ reference: Dependence, on situation: Situation, of regime: Regime
  ) -> String? {
    let vocabulary = regime.vocabulary
    let tests = regime.clauses.flatMap { $0.clause.condition(in: vocabulary).tests }
      .filter { $0.facet == reference.facet }
    for atom in FacetClass.atoms(of: reference.facet, cutBy: tests, in: vocabulary) {
      let here = engine.branches.filter { $0.values.contains(atom.value) }
      let there = reference.branches.filter { $0.values.contains(atom.value) }
      if here.count > 1 { return "branches overlap at \(atom.value)" }
      if here.count != there.count { return "\(atom.value) is in \(here.count) branches" }
      if here.map(\.outcome) != there.map(\.outcome) { return "another answer at \(atom.value)" }
    }
    if Set(engine.branches.map(\.outcome)).count < engine.branches.count {
      return "branches of one answer stand apart"
    }
    return engine.branches.count == reference.branches.count ? nil : "another number of branches"
  }
}
