extension FacetRegion {
  /// Whether a value lies in the region; a value of another kind of facet never does.
  public func contains(_ value: FacetValue) -> Bool {
    switch (self, value) {
    case (.terms(let leaves), .term(let leaf)): leaves.contains(leaf)
    case (.sets(let cubes), .set(let leaves)): cubes.contains { $0.contains(leaves) }
    case (.flags(let flags), .flag(let flag)): flags.contains(flag)
    case (.quantities(let ranges), .quantity(let number)): ranges.contains { $0.contains(number) }
    case (.dates(let ranges), .date(let day)): ranges.contains { $0.contains(day) }
    default: false
    }
  }
}

extension FacetRegion.Cube {
  /// Whether a set has every leaf that must be there and none that must not.
  public func contains(_ leaves: LeafSet) -> Bool {
    all.isSubset(of: leaves) && none.isDisjoint(with: leaves)
  }
}

extension Box {
  /// Whether a situation lies in the box: each facet that the box names has one of its values.
  public func contains(_ situation: TotalSituation) -> Bool {
    facets.allSatisfy { facet, region in region.contains(situation[facet]) }
  }
}
