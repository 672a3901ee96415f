public import TenureModel

/// A weighted game: a coalition wins if its weight reaches the quota.
///
/// The weights stand in the order of the classes of the `VotingGame` that the weighted game is part
/// of, one weight for each seat of a class. Unanimity of some seats is a weighted game: weight 1
/// for these, and their number as the quota.
public struct WeightedGame: Sendable, Hashable {
  /// The weight of one seat of each class; none is negative.
  public let weights: [Int]
  /// The least weight that wins.
  ///
  /// Zero or less is always won; more than all weight never.
  public let quota: Int

  /// A game won by this weight or more.
  public init(weights: [Int], atLeast quota: Int) {
    self.weights = weights
    self.quota = quota
  }

  /// A game won by strictly more than this weight.
  ///
  /// Nothing is more than `Int.max`: that game is one that needs `Int.max`, which no valid game
  /// reaches.
  public init(weights: [Int], moreThan weight: Int) {
    self.init(weights: weights, atLeast: weight == .max ? .max : weight + 1)
  }

  /// A game won by a share of all weight, exactly: more than 1/2 of 9 is 5, at least 2/3 of 10
  /// is 7.
  ///
  /// `total` is the weight of all seats, of which the threshold is a share.
  public init(weights: [Int], threshold: ProcedureStep.Vote.Threshold, of total: Int) {
    self.init(weights: weights, atLeast: Self.quota(for: threshold, of: total))
  }

  /// The least whole weight that passes a threshold; `Int.max` if that is more than any weight.
  public static func quota(
    for threshold: ProcedureStep.Vote.Threshold, of total: Int
  ) -> Int {
    let (share, isStrict) =
      switch threshold {
      case .moreThan(let share): (share, true)
      case .atLeast(let share): (share, false)
      }
    let (product, overflow) = share.numerator.multipliedReportingOverflow(by: Int128(total))
    guard !overflow else { return share.numerator < 0 ? 0 : .max }
    var (whole, rest) = product.quotientAndRemainder(dividingBy: share.denominator)
    if rest < 0 {
      whole -= 1
      rest += share.denominator
    }
    let least = isStrict || rest > 0 ? whole + 1 : whole
    return Int(clamping: least)
  }

  /// The weight of a coalition.
  func weight(of coalition: [Int]) -> Int {
    zip(weights, coalition).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
