public import TenureModel

// Partial situations: a situation with open facets stands for all its completions.

extension ReferenceInterpreter {
  /// The ruling in a situation that may leave facets open.
  ///
  /// Defaults of facets are put in first, then every completion is tried.
  ///
  /// Complexity: the product of the classes of values of all open facets, once more for each value
  /// of each facet that was filled by its default.
  public func ruling(in situation: Situation) -> Ruling {
    let (situation, filled) = situation.completedByDefaults(of: regime.vocabulary)
    let completions = Completions(of: situation, interpreter: self)
    var ruling = shared(completions.rulings())
    ruling.assumed = filled.filter { facet in
      Completions(of: situation, varying: facet, interpreter: self)
        .changesOutcome(from: situation, by: facet)
    }
    ruling.depends = completions.open.indices.compactMap { position in
      guard completions.turns(on: position) else { return nil }
      return Dependence(
        facet: completions.open[position].facet,
        branches: branches(of: completions, on: position))
    }
    return ruling
  }

  /// The classes of an open facet's values; those that lead to the same answer are one branch.
  private func branches(of completions: Completions, on position: Int) -> [Dependence.Branch] {
    let classes = completions.open[position].classes
    var branches: [(outcome: Outcome, regions: [FacetRegion])] = []
    for (number, values) in classes.enumerated() {
      // What people are shown of a branch is conduct and rights.
      var outcome = shared(completions.rulings(where: position, is: number)).outcome
      outcome.waterfall = WaterfallOutcome()
      outcome.powers = PowersOutcome()
      if let same = branches.firstIndex(where: { $0.outcome == outcome }) {
        branches[same].regions.append(values.region)
      } else {
        branches.append((outcome, [values.region]))
      }
    }
    return branches.map {
      Dependence.Branch(values: FacetRegion(joining: $0.regions), outcome: $0.outcome)
    }
  }

  /// What the rulings of all completions share.
  private func shared(_ rulings: [Ruling]) -> Ruling {
    guard let first = rulings.first else {
      return Ruling(outcome: Outcome(), basis: .none, deciding: [], defeated: [])
    }
    return rulings.dropFirst().reduce(first) { $0.shared(with: $1) }
  }

  /// Every test of every clause.
  var tests: [FacetTest] {
    clauses.flatMap { $0.clause.condition(in: regime.vocabulary).tests }
  }
}

extension Completions {
  /// Whether giving a facet another value than the situation's changes the outcome in some
  /// completion, everything else unchanged.
  fileprivate func changesOutcome(from situation: Situation, by facet: FacetID) -> Bool {
    open.firstIndex { $0.facet == facet }.map(turns) ?? false
  }
}
