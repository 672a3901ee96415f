/// How many classes each question of a table has: what the codes of a situation must be below.
///
/// A walk reads its table at the place that a code says; so codes that come from a caller are
/// compared first, all of them, in one pass without branches.
struct CodeLimits: Sendable {
  private let arities: [UInt16]

  /// The limits of some variables.
  init(_ variables: [Variable]) { arities = variables.map { UInt16(clamping: $0.arity) } }

  /// How many codes there must be.
  var count: Int { arities.count }

  /// Whether there is a code for each question, of one of its classes.
  @inline(__always)
  func allow(_ codes: UnsafeBufferPointer<UInt16>) -> Bool {
    guard codes.count == arities.count else { return false }
    return arities.withUnsafeBufferPointer { arities in
      var isBeyond: UInt16 = 0
      for place in 0..<codes.count { isBeyond |= codes[place] >= arities[place] ? 1 : 0 }
      return isBeyond == 0
    }
  }
}
