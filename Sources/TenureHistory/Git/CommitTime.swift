internal import TenureModel

/// A point in time, and what the clock of the person showed then.
struct CommitTime: Sendable, Hashable {
  /// Seconds since 1970-01-01 in UTC.
  var seconds: Int
  /// Minutes that the person's clock was ahead of UTC.
  var zoneMinutes: Int

  /// The seconds that the person's clock showed.
  var localSeconds: Int { seconds + zoneMinutes * 60 }
  /// The day on the person's calendar, as git's `%as` and `%cs` print it.
  var day: Day {
    let (days, rest) = localSeconds.quotientAndRemainder(dividingBy: 86_400)
    return Day(number: rest < 0 ? days - 1 : days)
  }
}

extension CommitTime {
  // Year 9999; git itself takes what does not fit for zero.
  private static let latest = 253_402_300_799

  /// Reads `… SECONDS ZONE` at the end of a line.
  ///
  /// What cannot be read is zero, as in git.
  init(_ bytes: Span<UInt8>, line: Range<Int>) {
    self.init(seconds: 0, zoneMinutes: 0)
    func isDigit(_ index: Int) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
    }
    func number(_ range: Range<Int>) -> Int? {
      var number = 0
      guard !range.isEmpty, range.count <= 12 else { return nil }
      for index in range {
        guard isDigit(index) else { return nil }
        number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      }
      return number
    }
    let zone = line.upperBound - 4..<line.upperBound
    guard zone.lowerBound - 2 >= line.lowerBound, let hours = number(zone.prefix(2)),
      let minutes = number(zone.suffix(2)), bytes[zone.lowerBound - 2] == UInt8(ascii: " ")
    else { return }
    var start = zone.lowerBound - 2
    while start > line.lowerBound, isDigit(start - 1) { start -= 1 }
    guard let seconds = number(start..<zone.lowerBound - 2), seconds <= Self.latest else { return }
    let sign = bytes[zone.lowerBound - 1] == UInt8(ascii: "-") ? -1 : 1
    self.init(seconds: seconds, zoneMinutes: sign * (hours * 60 + minutes))
  }
}
