extension Guard {
  /// Whether two guards exclude one another by plain tests of one facet.
  ///
  /// False does not mean that they can hold together: only that this is not plain to see. A test
  /// under `not`, and those of set facets, say nothing here.
  ///
  /// Complexity: the tests of the one times the tests of the other.
  package func plainlyExcludes(_ other: Guard, in vocabulary: Vocabulary) -> Bool {
    switch self {
    case .all(let parts): parts.contains { $0.plainlyExcludes(other, in: vocabulary) }
    case .any(let parts):
      !parts.isEmpty && parts.allSatisfy { $0.plainlyExcludes(other, in: vocabulary) }
    case .test(let test): test.plainlyExcludes(other, in: vocabulary)
    case .not: false
    }
  }
}

extension FacetTest {
  fileprivate func plainlyExcludes(_ other: Guard, in vocabulary: Vocabulary) -> Bool {
    switch other {
    case .all(let parts): parts.contains { plainlyExcludes($0, in: vocabulary) }
    case .any(let parts):
      !parts.isEmpty && parts.allSatisfy { plainlyExcludes($0, in: vocabulary) }
    case .test(let test): facet == test.facet && excludes(test.condition, in: vocabulary)
    case .not: false
    }
  }

  private func excludes(_ other: Condition, in vocabulary: Vocabulary) -> Bool {
    switch (condition, other) {
    case (.under(let left), .under(let right)):
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return false }
      return left.allSatisfy { one in
        right.allSatisfy { taxonomy[one].leaves.isDisjoint(with: taxonomy[$0].leaves) }
      }
    case (.flag(let left), .flag(let right)): return left != right
    case (.within(let left), .within(let right)):
      return left.lies(below: right) || right.lies(below: left)
    case (.during(let left), .during(let right)): return !left.overlaps(right)
    default: return false
    }
  }
}

extension QuantityRange {
  fileprivate func lies(below other: QuantityRange) -> Bool {
    guard let upper, let lower = other.lower else { return false }
    if upper.value != lower.value { return upper.value < lower.value }
    return !(upper.isIncluded && lower.isIncluded)
  }
}
