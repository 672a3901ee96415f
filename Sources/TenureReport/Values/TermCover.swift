package import TenureModel

extension Taxonomy {
  /// The fewest terms that together stand for exactly these leaves: an inner term where all its
  /// leaves are in.
  ///
  /// In a tree the answer is exact. Where terms have several parents it is that of the greedy
  /// choice, most leaves first, then in the order of declaration.
  ///
  /// Complexity: the number of terms times that of the cover.
  package func cover(of leaves: LeafSet) -> [String] {
    var left = leaves
    var candidates = terms.indices.filter { terms[$0].leaves.isSubset(of: leaves) }
    var chosen: [Int] = []
    while !left.isEmpty {
      var best: (term: Int, gain: Int)?
      candidates = candidates.filter { !terms[$0].leaves.isDisjoint(with: left) }
      for term in candidates {
        let gain = terms[term].leaves.intersection(left).count
        if gain > (best?.gain ?? 0) { best = (term, gain) }
      }
      guard let best else { break }
      chosen.append(best.term)
      left = left.subtracting(terms[best.term].leaves)
    }
    return chosen.sorted().map { named(covering: $0) }
  }

  /// A term with one leaf under it says no more than the leaf; the leaf is plainer.
  private func named(covering term: Int) -> String {
    let leaves = terms[term].leaves
    guard leaves.count == 1, let leaf = leaves.first else { return terms[term].name }
    return leafName(leaf)
  }

  /// The names of leaves, in the order of the tree.
  package func names(of leaves: LeafSet) -> [String] { leaves.leaves.map { leafName($0) } }
}
