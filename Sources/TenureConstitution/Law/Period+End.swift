internal import TenureModel

extension Day {
  /// The seconds of a day.
  static let seconds = 86_400

  /// The day in UTC in which a second lies.
  init(seconds: Int) {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: Self.seconds)
    self.init(number: rest < 0 ? days - 1 : days)
  }
}

extension Period {
  /// The second at which the period ends that begins at a second.
  ///
  /// Hours are counted to the second. Days, weeks, months and years are counted on the calendar in
  /// UTC, at the same time of day; a day that a month does not have is its last.
  func end(from seconds: Int) -> Int {
    let limit = 4_000_000
    let count = min(count, limit)
    switch unit {
    case .hour: return seconds + count * 3_600
    case .day: return seconds + count * Day.seconds
    case .week: return seconds + count * 7 * Day.seconds
    case .month: return Self.end(from: seconds, months: count)
    case .year: return Self.end(from: seconds, months: min(count, 10_000) * 12)
    }
  }

  private static func end(from seconds: Int, months: Int) -> Int {
    let start = Day(seconds: seconds)
    let (year, month, day) = start.parts
    let (years, rest) = (month - 1 + months).quotientAndRemainder(dividingBy: 12)
    let endYear = min(year + years, 9_999)
    let lengths = [31, 30, 29, 28]
    let length = lengths.first { Day(year: endYear, month: rest + 1, day: $0) != nil } ?? 28
    let end = Day(year: endYear, month: rest + 1, day: min(day, length)) ?? start
    return (end.number - start.number) * Day.seconds + seconds
  }
}
