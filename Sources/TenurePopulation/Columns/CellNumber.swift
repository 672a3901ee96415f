import TenureModel

/// Reads numbers and days from the bytes of a cell: what columns hold many different ones of.
enum CellNumber {
  /// The places behind the point that are read as they are.
  private static let exactPlaces = 17

  /// The number in a cell; nil if it is none, or has more than 15 digits before the point.
  ///
  /// Documents have at most 15 places behind the point, so nothing can tell apart numbers that
  /// differ behind the 17th only; all those between two of 17 places are read as the middle.
  static func decimal(_ text: UnsafePointer<UInt8>, _ count: Int) -> ExactDecimal? {
    var (index, end) = trimmed(text, count)
    let isNegative = index < end && text[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let first = index
    guard let whole = digits(text, &index, min(end, first + ExactDecimal.digitLimit)) else {
      return nil
    }
    var (fraction, places) = (0, 0)
    if index < end {
      guard text[index] == UInt8(ascii: ".") else { return nil }
      index += 1
      let point = index
      guard let exact = digits(text, &index, min(end, point + exactPlaces)) else { return nil }
      (fraction, places) = (exact, index - point)
      var isFiner = false
      while index < end, text[index] &- 0x30 < 10 {
        if text[index] != 0x30 { isFiner = true }
        index += 1
      }
      guard index == end else { return nil }
      while places > 0, fraction.isMultiple(of: 10), !isFiner {
        fraction /= 10
        places -= 1
      }
      if isFiner { (fraction, places) = (fraction * 10 + 5, places + 1) }
    }
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    let coefficient = Int128(whole) * Int128(unit) + Int128(fraction)
    return ExactDecimal(coefficient: isNegative ? -coefficient : coefficient, scale: places)
  }

  /// The day in a cell; nil if it is none.
  static func day(_ text: UnsafePointer<UInt8>, _ count: Int) -> Day? {
    let (first, end) = trimmed(text, count)
    guard end - first == 10, text[first + 4] == UInt8(ascii: "-"),
      text[first + 7] == UInt8(ascii: "-")
    else { return nil }
    func part(_ offset: Int, _ length: Int) -> Int? {
      var index = first + offset
      let value = digits(text, &index, index + length)
      return index == first + offset + length ? value : nil
    }
    guard let year = part(0, 4), let month = part(5, 2), let day = part(8, 2) else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Where the text stands between spaces.
  private static func trimmed(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> (start: Int, end: Int) {
    var (start, end) = (0, count)
    while start < end, text[start] == UInt8(ascii: " ") { start += 1 }
    while start < end, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return (start, end)
  }

  /// The digits up to a place, at most 18; nil if there is none.
  private static func digits(
    _ text: UnsafePointer<UInt8>, _ index: inout Int, _ end: Int
  ) -> Int? {
    let first = index
    var number = 0
    while index < end, text[index] &- 0x30 < 10 {
      number = number * 10 + Int(text[index] &- 0x30)
      index += 1
    }
    return index > first ? number : nil
  }
}
