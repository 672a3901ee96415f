import BigInt
public import TenureModel

/// A split by fixed weights, made ready for millions of pots.
///
/// Whole multiples of the sum of the weights divide without a remainder, so what a pot leaves after
/// the largest such multiple decides all rounding. Its parts stand in a table, made by
/// ``Apportionment`` itself; each pot then costs one division and one multiplication a payee.
/// (Halves to even repeat only every second multiple.) Where the table would be too large, pots are
/// divided one by one.
public struct CompiledSplit: Sendable {
  /// The most entries that a table may have.
  public static let tableLimit = 1 << 20

  /// The payees' names, in the order of their parts.
  public let names: [String]
  let weights: [Apportionment.Weight]
  let apportionment: Apportionment
  /// The pots after which rounding repeats itself; zero if there is no table.
  let period: Int
  /// What each payee gets of a whole period.
  let perPeriod: [Int]
  /// The parts of each pot below the period, payee by payee.
  let table: [Int32]

  /// Makes a split ready, in time linear in the size of the table.
  ///
  /// - Throws: ``ApportionmentError`` as the division itself does. `carry` depends on what came
  ///   before, and counts as `largestRemainder` here.
  public init(
    _ weights: [Apportionment.Weight], rule: Apportionment.Rule = .largestRemainder
  ) throws(ApportionmentError) {
    let apportionment = Apportionment(rule == .carry ? .largestRemainder : rule)
    self.weights = weights
    self.apportionment = apportionment
    names = weights.map(\.name)
    _ = try apportionment.parts(of: 0, among: weights)
    let whole = Apportionment.wholeNumbers(weights.map(\.weight))
    let sum = whole.reduce(0, +) * (rule == .halfEven ? 2 : 1)
    guard let period = Int(exactly: sum), period <= Self.tableLimit / max(weights.count, 1) else {
      period = 0
      perPeriod = []
      table = []
      return
    }
    var table: [Int32] = []
    table.reserveCapacity(period * weights.count)
    for pot in 0..<period {
      let units = try apportionment.parts(of: pot, among: weights).units
      for part in units { table.append(Int32(truncatingIfNeeded: part)) }
    }
    self.period = period
    self.table = table
    perPeriod = try apportionment.parts(of: period, among: weights).units
  }

  /// Divides a pot; its parts, which add up to it, are written to the start of the buffer.
  ///
  /// - Throws: ``ApportionmentError``, only where there is no table.
  /// - Precondition: the buffer must have room for a part for each payee.
  @inline(__always)
  func split(_ pot: Int, into parts: UnsafeMutableBufferPointer<Int>) throws(ApportionmentError) {
    guard period > 0 else {
      let units = try apportionment.parts(of: pot, among: weights).units
      for index in units.indices { parts[index] = units[index] }
      return
    }
    let magnitude = pot.magnitude
    let (periods, rest) = magnitude.quotientAndRemainder(dividingBy: UInt(bitPattern: period))
    let isMirrored = pot < 0
    let count = perPeriod.count
    table.withUnsafeBufferPointer { table in
      perPeriod.withUnsafeBufferPointer { perPeriod in
        let start = Int(bitPattern: rest) &* count
        for index in 0..<count {
          let part =
            Int(bitPattern: periods) &* perPeriod[index] &+ Int(table[start &+ index])
          parts[index] = isMirrored ? 0 &- part : part
        }
      }
    }
  }

  /// Divides many pots and adds up what each payee gets.
  ///
  /// Each pot's parts are checked to add up to it. Takes some nanoseconds a pot.
  ///
  /// - Throws: ``WaterfallError`` if parts do not add up, a sum is too large, or the weights were
  ///   wrong.
  public func totals(of pots: [Int]) throws(WaterfallError) -> [Int] {
    var totals = [Int](repeating: 0, count: names.count)
    try forEach(pots) { _, parts in
      for index in parts.indices { totals[index] &+= parts[index] }
    }
    // The magnitudes bound every sum; only if they are large must they be looked at one by one.
    var bound = UInt(0)
    for pot in pots {
      let (sum, overflows) = bound.addingReportingOverflow(pot.magnitude)
      guard !overflows, sum <= UInt(Int.max) else { throw WaterfallError(.overflow) }
      bound = sum
    }
    return totals
  }

  /// Divides many pots, and hands out the parts of each.
  ///
  /// - Throws: as ``totals(of:)`` does.
  @inline(__always)
  public func forEach(
    _ pots: [Int], _ body: (Int, UnsafeBufferPointer<Int>) -> Void
  ) throws(WaterfallError) {
    let parts = UnsafeMutableBufferPointer<Int>.allocate(capacity: names.count)
    parts.initialize(repeating: 0)
    defer { parts.deallocate() }
    for index in pots.indices {
      do { try split(pots[index], into: parts) } catch { throw WaterfallError(.weightBelowZero) }
      var sum = 0
      for part in parts { sum &+= part }
      guard sum == pots[index] else { throw WaterfallError(.notConserved) }
      body(index, UnsafeBufferPointer(parts))
    }
  }
}
