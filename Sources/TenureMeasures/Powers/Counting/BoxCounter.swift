import BigInt

/// Counts coalitions whose sums of weights all stay under bounds: a box.
///
/// It finds the cheapest way to do so: by binomials where all seats weigh the same, else by a
/// table. A weight that all seats share is a bound on the size, and no dimension. On one dimension,
/// coalitions of more than half of the seats are looked up as the coalitions of all others.
struct BoxCounter {
  /// Seats with the same weights.
  typealias Kind = CountTable.Kind

  private enum Way {
    case binomials
    case table(CountTable, isMirrored: Bool)
  }

  private let plan: Plan
  private let way: Way
  /// The seats of the component that weigh nothing here, all of whose coalitions fit.
  private let free: Counts
  private let bySize: Bool
  private let binomials: [BigInt]

  /// Counts seats, each of which weighs in some dimension, and others that weigh nothing.
  ///
  /// `boxes` are the bounds that will be asked for.
  init(
    _ kinds: [Kind], boxes: [[Int]], freeSeats: Int, bySize: Bool, limits: CountingLimits
  ) throws(VotingGameError) {
    let plan = Plan(kinds, boxes: boxes, bySize: bySize)
    self.plan = plan
    self.bySize = bySize
    guard plan.additions <= Double(limits.additions) else {
      throw .tooLarge("the sums of weights", limit: limits.additions)
    }
    free = .all(of: freeSeats, bySize: bySize)
    binomials = bySize || plan.dense.isEmpty ? Binomials.row(plan.seatCount) : []
    way =
      plan.dense.isEmpty
      ? .binomials
      : .table(
        try CountTable(
          kinds.map { kind in
            Kind(weights: plan.dense.map { kind.weights[$0] }, count: kind.count)
          },
          widths: plan.widths, largestSize: plan.largestSize, limits: limits),
        isMirrored: plan.isMirrored)
  }

  /// The coalitions in a box.
  func counts(under bounds: [Int]) -> Counts {
    let sizeBound = plan.sizeBound(bounds)
    let sizes = (0...plan.seatCount).lazy
    switch way {
    case .binomials:
      let counts = sizes.map { $0 < sizeBound ? binomials[$0] : 0 }
      return Counts(values: bySize ? Array(counts) : [counts.reduce(0, +)]) * free
    case .table(let table, let isMirrored):
      let dense = plan.dense.map { bounds[$0] }
      guard bySize else { return Counts(values: [inBox(table, 0, dense)]) * free }
      return Counts(
        values: sizes.map { size in
          guard size < sizeBound else { return 0 }
          if isMirrored, size > plan.seatCount / 2 {
            let rest = inBox(table, plan.seatCount - size, plan.mirror(dense))
            return binomials[size] - rest
          }
          return inBox(table, size, dense)
        }) * free
    }
  }

  /// The coalitions without a seat that are in a box, and would leave it with the seat.
  func leaving(_ kind: Kind, under bounds: [Int]) -> Counts {
    let sizeBound = plan.sizeBound(bounds)
    let sizes = (0..<plan.seatCount).lazy
    switch way {
    case .binomials:
      // The coalitions of the largest size that fits, of all other seats.
      let count = plan.seatCount
      let counts = sizes.map { size in
        size == sizeBound - 1 ? binomials[size] * BigInt(count - size) / BigInt(count) : 0
      }
      return Counts(values: bySize ? Array(counts) : [counts.reduce(0, +)]) * free
    case .table(let table, let isMirrored):
      let dense = plan.dense.map { bounds[$0] }
      let weights = plan.dense.map { kind.weights[$0] }
      guard bySize else {
        return Counts(values: [leaving(table, 0, dense, weights, sizeBound)]) * free
      }
      return Counts(
        values: sizes.map { size in
          if isMirrored, size > plan.seatCount / 2 {
            let rest = plan.seatCount - 1 - size
            return leaving(table, rest, plan.mirror(dense), weights, sizeBound)
          }
          return leaving(table, size, dense, weights, sizeBound)
        }) * free
    }
  }

  private func inBox(_ table: CountTable, _ size: Int, _ bounds: [Int]) -> BigInt {
    if let largest = table.largestSize, size > largest { return 0 }
    var sum = LimbSum(limbCount: table.shape.limbCounts.max() ?? 1)
    sum.collect(table, size: size, under: bounds, sign: 1)
    return sum.value()
  }

  /// Coalitions without a seat: the generating function without its factor 1 + y x^w.
  ///
  /// Taken out as a series: 1 / (1 + z) = 1 - z + z² - …
  private func leaving(
    _ table: CountTable, _ size: Int, _ bounds: [Int], _ weights: [Int], _ sizeBound: Int
  ) -> BigInt {
    if let largest = table.largestSize, size > largest { return 0 }
    guard size < sizeBound else { return 0 }
    var sum = LimbSum(limbCount: table.shape.limbCounts.max() ?? 1)
    var box = bounds
    var (step, sign) = (0, Int64(1))
    while box.allSatisfy({ $0 > 0 }), table.largestSize == nil || step <= size {
      let size = table.largestSize == nil ? 0 : size - step
      sum.collect(table, size: size, under: box, sign: sign)
      for place in box.indices { box[place] -= weights[place] }
      if table.largestSize == nil || size + step + 1 < sizeBound {
        sum.collect(table, size: size, under: box, sign: -sign)
      }
      step += 1
      sign = -sign
    }
    return sum.value()
  }
}
