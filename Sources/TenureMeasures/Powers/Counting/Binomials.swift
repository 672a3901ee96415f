import BigInt

/// Counts of subsets, in big integers.
enum Binomials {
  /// The numbers of subsets of each size of so many things.
  static func row(_ count: Int) -> [BigInt] {
    var next = BigUInt(1)
    var half: [BigInt] = []
    for size in 0...count / 2 {
      half.append(BigInt(next))
      next = next.multiplied(byWord: UInt(count - size)) / BigUInt(size + 1)
    }
    return half + half.prefix((count + 1) / 2).reversed()
  }
}
