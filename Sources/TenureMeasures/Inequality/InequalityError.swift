/// Why a measure of inequality is not defined.
public enum InequalityError: Error, Sendable, Hashable {
  /// There are no amounts, or none with a weight.
  case empty
  /// There are not as many weights as amounts.
  case countsDiffer
  /// A weight is below zero.
  case weightBelowZero
  /// The amounts do not add up to more than zero, so nobody has a share of them.
  case totalNotPositive
  /// The measure needs amounts of at least zero, or above zero.
  case amountTooSmall
  /// The poorer group has nothing, so nothing is a multiple of it.
  case nothingBelow
  /// A share of the population is not from 0 to 1, or the aversion is below zero.
  case outOfRange
}
