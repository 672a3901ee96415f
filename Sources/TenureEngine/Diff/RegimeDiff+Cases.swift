public import BigInt
public import TenureModel

extension RegimeDiff {
  /// In how many situations of a shift a facet has each leaf of its taxonomy: for a term facet the
  /// situations in which it is that leaf, for a set facet those in which the set has it.
  ///
  /// The numbers are exact. Those of a term facet add up to the count of the shift; those of a set
  /// facet do not, for a set can have several leaves. Empty if no clause of either side names the
  /// facet, or if it has no taxonomy: then the shift is not about it.
  ///
  /// - Throws: It takes more nodes than are left of the comparison's limit.
  ///
  /// Complexity: for each class of leaves that the clauses tell apart, linear in the diagram.
  public func cases(of shift: Shift, by facet: FacetID) throws(TooManyNodes) -> [BigUInt] {
    try core.cases(of: shift, by: facet)
  }
}

extension DiffCore {
  func cases(of shift: RegimeDiff.Shift, by facet: FacetID) throws(TooManyNodes) -> [BigUInt] {
    let space = analysis.space
    guard let taxonomy = space.vocabulary.taxonomy(of: facet), facet != space.vocabulary.right
    else { return [] }
    guard space.survey.names(facet) else { return [] }
    let ref = differences[shift.question].ref
    let isSet = if case .set = space.vocabulary[facet].kind { true } else { false }
    // Where no clause that was looked at tests the facet, its values share the cases alike.
    let even = shift.count / BigUInt(isSet ? 2 : max(1, taxonomy.leafCount))
    var cases = [BigUInt](repeating: even, count: taxonomy.leafCount)
    for level in space.levels[facet] ?? [] {
      func count(_ code: Int, of values: BigUInt) -> BigUInt {
        let fixed = analysis.store.restrict(ref, level: level, to: code)
        return counter.count(fixed, in: analysis.store, leaf: shift.leaf) / values
      }
      switch space.variables[level].content {
      case .terms(let classes):
        // A restricted diagram counts every leaf of the facet once, whatever its class.
        for (code, members) in classes.enumerated() {
          let each = count(code, of: BigUInt(taxonomy.leafCount))
          for leaf in members.leaves { cases[leaf] = each }
        }
      case .block(let members):
        // Half of all sets have a leaf, and these have some of the block.
        let each = count(1, of: 2)
        for leaf in members.leaves { cases[leaf] = each }
      case .flag, .numbers, .days: break
      }
    }
    try analysis.checkNodes()
    return cases
  }
}
