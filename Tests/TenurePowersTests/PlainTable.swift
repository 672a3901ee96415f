import BigInt
import TenureMeasures

/// A weighted game of single voters, counted by a plain table of big integers: every voter is left
/// out in turn, and nothing is shared.
struct PlainTable {
  let quota: Int
  let weights: [Int]

  /// The coalitions of all voters but one, by size and weight under the quota.
  private func table(without voter: Int?) -> [[BigInt]] {
    var table = [[BigInt]](
      repeating: Array(repeating: 0, count: quota), count: weights.count + 1)
    table[0][0] = 1
    for (other, weight) in weights.enumerated() where other != voter {
      for size in stride(from: weights.count, to: 0, by: -1) {
        for sum in stride(from: quota - 1, through: weight, by: -1)
        where !table[size - 1][sum - weight].isZero {
          table[size][sum] += table[size - 1][sum - weight]
        }
      }
    }
    return table
  }

  func swingsBySize(of voter: Int) -> [BigInt] {
    table(without: voter).dropLast().map { row in
      row[max(0, quota - weights[voter])...].reduce(0, +)
    }
  }

  /// The coalitions without a voter that lose, and win with it; sizes are not told apart.
  func swings(of voter: Int) -> BigInt {
    var table = [BigInt](repeating: 0, count: quota)
    table[0] = 1
    for (other, weight) in weights.enumerated() where other != voter {
      for sum in stride(from: quota - 1, through: weight, by: -1) {
        table[sum] += table[sum - weight]
      }
    }
    return table[max(0, quota - weights[voter])...].reduce(0, +)
  }

  func shapleyShubik(of voter: Int) -> Share {
    var factorials: [BigInt] = [1]
    for number in 1...weights.count { factorials.append(factorials[number - 1] * BigInt(number)) }
    let bySize = swingsBySize(of: voter)
    let orders = bySize.enumerated().reduce(BigInt(0)) { sum, entry in
      sum + entry.element * factorials[entry.offset]
        * factorials[weights.count - 1 - entry.offset]
    }
    return Share(orders, of: factorials[weights.count])
  }
}
