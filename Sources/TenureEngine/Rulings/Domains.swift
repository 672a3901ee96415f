package import TenureModel

extension Space {
  /// For each counted level the classes that a situation leaves possible.
  ///
  /// The day of the space counts as known.
  func domains(of situation: Situation) -> [Bits] {
    variables[..<baseLevelCount].map { variable in
      switch situation[variable.facet] {
      case .known(let value):
        var classes = Bits(count: variable.arity)
        classes.insert(variable.code(of: value))
        return classes
      case .oneOf(let leaves): return variable.codes(of: leaves)
      case .unknown, nil: return Bits(count: variable.arity, on: 0..<variable.arity)
      }
    }
  }
}

extension Situation {
  /// The facets that are open: known to have no single value.
  func openFacets(in vocabulary: Vocabulary) -> [FacetID] {
    vocabulary.facets.indices.map { FacetID($0) }.filter { facet in
      if facet == vocabulary.right { return false }
      switch facts[facet] {
      case .known: return false
      case .oneOf(let leaves): return leaves.count != 1
      case .unknown, nil: return true
      }
    }
  }

  /// Some completion: open facets take any value that is possible.
  package func someCompletion(in vocabulary: Vocabulary) -> TotalSituation {
    TotalSituation(
      vocabulary.facets.indices.map { position in
        let facet = FacetID(position)
        switch facts[facet] {
        case .known(let value): return value
        case .oneOf(let leaves): return .term(leaf: leaves.first ?? 0)
        case .unknown, nil: return vocabulary.someValue(of: facet)
        }
      })
  }
}

extension Vocabulary {
  /// Some value of a facet: its default, else the first.
  func someValue(of facet: FacetID) -> FacetValue {
    if let value = self[facet].defaultValue { return value }
    switch self[facet].kind {
    case .term: return .term(leaf: 0)
    case .set: return .set(.empty)
    case .flag: return .flag(false)
    case .quantity(let domain):
      let least = domain.minimum ?? .zero
      return .quantity(domain.isWhole && !least.isWhole ? least.floor.adding(1) : least)
    case .date: return .date(Day(number: 0))
    }
  }
}
