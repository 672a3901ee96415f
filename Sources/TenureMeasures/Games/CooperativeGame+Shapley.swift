import BigInt

extension CooperativeGame {
  /// The Shapley value, exact: what each player adds, on average over all orders in which the
  /// players may come together (Shapley 1953).
  ///
  /// It adds up to what all are worth.
  ///
  /// Takes two additions for each coalition, in one pass over the table, and n³ exact operations
  /// at the end. The table is seen as a rectangle of two halves of the players: sums of rows by
  /// the number of players in one half are all that the players of the other half need.
  public func shapleyValue() -> [Rational] {
    let count = players.count
    guard count > 0 else { return [] }
    let sums = sizeSums()
    // With t the sum over all coalitions of a size and b that over those with the player, the
    // player adds Σ (b of size s + 1) - (t - b of size s), weighed by 1 ÷ (n × C(n - 1, s)).
    let weights = (0..<count).map { size in
      Rational(BigInt(1), BigInt(count) * Binomial.value(count - 1, size))
    }
    return players.indices.map { player in
      var value = Rational.zero
      for size in 0..<count {
        let added = sums.with[player][size + 1] - (sums.all[size] - sums.with[player][size])
        value.add(Rational(BigInt(added)), times: weights[size])
      }
      return value / Rational(denominator)
    }
  }

  /// The sums of worths by size: over all coalitions, and over those with each player.
  private func sizeSums() -> (all: [Int128], with: [[Int128]]) {
    let count = players.count
    let lowCount = count / 2
    let highCount = count - lowCount
    let low = 1 << lowCount
    let high = 1 << highCount
    // For each size of the upper half, the sum over it of each lower half; and the other way.
    var lower = [[Int128]](
      repeating: [Int128](repeating: 0, count: low), count: highCount + 1)
    var upper = [[Int128]](
      repeating: [Int128](repeating: 0, count: lowCount + 1), count: high)
    worths.withUnsafeBufferPointer { worths in
      for row in 0..<high {
        let start = row << lowCount
        lower[row.nonzeroBitCount].withUnsafeMutableBufferPointer { sums in
          for column in 0..<low { sums[column] &+= Int128(worths[start + column]) }
        }
        upper[row].withUnsafeMutableBufferPointer { sums in
          for column in 0..<low {
            sums[column.nonzeroBitCount] &+= Int128(worths[start + column])
          }
        }
      }
    }
    var all = [Int128](repeating: 0, count: count + 1)
    var with = [[Int128]](
      repeating: [Int128](repeating: 0, count: count + 1), count: count)
    for size in 0...highCount {
      for column in 0..<low {
        let sum = lower[size][column]
        let total = size + column.nonzeroBitCount
        all[total] += sum
        for player in 0..<lowCount where column >> player & 1 == 1 { with[player][total] += sum }
      }
    }
    for row in 0..<high {
      for size in 0...lowCount {
        let total = size + row.nonzeroBitCount
        for player in 0..<highCount where row >> player & 1 == 1 {
          with[lowCount + player][total] += upper[row][size]
        }
      }
    }
    return (all, with)
  }

  /// The Owen value, exact: the Shapley value among blocs, and within each bloc again, where a bloc
  /// may use part of itself (Owen 1977).
  ///
  /// It adds up to what all are worth.
  ///
  /// Takes 2^(blocs + players of the bloc) steps for each bloc.
  ///
  /// - Throws: if the game has no blocs.
  public func owenValue() throws(GameError) -> [Rational] {
    guard !blocs.isEmpty || players.isEmpty else { throw .blocsAreNoPartition }
    let masks = blocs.map { $0.reduce(0) { $0 | 1 << $1 } }
    var values = [Rational](repeating: .zero, count: players.count)
    for (index, bloc) in blocs.enumerated() {
      let others = masks.indices.filter { $0 != index }.map { masks[$0] }
      for (player, value) in zip(bloc, blocValues(bloc, others: others)) {
        values[player] = value / Rational(denominator)
      }
    }
    return values
  }

  /// The Owen values of the players of one bloc, times the denominator.
  private func blocValues(_ bloc: [Int], others: [Int]) -> [Rational] {
    // Differences, summed by the number of other blocs and of fellows who came before.
    var sums = [[[Int128]]](
      repeating: [[Int128]](
        repeating: [Int128](repeating: 0, count: bloc.count), count: others.count + 1),
      count: bloc.count)
    for before in 0..<(1 << others.count) {
      var outside = 0
      for place in others.indices where before >> place & 1 == 1 { outside |= others[place] }
      for inside in 0..<(1 << bloc.count) {
        var coalition = outside
        for place in bloc.indices where inside >> place & 1 == 1 { coalition |= 1 << bloc[place] }
        let worth = Int128(worths[coalition])
        for place in bloc.indices {
          let size = inside.nonzeroBitCount
          if inside >> place & 1 == 1 {
            sums[place][before.nonzeroBitCount][size - 1] += worth
          } else {
            sums[place][before.nonzeroBitCount][size] -= worth
          }
        }
      }
    }
    return bloc.indices.map { place in
      var value = Rational.zero
      for blocs in 0...others.count {
        for fellows in bloc.indices {
          let orders =
            BigInt((others.count + 1) * bloc.count)
            * Binomial.value(others.count, blocs) * Binomial.value(bloc.count - 1, fellows)
          value.add(
            Rational(BigInt(sums[place][blocs][fellows])), times: Rational(BigInt(1), orders))
        }
      }
      return value
    }
  }
}

/// In how many ways some can be chosen out of more.
enum Binomial {
  static func value(_ count: Int, _ chosen: Int) -> BigInt {
    guard chosen >= 0, chosen <= count else { return 0 }
    var value: BigInt = 1
    for step in 0..<min(chosen, count - chosen) {
      value = value * BigInt(count - step) / BigInt(step + 1)
    }
    return value
  }
}
