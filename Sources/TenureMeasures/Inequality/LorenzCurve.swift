import BigInt

/// The Lorenz curve, exact: what share of the total each poorest part of the population has.
public struct LorenzCurve: Sendable, Hashable {
  /// A corner of the curve; between corners it is straight.
  public struct Point: Sendable, Hashable {
    /// The poorest part of the population, from 0 to 1.
    public let population: Rational
    /// Its share of the total.
    public let share: Rational

    /// Creates a corner.
    public init(population: Rational, share: Rational) {
      self.population = population
      self.share = share
    }
  }

  /// How two curves lie to one another.
  public enum Comparison: Sendable, Hashable {
    /// They are the same.
    case equal
    /// The first is nowhere below the second: it is the more equal, by every measure that respects
    /// transfers from rich to poor (Atkinson 1970).
    case firstDominates
    /// The second is nowhere below the first.
    case secondDominates
    /// They cross, where the poorest parts of the population are these: measures may disagree.
    case cross(at: [Rational])
  }

  /// The corners, from (0, 0) to (1, 1).
  public let points: [Point]

  /// The curve of a distribution.
  ///
  /// - Throws: if the amounts do not add up to more than zero.
  public init(_ distribution: WeightedDistribution) throws(InequalityError) {
    guard distribution.total > 0 else { throw .totalNotPositive }
    var points = [Point(population: .zero, share: .zero)]
    var (members, amount) = (Sum(), Sum())
    for (value, weight) in zip(distribution.values, distribution.weights) {
      members.add(Int128(weight))
      amount.add(Int128(weight) * Int128(value))
      points.append(
        Point(
          population: Rational(members.value, distribution.population),
          share: Rational(amount.value, distribution.total)))
    }
    self.points = points
  }

  /// How the curve lies to another, in time linear in their corners.
  public func compared(to other: LorenzCurve) -> Comparison {
    var crossings: [Rational] = []
    // The last difference that was not zero, and where.
    var last: (population: Rational, difference: Rational)?
    var touched: Rational?
    var isAbove = false
    var isBelow = false
    for (population, difference) in differences(to: other) {
      guard difference.signum != 0 else {
        if touched == nil { touched = population }
        continue
      }
      if difference.signum > 0 { isAbove = true } else { isBelow = true }
      if let last, last.difference.signum != difference.signum {
        // Straight between corners: where the line from one difference to the other is zero.
        let part = last.difference.magnitude / (last.difference - difference).magnitude
        crossings.append(touched ?? last.population + (population - last.population) * part)
      }
      last = (population, difference)
      touched = nil
    }
    switch (isAbove, isBelow) {
    case (false, false): return .equal
    case (true, false): return .firstDominates
    case (false, true): return .secondDominates
    case (true, true): return .cross(at: crossings)
    }
  }

  /// The first curve less the second, at the corners of both.
  private func differences(to other: LorenzCurve) -> [(Rational, Rational)] {
    var result: [(Rational, Rational)] = []
    var (left, right) = (0, 0)
    while left < points.count, right < other.points.count {
      let (own, others) = (points[left], other.points[right])
      if own.population == others.population {
        result.append((own.population, own.share - others.share))
        left += 1
        right += 1
      } else if own.population < others.population {
        result.append((own.population, own.share - other.share(before: right, at: own.population)))
        left += 1
      } else {
        let share = share(before: left, at: others.population)
        result.append((others.population, share - others.share))
        right += 1
      }
    }
    return result
  }

  /// The curve between a corner and the one before it.
  private func share(before corner: Int, at population: Rational) -> Rational {
    guard corner > 0 else { return points[0].share }
    let (start, end) = (points[corner - 1], points[corner])
    let part = (population - start.population) / (end.population - start.population)
    return start.share + (end.share - start.share) * part
  }
}
