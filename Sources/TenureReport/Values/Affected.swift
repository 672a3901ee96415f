package import TenureEngine
package import TenureModel

/// Who is affected by what happens in a region, and which of its values one side does not know.
package struct Affected {
  let vocabulary: Vocabulary

  /// Creates it for a vocabulary.
  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The facet of who acts.
  static let actorFacet = "actor"
  /// The facet of the one against whom a claim lies.
  static let holderFacet = "holder"

  /// The actors of a region, and for rights the holders, as the fewest terms that cover them.
  package func parties(of region: Region, pillar: Pillar) -> [String] {
    var sets: [TaxonomyID: LeafSet] = [:]
    for name in pillar == .property ? [Self.actorFacet, Self.holderFacet] : [Self.actorFacet] {
      guard let facet = vocabulary.facet(named: name), let taxonomy = vocabulary[facet].taxonomy
      else { continue }
      sets[taxonomy] = (sets[taxonomy] ?? .empty).union(leaves(facet, region))
    }
    return sets.sorted { $0.key.index < $1.key.index }
      .flatMap { vocabulary[$0.key].cover(of: $0.value) }
  }

  private func leaves(_ facet: FacetID, _ region: Region) -> LeafSet {
    let all = vocabulary.taxonomy(of: facet)?.allLeaves ?? .empty
    guard let values = region.values(of: facet) else { return all }
    return values.reduce(.empty) { leaves, values in
      if case .terms(let some) = values { leaves.union(some) } else { all }
    }
  }

  /// The facets and terms in a region and its witness that a side does not know, by name.
  package func unknown(
    in region: Region, _ witness: TotalSituation, to side: VocabularyUnion.Unknown
  ) -> [String] {
    guard !side.isEmpty else { return [] }
    var names: Set<String> = []
    for facet in side.facets where facet != vocabulary.right {
      names.insert(vocabulary[facet].name)
    }
    for (position, facet) in vocabulary.facets.enumerated() {
      let id = FacetID(position)
      guard let taxonomyID = facet.taxonomy, id != vocabulary.right else { continue }
      let missing = side.leaves(of: taxonomyID, in: vocabulary)
      guard !missing.isEmpty else { continue }
      var used = leaves(of: witness[id])
      for piece in region.pieces where piece.facet == id {
        used = used.union(leaves(of: piece.values))
      }
      names.formUnion(vocabulary[taxonomyID].names(of: used.intersection(missing)))
    }
    return names.sorted()
  }

  private func leaves(of value: FacetValue) -> LeafSet {
    switch value {
    case .term(let leaf): LeafSet(leaf..<leaf + 1)
    case .set(let leaves): leaves
    case .flag, .quantity, .date: .empty
    }
  }

  private func leaves(of region: FacetRegion) -> LeafSet {
    switch region {
    case .terms(let leaves): leaves
    case .sets(let cubes): cubes.reduce(.empty) { $0.union($1.all).union($1.none) }
    case .flags, .quantities, .dates: .empty
    }
  }
}
