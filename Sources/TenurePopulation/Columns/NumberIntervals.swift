import TenureEngine
import TenureModel

/// The intervals into which regimes cut a quantity.
struct NumberIntervals {
  /// The cuts, ascending.
  let cuts: [Cut]
  /// For each cut the least whole number behind it.
  let thresholds: [Int]
  /// The least whole number that is a value.
  let least: Int

  /// The intervals into which some variables cut a facet; nil if it is no quantity.
  init?(_ facet: FacetID, in vocabulary: Vocabulary, _ variables: [Variable]) {
    guard case .quantity(let domain) = vocabulary[facet].kind else { return nil }
    var cuts: Set<Cut> = []
    for variable in variables where variable.facet == facet {
      if case .numbers(let own, _) = variable.content { cuts.formUnion(own) }
    }
    self.cuts = cuts.sorted()
    thresholds = self.cuts.map { cut in
      let floor = cut.value.floor
      let isAt = floor == cut.value && !cut.isBehind
      return Int(clamping: floor.coefficient) + (isAt ? 0 : 1)
    }
    least =
      domain.minimum.map { minimum in
        let floor = minimum.floor
        return Int(clamping: floor.coefficient) + (floor == minimum ? 0 : 1)
      } ?? 0
  }

  /// The interval of a number.
  func interval(of number: ExactDecimal) -> Int {
    cuts.count {
      $0.isBehind ? $0.value < number : $0.value <= number
    }
  }
}
