import TenureModel

extension Apportionment {
  /// One division in whole numbers, wide or big as the weights need it.
  struct Division<Whole: SignedInteger> {
    /// What is divided, at least zero.
    let pot: Whole
    /// The weights, at least zero, and their sum, above zero.
    let weights: [Whole], total: Whole
    /// Who goes first in ties.
    let order: [Int]

    /// The parts by any rule but `carry`.
    func parts(_ rule: Rule) -> Parts {
      var residual = 0
      var units: [Whole]
      switch rule {
      case .largestRemainder, .carry: units = largestRemainder()
      case .jefferson: units = raised(weights.map { pot * $0 / total }, 1, 1)
      case .webster: units = webster()
      case .halfEven: (units, residual) = nearest(halvesToEven: true)
      case .halfUp: (units, residual) = nearest(halvesToEven: false)
      }
      return Parts(
        units: units.map { Int(clamping: $0) }, residual: residual,
        carried: Array(repeating: .zero, count: weights.count))
    }

    private func largestRemainder() -> [Whole] {
      var units: [Whole] = []
      var fractions: [Whole] = []
      var left = pot
      for weight in weights {
        let (quotient, remainder) = (pot * weight).quotientAndRemainder(dividingBy: total)
        units.append(quotient)
        fractions.append(remainder)
        left -= quotient
      }
      guard left > 0 else { return units }
      // Sorting keeps the order of ties where the fractions are equal.
      for index in stable(order, by: { fractions[$0] > fractions[$1] }) where left > 0 {
        units[index] += 1
        left -= 1
      }
      return units
    }

    /// The order, sorted by something else first.
    private func stable(_ order: [Int], by precedes: (Int, Int) -> Bool) -> [Int] {
      order.enumerated().sorted { left, right in
        if precedes(left.element, right.element) { return true }
        if precedes(right.element, left.element) { return false }
        return left.offset < right.offset
      }.map(\.element)
    }

    /// Awards what is left, one by one, to the greatest weight ÷ (step × units + offset).
    private func raised(_ start: [Whole], _ step: Whole, _ offset: Whole) -> [Whole] {
      var units = start
      var left = pot - units.reduce(0, +)
      while left > 0 {
        var best = order[0]
        for index in order.dropFirst()
        where weights[index] * (step * units[best] + offset)
          > weights[best] * (step * units[index] + offset)
        {
          best = index
        }
        units[best] += 1
        left -= 1
      }
      return units
    }

    private func webster() -> [Whole] {
      // All claims at least as great as the pot's own divisor are met first: the nearest numbers,
      // halves up. If that is too many, the last claims met are taken back.
      var units = weights.map { (2 * pot * $0 + total) / (2 * total) }
      var excess = units.reduce(0, +) - pot
      while excess > 0 {
        var worst: Int?
        for index in order where units[index] > 0 {
          guard let last = worst else {
            worst = index
            continue
          }
          if weights[index] * (2 * units[last] - 1) <= weights[last] * (2 * units[index] - 1) {
            worst = index
          }
        }
        guard let worst else { break }
        units[worst] -= 1
        excess -= 1
      }
      return raised(units, 2, 1)
    }

    private func nearest(halvesToEven: Bool) -> ([Whole], Int) {
      var units: [Whole] = []
      // 1 where the part was rounded up, -1 where down.
      var direction: [Int] = []
      for weight in weights {
        let (quotient, remainder) = (pot * weight).quotientAndRemainder(dividingBy: total)
        let twice = 2 * remainder
        let isUp = twice > total || (twice == total && (!halvesToEven || quotient % 2 != 0))
        units.append(isUp ? quotient + 1 : quotient)
        direction.append(isUp ? 1 : remainder == 0 ? 0 : -1)
      }
      var left = Int(clamping: pot - units.reduce(0, +))
      let residual = left
      // Enough were rounded the other way: each by at most a half.
      for index in order where left != 0 && direction[index] == -left.signum() {
        units[index] += Whole(left.signum())
        left -= left.signum()
      }
      return (units, residual)
    }
  }
}
