import TenureMeasures
import TenureModel

/// Reads incomes from cells: numbers of units of a currency.
struct IncomeReader {
  /// What stands for an income that is not known.
  static let unknown = Int.min
  /// How many digits are read the quick way; with all decimal places they fit into a word.
  private static let digitLimit = 13

  private let currency: Currency

  init(_ currency: Currency) { self.currency = currency }

  /// The income in a cell, in minor units.
  @inline(__always)
  func minorUnits(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) throws(PopulationError) -> Int {
    var number = 0
    var index = 0
    var places = -1
    let isNegative = count > 0 && text[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    let first = index
    while index < count, index <= Self.digitLimit {
      let digit = text[index] &- 0x30
      if digit < 10 {
        number = number &* 10 &+ Int(digit)
        if places >= 0 { places += 1 }
      } else if text[index] == UInt8(ascii: "."), places < 0, index > first {
        places = 0
      } else {
        break
      }
      index += 1
    }
    guard index == count, index > first, places != 0, places <= currency.exponent else {
      return try understand(text, count)
    }
    for _ in max(places, 0)..<currency.exponent { number *= 10 }
    return isNegative ? -number : number
  }

  @inline(never)
  private func understand(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) throws(PopulationError) -> Int {
    let bytes = UnsafeBufferPointer(start: text, count: count)
    let cell = String(decoding: bytes, as: UTF8.self)
    let trimmed = String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    if trimmed.isEmpty || trimmed == "unknown" { return Self.unknown }
    guard let amount = ExactDecimal(trimmed), let money = try? Money(amount, currency),
      money.minorUnits.magnitude <= UInt(1) << 61
    else {
      throw PopulationError(
        "`\(trimmed.prefix(40))` is no amount of \(currency)",
        help: "write a number with at most \(currency.exponent) decimal places")
    }
    return money.minorUnits
  }
}
