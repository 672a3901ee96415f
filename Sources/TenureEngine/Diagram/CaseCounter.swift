import BigInt

/// Counts the cases that lead to each leaf of a diagram, exactly.
///
/// Complexity: one pass over the diagram's edges for each leaf asked for.
final class CaseCounter {
  private let weights: [[BigUInt]]
  /// The product of the cases of all levels from a level on.
  private let below: [BigUInt]
  private let outside: BigUInt
  private var between: [Int: BigUInt] = [:]

  /// A counter over the counted levels of a space.
  init(_ space: Space) {
    weights = space.variables.map(\.weights)
    outside = space.outsideCases
    var below: [BigUInt] = [1]
    for level in stride(from: space.baseLevelCount - 1, through: 0, by: -1) {
      below.append((below.last ?? 1) * weights[level].reduce(0, +))
    }
    self.below = below.reversed()
  }

  /// The number of all cases.
  var total: BigUInt { below[0] * outside }

  /// The number of cases that a diagram leads to a leaf which `isCounted`.
  func count(
    _ ref: Ref, in store: DiagramStore, where isCounted: (Int) -> Bool
  ) -> BigUInt {
    var memo: [Ref: BigUInt] = [:]
    let counted = count(ref, from: 0, store, isCounted, &memo)
    return counted * outside
  }

  /// Cases of `ref` over the levels from `start` on.
  private func count(
    _ ref: Ref, from start: Int, _ store: DiagramStore, _ isCounted: (Int) -> Bool,
    _ memo: inout [Ref: BigUInt]
  ) -> BigUInt {
    if let leaf = ref.leaf { return isCounted(leaf) ? below[start] : 0 }
    let level = store.level(ref)
    let own: BigUInt
    if let known = memo[ref] {
      own = known
    } else {
      var sum: BigUInt = 0
      for (code, weight) in weights[level].enumerated() {
        let part = count(store.child(ref, code), from: level + 1, store, isCounted, &memo)
        if !part.isZero { sum += weight * part }
      }
      memo[ref] = sum
      own = sum
    }
    if own.isZero || level == start { return own }
    return own * skipped(start, level)
  }

  private func skipped(_ start: Int, _ end: Int) -> BigUInt {
    let key = start << 16 | end
    if let known = between[key] { return known }
    let product = below[start] / below[end]
    between[key] = product
    return product
  }

  /// The number of cases of a box.
  func count(_ row: [Int: Bits]) -> BigUInt {
    var product = outside
    for level in 0..<(below.count - 1) {
      if let classes = row[level] {
        var sum: BigUInt = 0
        classes.forEach { sum += weights[level][$0] }
        product *= sum
      } else {
        product *= below[level] / below[level + 1]
      }
    }
    return product
  }
}
