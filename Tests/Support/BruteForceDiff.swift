package import TenureModel
package import TenureReference

/// What differs between two regimes of one vocabulary, found by ruling in every situation that some
/// clause of either side tells apart.
///
/// Situations are counted as `total` says: leaves, subsets, flags and intervals between cuts, over
/// the facets that some test names. Situations whose values pass the same tests are ruled once and
/// counted with their weight.
package struct BruteForceDiff: Sendable {
  /// How the second regime stands to the first.
  package enum Relation: String, Sendable, Hashable {
    /// The same in every respect.
    case identical
    /// The same meaning.
    case equivalent
    /// It allows less.
    case narrower
    /// It allows more.
    case wider
    /// More here and less there.
    case incomparable
  }

  /// Situations that no test of either side tells apart and in which the two differ.
  package struct Cell: Sendable {
    /// One of them.
    package let situation: TotalSituation
    /// For each facet that some test names, its values in the cell.
    package let classes: [FacetID: FacetClass]
    /// How many they are.
    package let weight: Int
    /// What the first regime rules.
    package let before: Ruling
    /// What the second regime rules.
    package let after: Ruling
    /// The pillars in which the two differ.
    package let pillars: Set<Pillar>

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

  /// How many situations there are.
  package private(set) var total = 1
  /// In how many of them the outcomes differ.
  package private(set) var differing = 0
  /// In how many of them the part of a pillar differs.
  package private(set) var differingByPillar: [Pillar: Int] = [:]
  /// Where the two differ.
  package private(set) var cells: [Cell] = []
  /// How the second regime stands to the first.
  package private(set) var relation: Relation

  /// Compares two regimes of one vocabulary, on a day or on all days.
  package init(
    _ first: Regime, _ second: Regime, at day: Day? = nil
  ) {
    let bodies = first.bodiesInClauses.union(second.bodiesInClauses)
    let before = ReferenceInterpreter(first, alsoAbout: bodies)
    let after = ReferenceInterpreter(second, alsoAbout: bodies)
    let vocabulary = first.vocabulary
    let (facets, classes) = Self.classes(first, second, at: day)
    total = classes.reduce(1) { $0 * $1.reduce(0) { $0 + $1.atoms.count } }

    var situation = Self.anySituation(in: vocabulary)
    if let day { situation[vocabulary.date] = .date(day) }
    var comparison = OutcomeComparison.same
    var rulings: [[[Int]]: (before: Ruling, after: Ruling)] = [:]
    for choice in TenureReference.combinations(of: classes.map(\.count)) {
      let chosen = zip(classes, choice).map { $0[$1] }
      for (facet, values) in zip(facets, chosen) { situation[facet] = values.representative }
      let matching = [before.matching(in: situation), after.matching(in: situation)]
      let pair =
        rulings[matching]
        ?? (before.ruling(ofMatching: matching[0]), after.ruling(ofMatching: matching[1]))
      rulings[matching] = pair
      guard pair.before.outcome != pair.after.outcome else { continue }
      comparison = comparison.and(pair.after.outcome.compared(to: pair.before.outcome))
      let cell = Cell(
        situation: situation, classes: Dictionary(uniqueKeysWithValues: zip(facets, chosen)),
        weight: chosen.reduce(1) { $0 * $1.atoms.count }, before: pair.before, after: pair.after,
        pillars: Self.pillars(pair.before.outcome, pair.after.outcome))
      cells.append(cell)
      differing += cell.weight
      for pillar in cell.pillars { differingByPillar[pillar, default: 0] += cell.weight }
    }
    relation =
      switch comparison {
      case .same: first == second ? .identical : .equivalent
      case .narrower: .narrower
      case .wider: .wider
      case .incomparable: .incomparable
      }
  }

  /// The number of combinations of classes that would be ruled in.
  package static func combinations(of first: Regime, _ second: Regime) -> Int {
    classes(first, second, at: nil).classes.reduce(1) { $0 * $1.count }
  }

  /// The facets that some test of either side names, with the classes that their tests tell apart.
  private static func classes(
    _ first: Regime, _ second: Regime, at day: Day?
  ) -> (facets: [FacetID], classes: [[FacetClass]]) {
    let vocabulary = first.vocabulary
    let tests = (first.clauses + second.clauses)
      .flatMap { $0.clause.condition(in: vocabulary).tests }
    let facets = Guard.all(tests.map { .test($0) }).facets
      .filter { $0 != vocabulary.right && !($0 == vocabulary.date && day != nil) }
      .sorted()
    return (
      facets, facets.map { FacetClass.classes(of: $0, toldApartBy: tests, in: vocabulary) }
    )
  }

  /// Some situation: facets that no test names may have any value.
  private static func anySituation(in vocabulary: Vocabulary) -> TotalSituation {
    TotalSituation(
      vocabulary.facets.indices.map { position in
        vocabulary.facets[position].defaultValue
          ?? FacetClass.atoms(of: FacetID(position), cutBy: [], in: vocabulary)[0].value
      })
  }

  /// The pillars in which two outcomes differ.
  package static func pillars(_ before: Outcome, _ after: Outcome) -> Set<Pillar> {
    var pillars: Set<Pillar> = []
    if before.rights != after.rights || before.holderDuties != after.holderDuties {
      pillars.insert(.property)
    }
    if before.verdict != after.verdict || before.duties != after.duties {
      pillars.insert(.circulation)
    }
    if before.waterfall != after.waterfall { pillars.insert(.distribution) }
    if before.powers != after.powers { pillars.insert(.governance) }
    return pillars
  }
}
