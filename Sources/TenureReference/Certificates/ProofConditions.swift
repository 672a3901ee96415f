import TenureModel

/// Translates guards into conditions over the variables of a proof.
struct ProofConditions {
  let store: ConditionStore
  let variables: ProofVariables

  private var vocabulary: Vocabulary { variables.vocabulary }

  /// The condition of a guard.
  ///
  /// - Parameters:
  ///   - condition: The guard.
  ///   - isAsked: Whether it is asked at the day of the proof, if that is fixed; if not, all days
  ///     count.
  ///   - right: The condition of a derived right's being held.
  /// - Returns: The condition.
  func condition(_ condition: Guard, isAsked: Bool, right: (Int) -> Condition) -> Condition {
    func translate(_ part: Guard) -> Condition {
      self.condition(part, isAsked: isAsked, right: right)
    }
    return switch condition {
    case .test(let test): self.test(test, isAsked, right)
    case .all(let parts): store.all(parts.map(translate))
    case .any(let parts): store.any(parts.map(translate))
    case .not(let part): store.not(translate(part))
    }
  }

  private func test(
    _ test: FacetTest, _ isAsked: Bool, _ right: (Int) -> Condition
  ) -> Condition {
    if test.facet == vocabulary.right { return rightTest(test.condition, right) }
    if isAsked, test.facet == vocabulary.date, let day = variables.day {
      guard case .during(let range) = test.condition else { return .never }
      return range.contains(day) ? .always : .never
    }
    switch test.condition {
    case .under(let terms): return under(leaves(terms, of: test.facet), of: test.facet)
    case .sameAs(let other): return same(test.facet, other)
    case .hasAny(let terms): return some(of: leaves(terms, of: test.facet), in: test.facet)
    case .hasNone(let terms):
      return store.not(some(of: leaves(terms, of: test.facet), in: test.facet))
    case .hasAll(let terms):
      return store.all(terms.map { some(of: leaves([$0], of: test.facet), in: test.facet) })
    case .hasOnly(let terms):
      let allowed = leaves(terms, of: test.facet)
      let count = vocabulary.taxonomy(of: test.facet)?.leafCount ?? 0
      return store.not(some(of: allowed.complement(in: count), in: test.facet))
    case .isEmpty(let expected):
      let count = vocabulary.taxonomy(of: test.facet)?.leafCount ?? 0
      let some = some(of: LeafSet(0..<count), in: test.facet)
      return expected ? store.not(some) : some
    case .flag(let expected):
      return classes(of: test.facet) { _, number in (number == 1) == expected }
    case .within(let range):
      return classes(of: test.facet) { variable, number in
        guard case .numbers(let intervals) = variable.content else { return false }
        return range.contains(intervals[number].member)
      }
    case .during(let range):
      return classes(of: test.facet) { variable, number in
        guard case .days(let intervals) = variable.content else { return false }
        return range.contains(intervals[number].member)
      }
    }
  }

  private func leaves(_ terms: [TermID], of facet: FacetID) -> LeafSet {
    vocabulary.taxonomy(of: facet)?.leaves(underAnyOf: terms) ?? .empty
  }

  /// The classes of a facet's one variable that pass.
  private func classes(
    of facet: FacetID, _ passes: (ProofVariable, Int) -> Bool
  ) -> Condition {
    guard let position = variables.positions[facet]?.first else { return .never }
    return store.isIn(position) { passes(variables.all[position], $0) }
  }

  private func under(_ leaves: LeafSet, of facet: FacetID) -> Condition {
    classes(of: facet) { variable, number in
      guard case .terms(let sets) = variable.content else { return false }
      return sets[number].isSubset(of: leaves)
    }
  }

  private func same(_ facet: FacetID, _ other: FacetID) -> Condition {
    guard let first = variables.positions[facet]?.first,
      let second = variables.positions[other]?.first
    else { return .never }
    if first == second { return .always }
    // Where two facets are compared, every leaf is a class of its own.
    let count = variables.all[first].classCount
    return store.any(
      (0..<count).map { leaf in
        store.and(store.isIn(first) { $0 == leaf }, store.isIn(second) { $0 == leaf })
      })
  }

  /// The condition that a set has one of some leaves.
  private func some(of leaves: LeafSet, in facet: FacetID) -> Condition {
    if !store.take(steps: leaves.count) { return .never }
    return store.any(
      variables.homes(of: leaves, in: facet).map { position in
        store.isIn(position) { $0 == 1 }
      })
  }

  private func rightTest(
    _ condition: FacetTest.Condition, _ right: (Int) -> Condition
  ) -> Condition {
    guard let rights = vocabulary.rights else { return .never }
    func some(_ leaves: LeafSet) -> Condition { store.any(leaves.leaves.map(right)) }
    switch condition {
    case .hasAny(let terms): return some(rights.leaves(underAnyOf: terms))
    case .hasNone(let terms): return store.not(some(rights.leaves(underAnyOf: terms)))
    case .hasAll(let terms): return store.all(terms.map { some(rights[$0].leaves) })
    case .hasOnly(let terms):
      return store.not(some(rights.leaves(underAnyOf: terms).complement(in: rights.leafCount)))
    case .isEmpty(let expected):
      let some = some(rights.allLeaves)
      return expected ? store.not(some) : some
    default: return .never
    }
  }
}
