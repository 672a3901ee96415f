import BigInt

/// Counts of coalitions: by size, or of all sizes together as a list of one number.
///
/// Players of independent chambers choose apart: the counts of both are the product.
struct Counts: Equatable {
  var values: [BigInt]

  static let zero = Counts(values: [])
  static let one = Counts(values: [1])

  /// All coalitions of so many seats.
  static func all(of count: Int, bySize: Bool) -> Counts {
    Counts(values: bySize ? Binomials.row(count) : [BigInt(1) << count])
  }

  /// All of them.
  var total: BigInt { values.reduce(0, +) }

  var isZero: Bool { values.allSatisfy { $0.isZero } }

  subscript(size: Int) -> BigInt {
    values.indices.contains(size) ? values[size] : 0
  }

  static func += (left: inout Counts, right: Counts) {
    while left.values.count < right.values.count { left.values.append(0) }
    for (index, value) in right.values.enumerated() { left.values[index] += value }
  }

  static func * (left: Counts, right: Counts) -> Counts {
    if left.isZero || right.isZero { return .zero }
    if left == .one { return right }
    if right == .one { return left }
    if let product = WordProduct(left.values, right.values) {
      return Counts(values: product.values)
    }
    var product = [BigInt](repeating: 0, count: left.values.count + right.values.count - 1)
    for (first, one) in left.values.enumerated() where !one.isZero {
      for (second, other) in right.values.enumerated() where !other.isZero {
        product[first + second] += one * other
      }
    }
    return Counts(values: product)
  }

  static func * (left: Counts, right: Int) -> Counts {
    right == 1 ? left : Counts(values: left.values.map { $0 * BigInt(right) })
  }
}
