import BigInt

/// In how many orders of n seats some s of them come before a given one, and all others after it.
///
/// That is s! (n - 1 - s)! of n!, which is 1 of n C(n-1, s). All of these divide the least common
/// multiple of 1 … n (Farhi, American Mathematical Monthly 116, 2009), which is taken for the
/// whole: it has about 1.44 n bits, where n! has n log₂ n.
struct SeatOrders {
  /// What all orders together count as.
  let whole: BigInt
  /// The orders for each number of seats before, from none to all others.
  let counts: [BigInt]

  init(seatCount: Int) {
    let whole = Self.leastCommonMultiple(through: seatCount)
    self.whole = BigInt(whole)
    guard seatCount > 0 else {
      counts = []
      return
    }
    var next = whole / BigUInt(seatCount)
    var half: [BigInt] = []
    for before in 0...(seatCount - 1) / 2 {
      half.append(BigInt(next))
      next = next.multiplied(byWord: UInt(before + 1)) / BigUInt(max(seatCount - 1 - before, 1))
    }
    counts = half + half.prefix(seatCount / 2).reversed()
  }

  /// The least common multiple of the numbers from 1 to a last one.
  ///
  /// It has the highest power of each prime.
  private static func leastCommonMultiple(through last: Int) -> BigUInt {
    var isComposite = [Bool](repeating: false, count: max(last, 1) + 1)
    var product = BigUInt(1)
    for number in stride(from: 2, through: last, by: 1) where !isComposite[number] {
      for multiple in stride(from: 2 * number, through: last, by: number) {
        isComposite[multiple] = true
      }
      var power = number
      while power <= last / number { power *= number }
      product.multiply(byWord: UInt(power))
    }
    return product
  }
}
