import TenureEngine
import TenureModel

/// The intervals into which regimes cut a quantity, with a quick way for whole numbers in digits.
struct NumberIntervals {
  /// The cuts, ascending.
  let cuts: [Cut]
  /// For each cut the least whole number behind it.
  private let thresholds: [Int]
  /// The least whole number that is a value.
  private let least: Int
  /// The most digits that are read here.
  private static let digitLimit = 15

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

  /// The interval of a whole number in plain digits; −1 for any other text, and for numbers that
  /// the facet does not admit.
  @inline(__always)
  func interval(ofDigits text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 0, count <= Self.digitLimit else { return -1 }
    var number = 0
    for index in 0..<count {
      let digit = text[index] &- 0x30
      guard digit < 10 else { return -1 }
      number = number &* 10 &+ Int(digit)
    }
    guard number >= least else { return -1 }
    var interval = 0
    for threshold in thresholds where threshold <= number { interval += 1 }
    return interval
  }

  /// The interval of a number.
  func interval(of number: ExactDecimal) -> Int {
    cuts.count {
      $0.isBehind ? $0.value < number : $0.value <= number
    }
  }
}
