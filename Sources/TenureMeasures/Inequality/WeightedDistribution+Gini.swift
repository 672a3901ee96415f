import BigInt

extension WeightedDistribution {
  /// The Gini coefficient, exact: half the mean difference of two members of the population, as a
  /// part of the mean.
  ///
  /// 0 if all have the same, near 1 if one has all; above 1 only if some have less than nothing.
  ///
  /// The population is taken as it is, without the correction for samples, so that copies of it
  /// give the same. Takes one pass over the distribution.
  ///
  /// - Throws: if the amounts do not add up to more than zero.
  public func gini() throws(InequalityError) -> Rational {
    guard total > 0 else { throw .totalNotPositive }
    // With C the number of those who have less: Σ w x (2 C + w - W) ÷ (W Σ w x).
    let largest = BigInt(max(values[0].magnitude, values[values.count - 1].magnitude))
    let bound = largest * population * population
    if let whole = Int128(exactly: population), bound < BigInt(1) << 125 {
      return Rational(BigInt(differences(whole)), population * total)
    }
    var (sum, below) = (BigInt(0), BigInt(0))
    for (value, weight) in zip(values, weights) {
      let weight = BigInt(weight)
      sum += weight * BigInt(value) * (2 * below + weight - population)
      below += weight
    }
    return Rational(sum, population * total)
  }

  private func differences(_ population: Int128) -> Int128 {
    var (sum, twiceBelow) = (Int128(0), -population)
    for (value, weight) in zip(values, weights) {
      let weight = Int128(weight)
      // The bound on the whole sum is one on each part of it.
      sum &+= (weight &* Int128(value)) &* (twiceBelow &+ weight)
      twiceBelow &+= 2 &* weight
    }
    return sum
  }

  /// The share of the total that the poorest part of the population has, exact; members who have
  /// the same can be parted.
  ///
  /// - Throws: if the part is not from 0 to 1, or the amounts do not add up to more than zero.
  public func share(ofPoorest part: Rational) throws(InequalityError) -> Rational {
    guard total > 0 else { throw .totalNotPositive }
    guard part.signum >= 0, part <= .one else { throw .outOfRange }
    let wanted = part * Rational(population)
    var (members, amount) = (Sum(), Sum())
    for (value, weight) in zip(values, weights) {
      let before = Rational(members.value)
      members.add(Int128(weight))
      if Rational(members.value) >= wanted {
        let rest = (wanted - before) * Rational(value)
        return (Rational(amount.value) + rest) / Rational(total)
      }
      amount.add(Int128(weight) * Int128(value))
    }
    return .one
  }

  /// The shares of equal parts of the population, the poorest first: of fifths, for 5.
  ///
  /// - Throws: if the count is below one, or the amounts do not add up to more than zero.
  public func quantileShares(_ count: Int) throws(InequalityError) -> [Rational] {
    guard count > 0 else { throw .outOfRange }
    var shares: [Rational] = []
    var before = Rational.zero
    for part in 1...count {
      let upTo = try share(ofPoorest: Rational(part, count))
      shares.append(upTo - before)
      before = upTo
    }
    return shares
  }

  /// The Palma ratio, exact: the share of the richest tenth over that of the poorest four tenths.
  ///
  /// - Throws: if the poorer have nothing, or the amounts do not add up to more than zero.
  public func palma() throws(InequalityError) -> Rational {
    try ratio(richest: Rational(1, 10), poorest: Rational(2, 5))
  }

  /// S80/S20, exact: the share of the richest fifth over that of the poorest fifth.
  ///
  /// - Throws: if the poorer have nothing, or the amounts do not add up to more than zero.
  public func fifthRatio() throws(InequalityError) -> Rational {
    try ratio(richest: Rational(1, 5), poorest: Rational(1, 5))
  }

  private func ratio(richest: Rational, poorest: Rational) throws(InequalityError) -> Rational {
    let below = try share(ofPoorest: poorest)
    guard below.signum > 0 else { throw .nothingBelow }
    return try (.one - share(ofPoorest: .one - richest)) / below
  }
}
