package import TenureModel
package import TenureReference

/// All situations that the tests of some regimes of one vocabulary tell apart, in cells.
///
/// Situations are counted as `total` says: leaves, subsets, flags and intervals between cuts, over
/// the facets that some test names. A cell is all situations whose values pass the same tests.
package struct SituationSpace: Sendable {
  /// Situations that no test tells apart.
  package struct Cell: Sendable {
    /// One of them.
    package let situation: TotalSituation
    /// For each facet that some test names, its values in the cell.
    package let classes: [FacetID: FacetClass]
    /// How many they are.
    package let weight: Int

    /// Any of the situations of the cell.
    package func situation(using random: inout SplitMix64) -> TotalSituation {
      var situation = situation
      for facet in classes.keys.sorted() {
        guard let atoms = classes[facet]?.atoms, !atoms.isEmpty else { continue }
        situation[facet] = random.pick(atoms).value
      }
      return situation
    }
  }

  private let vocabulary: Vocabulary
  private let day: Day?
  private let facets: [FacetID]
  private let classes: [[FacetClass]]

  /// Cuts the situations by all clauses of some regimes, on a day or on all days.
  package init(_ regimes: [Regime], at day: Day? = nil) {
    let vocabulary = regimes[0].vocabulary
    let tests = regimes.flatMap(\.clauses)
      .flatMap { $0.clause.condition(in: vocabulary).tests }
    facets = Guard.all(tests.map { .test($0) }).facets
      .filter { $0 != vocabulary.right && !($0 == vocabulary.date && day != nil) }
      .sorted()
    classes = facets.map { FacetClass.classes(of: $0, toldApartBy: tests, in: vocabulary) }
    self.vocabulary = vocabulary
    self.day = day
  }

  /// How many situations there are.
  package var total: Int { classes.reduce(1) { $0 * $1.reduce(0) { $0 + $1.atoms.count } } }

  /// How many cells there are.
  package var cellCount: Int { classes.reduce(1) { $0 * $1.count } }

  /// The cells, which are disjoint and together are all situations.
  package var cells: some Sequence<Cell> {
    let start = anySituation
    return combinations(of: classes.map(\.count)).lazy.map { choice in
      let chosen = zip(classes, choice).map { $0[$1] }
      var situation = start
      for (facet, values) in zip(facets, chosen) { situation[facet] = values.representative }
      return Cell(
        situation: situation, classes: Dictionary(uniqueKeysWithValues: zip(facets, chosen)),
        weight: chosen.reduce(1) { $0 * $1.atoms.count })
    }
  }

  /// Some situation: facets that no test names may have any value.
  private var anySituation: TotalSituation {
    var situation = TotalSituation(
      vocabulary.facets.indices.map { position in
        vocabulary.facets[position].defaultValue
          ?? FacetClass.atoms(of: FacetID(position), cutBy: [], in: vocabulary)[0].value
      })
    if let day { situation[vocabulary.date] = .date(day) }
    return situation
  }
}
