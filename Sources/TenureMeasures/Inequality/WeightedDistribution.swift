import BigInt

/// Amounts, each with the number of those who have it, sorted and merged: what measures of
/// inequality are worked out from.
///
/// Every measure here is the same for a population and for any number of copies of it, and does not
/// depend on the order of the input: equal amounts are merged, and weights are divided by what they
/// have in common. Gini, quantile shares, Palma and Lorenz curves are exact fractions. Theil and
/// Atkinson need logarithms and powers, and so are binary fractions at the very end.
public struct WeightedDistribution: Sendable, Hashable {
  // INVARIANT (sorted): the values ascend strictly; every weight is above zero.
  /// The distinct amounts, ascending, in minor units.
  public let values: [Int]
  /// How many have each of them, in lowest terms.
  public let weights: [Int]
  /// The sum of the weights.
  let population: BigInt
  /// The sum of all amounts.
  let total: BigInt

  /// Creates a distribution in time linear in the number of amounts.
  ///
  /// The weights are how many have each amount; one each, if left out. Amounts of weight zero do
  /// not count.
  ///
  /// - Throws: if there is no amount with a weight, the counts differ, or a weight is below zero.
  public init(_ amounts: [Int], weights: [Int]? = nil) throws(InequalityError) {
    if let weights, weights.count != amounts.count { throw .countsDiffer }
    var items: [RadixSort.Item] = []
    items.reserveCapacity(amounts.count)
    if let weights {
      for index in amounts.indices where weights[index] != 0 {
        guard weights[index] > 0 else { throw .weightBelowZero }
        items.append(RadixSort.Item(value: amounts[index], weight: weights[index]))
      }
    } else {
      for amount in amounts { items.append(RadixSort.Item(value: amount, weight: 1)) }
    }
    guard !items.isEmpty else { throw .empty }
    RadixSort.sort(&items)
    var divisor = 0
    let end = Self.merge(&items, divisor: &divisor)
    var (values, merged) = ([Int](), [Int]())
    values.reserveCapacity(end)
    merged.reserveCapacity(end)
    var (population, total) = (Sum(), Sum())
    for item in items[..<end] {
      let weight = divisor > 1 ? item.weight / divisor : item.weight
      values.append(item.value)
      merged.append(weight)
      population.add(Int128(weight))
      total.add(Int128(weight) * Int128(item.value))
    }
    self.values = values
    self.weights = merged
    self.population = population.value
    self.total = total.value
  }

  /// Brings items of equal value together and gives their number, and what the weights have in
  /// common.
  ///
  /// A weight that would overflow stays apart; that changes no measure.
  private static func merge(_ items: inout [RadixSort.Item], divisor: inout Int) -> Int {
    var end = 0
    for index in items.indices.dropFirst() {
      let (sum, overflows) = items[end].weight.addingReportingOverflow(items[index].weight)
      if items[index].value == items[end].value, !overflows {
        items[end].weight = sum
      } else {
        if divisor != 1 { divisor = commonDivisor(divisor, items[end].weight) }
        end += 1
        items[end] = items[index]
      }
    }
    if divisor != 1 { divisor = commonDivisor(divisor, items[end].weight) }
    return end + 1
  }

  private static func commonDivisor(_ first: Int, _ second: Int) -> Int {
    var (first, second) = (first, second)
    while second != 0 { (first, second) = (second, first % second) }
    return first
  }

  /// The mean amount, exact, in minor units.
  public var mean: Rational { Rational(total, population) }
}

/// A sum of whole numbers that moves to big integers before it overflows.
struct Sum {
  private var near: Int128 = 0
  private var far: BigInt = 0

  /// Adds a number.
  mutating func add(_ number: Int128) {
    let (sum, overflows) = near.addingReportingOverflow(number)
    if overflows {
      far += BigInt(near) + BigInt(number)
      near = 0
    } else {
      near = sum
    }
  }

  /// The sum.
  var value: BigInt { far + BigInt(near) }
}
