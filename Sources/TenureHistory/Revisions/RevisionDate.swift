internal import TenureModel

/// The date in `main@{2024-05-01}`: a day, or a point within it.
///
/// A day, and a time without a zone, are compared with what the clock of the *committer* showed,
/// as `git log --format=%cs` prints it, so that the answer is the same on every machine. A time
/// with a zone (`2024-05-01T12:00:00Z`, `… +02:00`) is a point in time.
enum RevisionDate: Hashable {
  case day(Day)
  case local(seconds: Int)
  case instant(seconds: Int)

  /// Reads `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS]`, and the latter with a zone behind it; `T` may
  /// stand for the space.
  ///
  /// Anything else is nil.
  init?(_ text: String) {
    guard let day = Day(text.prefix(10)) else { return nil }
    var rest = Array(text.utf8.dropFirst(10))
    guard !rest.isEmpty else {
      self = .day(day)
      return
    }
    guard rest[0] == UInt8(ascii: " ") || rest[0] == UInt8(ascii: "T") else { return nil }
    rest.removeFirst()
    guard let time = Self.time(&rest) else { return nil }
    let seconds = day.number * 86_400 + time
    while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
    guard !rest.isEmpty else {
      self = .local(seconds: seconds)
      return
    }
    guard let zone = Self.zone(rest) else { return nil }
    self = .instant(seconds: seconds - zone)
  }

  /// Whether a commit of that time was there on the day, or at the point in time.
  func includes(_ time: CommitTime) -> Bool {
    switch self {
    case .day(let day): time.day <= day
    case .local(let seconds): time.localSeconds <= seconds
    case .instant(let seconds): time.seconds <= seconds
    }
  }

  /// Whether a commit of that time is of the day, or of the point in time, or later.
  func isReached(by time: CommitTime) -> Bool {
    switch self {
    case .day(let day): time.day >= day
    case .local(let seconds): time.localSeconds >= seconds
    case .instant(let seconds): time.seconds >= seconds
    }
  }

  /// `HH:MM[:SS]` in seconds.
  private static func time(_ text: inout [UInt8]) -> Int? {
    guard let hours = twoDigits(text, 0), hours < 24, text.count > 2,
      text[2] == UInt8(ascii: ":"), let minutes = twoDigits(text, 3), minutes < 60
    else { return nil }
    text.removeFirst(5)
    guard text.first == UInt8(ascii: ":") else { return hours * 3600 + minutes * 60 }
    guard let seconds = twoDigits(text, 1), seconds < 60 else { return nil }
    text.removeFirst(3)
    return hours * 3600 + minutes * 60 + seconds
  }

  /// `Z`, `+HH:MM` or `+HHMM` in seconds.
  private static func zone(_ text: [UInt8]) -> Int? {
    if text == [UInt8(ascii: "Z")] { return 0 }
    let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count == 4, text.count == 5 || (text.count == 6 && text[3] == UInt8(ascii: ":")),
      let hours = twoDigits(digits, 0), let minutes = twoDigits(digits, 2), minutes < 60
    else { return nil }
    switch text[0] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }

  private static func twoDigits(_ text: [UInt8], _ start: Int) -> Int? {
    guard start + 1 < text.count else { return nil }
    let digits = text[start...start + 1].map { Int($0) - Int(UInt8(ascii: "0")) }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    return digits[0] * 10 + digits[1]
  }
}
