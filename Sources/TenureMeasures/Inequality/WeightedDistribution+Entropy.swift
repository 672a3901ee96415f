import BigInt
public import TenureModel

extension WeightedDistribution {
  /// Theil's T: the mean of x ÷ μ × ln(x ÷ μ), where μ is the mean.
  ///
  /// 0 if all have the same. More sensitive to those who have much. Nothing counts as zero.
  ///
  /// Logarithms are no rational numbers: terms are binary fractions, added with compensation.
  ///
  /// - Throws: if an amount is below zero, or all are zero.
  public func theilT() throws(InequalityError) -> Double {
    guard values[0] >= 0 else { throw .amountTooSmall }
    guard total > 0 else { throw .totalNotPositive }
    let (population, mean) = (approximate(self.population), self.mean.approximation)
    return sum { value, weight in
      guard value > 0 else { return 0 }
      let relative = Double(value) / mean
      return Double(weight) / population * relative * Elementary.logarithm(relative)
    }
  }

  /// Theil's L, the mean logarithmic deviation: the mean of ln(μ ÷ x).
  ///
  /// 0 if all have the same. More sensitive to those who have little.
  ///
  /// - Throws: if an amount is not above zero: the measure would be infinite.
  public func theilL() throws(InequalityError) -> Double {
    guard values[0] > 0 else { throw .amountTooSmall }
    let (population, mean) = (approximate(self.population), self.mean.approximation)
    return sum { value, weight in
      Double(weight) / population * Elementary.logarithm(mean / Double(value))
    }
  }

  /// Atkinson's measure: the part of the total that could be given up if the rest were shared
  /// equally, with no loss of welfare (Atkinson, *Journal of Economic Theory* 2, 1970).
  ///
  /// The aversion says how much inequality is minded; 0 is not at all.
  ///
  /// - Throws: if the aversion or an amount is below zero, or all are zero. With an aversion of at
  ///   least 1, one amount of zero makes the measure 1.
  public func atkinson(_ aversion: Ratio) throws(InequalityError) -> Double {
    let aversion = Rational(aversion)
    guard aversion.signum >= 0 else { throw .outOfRange }
    guard values[0] >= 0 else { throw .amountTooSmall }
    guard total > 0 else { throw .totalNotPositive }
    if values[0] == 0, aversion >= .one { return 1 }
    let (population, mean) = (approximate(self.population), self.mean.approximation)
    if aversion == .one {
      let logarithm = sum { value, weight in
        Double(weight) / population * Elementary.logarithm(Double(value) / mean)
      }
      return 1 - Elementary.exponential(logarithm)
    }
    let exponent = (.one - aversion).approximation
    let power = sum { value, weight in
      guard value > 0 else { return 0 }
      let relative = Elementary.logarithm(Double(value) / mean)
      return Double(weight) / population * Elementary.exponential(exponent * relative)
    }
    return 1 - Elementary.exponential(Elementary.logarithm(power) / exponent)
  }

  private func approximate(_ number: BigInt) -> Double { Rational(number).approximation }

  /// A sum over the distribution, with Neumaier's compensation.
  private func sum(_ term: (Int, Int) -> Double) -> Double {
    var sum = CompensatedSum()
    for (value, weight) in zip(values, weights) { sum.add(term(value, weight)) }
    return sum.value
  }
}

/// A sum of binary fractions that keeps what rounding loses (Neumaier 1974).
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  /// Adds a number.
  mutating func add(_ number: Double) {
    let next = sum + number
    lost += sum.magnitude >= number.magnitude ? (sum - next) + number : (number - next) + sum
    sum = next
  }

  /// The sum.
  var value: Double { sum + lost }
}
