package import TenureModel

// Specificity: strict inclusion of guards over all combinations of facet values, `right` free.

extension Guard {
  /// Whether every situation of this guard is in the other one, and not the other way round.
  package func isStrictlyWithin(_ other: Guard, of vocabulary: Vocabulary) -> Bool {
    isWithin(other, of: vocabulary) && !other.isWithin(self, of: vocabulary)
  }

  /// Whether every situation of this guard is in the other one.
  ///
  /// Complexity: the product of the classes of values of all facets that the two guards name.
  package func isWithin(_ other: Guard, of vocabulary: Vocabulary) -> Bool {
    let tests = tests + other.tests
    let facets = facets.union(other.facets).sorted()
    let classes = facets.map { FacetClass.classes(of: $0, toldApartBy: tests, in: vocabulary) }
    var situation = TotalSituation(vocabulary.facets.map { _ in .flag(false) })
    return combinations(of: classes.map(\.count)).allSatisfy { choice in
      for (position, facet) in facets.enumerated() {
        situation[facet] = classes[position][choice[position]].representative
      }
      return !holds(in: situation, of: vocabulary) || other.holds(in: situation, of: vocabulary)
    }
  }
}

/// Every way to choose one index below each count, the first index changing fastest.
package func combinations(of counts: [Int]) -> some Sequence<[Int]> {
  let total = counts.reduce(1, *)
  return (0..<total).lazy.map { number in
    var rest = number
    return counts.map { count in
      defer { rest /= count }
      return rest % count
    }
  }
}
