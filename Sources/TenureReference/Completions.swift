import TenureModel

/// The completions of a partial situation, and the ruling in each of them.
struct Completions {
  /// The facets that are not fixed, with the classes of their values that the situation allows.
  let open: [(facet: FacetID, classes: [FacetClass])]
  /// The choices of one class for each open facet.
  let choices: [[Int]]
  /// The rulings, by choice.
  let rulings: [[Int]: Ruling]

  /// Rules in every completion, one facet being taken as open whatever the situation knows of it.
  init(
    of situation: Situation, varying: FacetID? = nil, interpreter: ReferenceInterpreter
  ) {
    let vocabulary = interpreter.regime.vocabulary
    let tests = interpreter.tests
    var total = TotalSituation(vocabulary.facets.map { _ in .set(.empty) })
    var open: [(facet: FacetID, classes: [FacetClass])] = []
    for position in vocabulary.facets.indices where FacetID(position) != vocabulary.right {
      let facet = FacetID(position)
      let fact = facet == varying ? nil : situation[facet]
      if case .known(let value) = fact {
        total[facet] = value
      } else {
        let classes = FacetClass.classes(of: facet, toldApartBy: tests, in: vocabulary)
        open.append((facet, classes.compactMap { $0.allowed(by: fact) }))
      }
    }
    let choices = Array(combinations(of: open.map(\.classes.count)))
    var rulings: [[Int]: Ruling] = [:]
    var known: [[Int]: Ruling] = [:]
    for choice in choices {
      for (position, part) in open.enumerated() {
        total[part.facet] = part.classes[choice[position]].representative
      }
      let matching = interpreter.matching(in: total)
      let ruling = known[matching] ?? interpreter.ruling(ofMatching: matching)
      known[matching] = ruling
      rulings[choice] = ruling
    }
    self.open = open
    self.choices = choices
    self.rulings = rulings
  }

  /// The rulings in all completions, or in those in which an open facet has one class of values.
  func rulings(where position: Int? = nil, is number: Int = 0) -> [Ruling] {
    choices.compactMap { choice in
      if let position, choice[position] != number { return nil }
      return rulings[choice]
    }
  }

  /// Whether two completions that differ in one open facet alone have different outcomes.
  func turns(on position: Int) -> Bool {
    choices.contains { choice in
      var other = choice
      other[position] = 0
      return rulings[choice]?.outcome != rulings[other]?.outcome
    }
  }
}

extension FacetClass {
  /// What a fact leaves of the class, nil if nothing.
  fileprivate func allowed(by fact: Situation.Fact?) -> FacetClass? {
    guard case .oneOf(let leaves) = fact else { return self }
    let atoms = atoms.filter { FacetRegion.terms(leaves).contains($0.value) }
    return atoms.first.map { FacetClass(atoms: atoms, representative: $0.value) }
  }
}
