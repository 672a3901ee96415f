import BigInt

/// How much of a difference each of several changes made: the Shapley value over the changes.
///
/// What a change does may depend on the others. The Shapley value is the mean over all orders in
/// which the changes could have been made: it does not depend on an order, and adds up exactly to
/// the whole difference, in each component.
public struct ChangeAttribution: Sendable, Hashable {
  /// The most changes for which every subset is asked for.
  public static let exactLimit = 16
  /// The most changes at all.
  public static let changeLimit = 64

  /// What each change did: as many numbers as the outcomes have.
  public let shares: [[Rational]]
  /// Changes that made no difference wherever it was looked: in every subset, if exact.
  public let inert: [Int]
  /// Nil if exact; otherwise how far each number may be off, with a confidence of 99 %, if no
  /// change can move it by more than the span that was seen.
  ///
  /// See ``SampledShapley``.
  public let error: [Double]?
  /// How many random orders were tried; 0 if exact.
  public let orders: Int
  /// How many subsets were asked for.
  public let evaluations: Int

  /// Attributes a difference to changes.
  ///
  /// Exact up to `exactLimit` changes, with one question for each subset; beyond, from so many
  /// random orders.
  ///
  /// The closure says what holds when the changes whose bits are set are made. It must give the
  /// same count of numbers each time, and is asked once for each subset.
  ///
  /// - Throws: if there are too many changes; and what `outcome` throws.
  public init(
    changes: Int, exactLimit: Int = Self.exactLimit, orders: Int = 1000, seed: UInt64 = 1,
    outcome: (UInt64) throws -> [Rational]
  ) throws {
    guard changes <= Self.changeLimit, changes >= 0 else {
      throw GameError.tooManyPlayers(changes, limit: Self.changeLimit)
    }
    if changes <= exactLimit {
      try self.init(exact: changes, outcome)
    } else {
      try self.init(sampled: changes, orders: max(orders, 1), seed: seed, outcome)
    }
  }

  private init(exact changes: Int, _ outcome: (UInt64) throws -> [Rational]) throws {
    let all = UInt64(1) << UInt64(changes)
    let outcomes = try (0..<all).map(outcome)
    let width = outcomes[0].count
    var shares = [[Rational]](
      repeating: [Rational](repeating: .zero, count: width), count: changes)
    var inert: [Int] = []
    for change in 0..<changes {
      // What the change adds, summed by how many were made before.
      var sums = [[Rational]](
        repeating: [Rational](repeating: .zero, count: width), count: changes)
      var isInert = true
      for before in 0..<Int(all) where before >> change & 1 == 0 {
        let (without, with) = (outcomes[before], outcomes[before | 1 << change])
        guard without != with else { continue }
        isInert = false
        let size = before.nonzeroBitCount
        for index in 0..<width { sums[size][index] += with[index] - without[index] }
      }
      if isInert { inert.append(change) }
      for size in 0..<changes {
        let orders = Rational(BigInt(1), BigInt(changes) * Binomial.value(changes - 1, size))
        for index in 0..<width { shares[change][index].add(sums[size][index], times: orders) }
      }
    }
    self.shares = shares
    self.inert = inert
    error = nil
    orders = 0
    evaluations = Int(all)
  }

  private init(
    sampled changes: Int, orders: Int, seed: UInt64, _ outcome: (UInt64) throws -> [Rational]
  ) throws {
    var known: [UInt64: [Rational]] = [:]
    func ask(_ subset: UInt64) throws -> [Rational] {
      if let outcome = known[subset] { return outcome }
      let new = try outcome(subset)
      known[subset] = new
      return new
    }
    var random = SeededRandom(seed: seed)
    let nothing = try ask(0)
    var sums = [[Rational]](
      repeating: [Rational](repeating: .zero, count: nothing.count), count: changes)
    var least = [Rational](repeating: .zero, count: nothing.count)
    var most = least
    var moving: Set<Int> = []
    for _ in 0..<orders {
      var (subset, before) = (UInt64(0), nothing)
      for change in Array(0..<changes).shuffled(using: &random) {
        subset |= 1 << UInt64(change)
        let after = try ask(subset)
        if after != before { moving.insert(change) }
        for index in nothing.indices {
          let added = after[index] - before[index]
          sums[change][index] += added
          least[index] = min(least[index], added)
          most[index] = max(most[index], added)
        }
        before = after
      }
    }
    shares = sums.map { $0.map { $0 / Rational(orders) } }
    inert = (0..<changes).filter { !moving.contains($0) }
    error = zip(least, most).map { least, most in
      SampledShapley.error(
        players: changes, orders: orders, span: most - least, confidence: 0.99)
    }
    self.orders = orders
    evaluations = known.count
  }
}
