/// What is known about who wants to do what with which data: a value for every facet, or less.
///
/// A *total* situation knows every facet. A *partial* one leaves facets open and stands for all
/// its completions. What is unknown stays unknown: nothing is assumed but the defaults that the
/// vocabulary declares, and those are put in by `completedByDefaults`, which says which they were.
public struct Situation: Sendable, Hashable {
  /// What is known of one facet.
  public enum Fact: Sendable, Hashable {
    /// Its value.
    case known(FacetValue)
    /// A term facet has one of these leaves: an inner term, or a list of terms.
    case oneOf(LeafSet)
    /// Nothing, and no default is to be put in.
    case unknown
  }

  /// The facts, by facet; a facet that is not here was left out.
  public var facts: [FacetID: Fact]

  /// Creates a situation.
  public init(_ facts: [FacetID: Fact] = [:]) {
    self.facts = facts
  }

  /// What is known of a facet, or nil if it was left out.
  public subscript(_ facet: FacetID) -> Fact? {
    get { facts[facet] }
    set { facts[facet] = newValue }
  }

  /// The situation with the defaults of all facets that were left out, and those facets in order.
  public func completedByDefaults(
    of vocabulary: Vocabulary
  ) -> (situation: Situation, assumed: [FacetID]) {
    var completed = self
    var assumed: [FacetID] = []
    for (position, facet) in vocabulary.facets.enumerated() {
      let id = FacetID(position)
      guard facts[id] == nil, let value = facet.defaultValue else { continue }
      completed.facts[id] = .known(value)
      assumed.append(id)
    }
    return (completed, assumed)
  }

  /// The value of every facet, or nil if one is open.
  ///
  /// The place of a derived facet holds the empty set, which means nothing.
  public func total(in vocabulary: Vocabulary) -> TotalSituation? {
    var values: [FacetValue] = []
    values.reserveCapacity(vocabulary.facets.count)
    for position in vocabulary.facets.indices {
      if FacetID(position) == vocabulary.right {
        values.append(.set(.empty))
        continue
      }
      switch facts[FacetID(position)] {
      case .known(let value): values.append(value)
      case .oneOf(let leaves) where leaves.count == 1:
        values.append(.term(leaf: leaves.first ?? 0))
      default: return nil
      }
    }
    return TotalSituation(values)
  }
}

/// One value for every facet of a vocabulary.
public struct TotalSituation: Sendable, Hashable {
  /// The values, at the positions of the facets; the derived facet's place is not read.
  public var values: [FacetValue]

  /// Creates a total situation.
  public init(_ values: [FacetValue]) { self.values = values }

  /// The value of a facet.
  public subscript(_ facet: FacetID) -> FacetValue {
    get { values[facet.index] }
    set { values[facet.index] = newValue }
  }

  /// The same as a situation that leaves nothing open.
  public func situation(in vocabulary: Vocabulary) -> Situation {
    var facts: [FacetID: Situation.Fact] = [:]
    for position in values.indices where FacetID(position) != vocabulary.right {
      facts[FacetID(position)] = .known(values[position])
    }
    return Situation(facts)
  }
}
