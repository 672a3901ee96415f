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
  private let domain: Facet.Quantity

  /// The intervals into which some variables cut a facet; nil if it is no quantity.
  init?(_ facet: FacetID, in vocabulary: Vocabulary, _ variables: [Variable]) {
    guard case .quantity(let domain) = vocabulary[facet].kind else { return nil }
    self.domain = domain
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

  /// Whether a number is a value of the facet.
  func admits(_ number: ExactDecimal) -> Bool {
    (!domain.isWhole || number.isWhole) && (domain.minimum.map { $0 <= number } ?? true)
  }

  /// The interval of a number.
  func interval(of number: ExactDecimal) -> Int {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      let cut = cuts[middle]
      if cut.isBehind ? cut.value < number : cut.value <= number {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
