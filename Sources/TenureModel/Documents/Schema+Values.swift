extension Schema where Value == Day {
  /// A day, as ISO 8601 writes it.
  public static var day: Schema<Day> {
    word(
      .init("a day", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples: ["2024-03-22"]),
      id: "not-a-day", help: "write a day of the calendar as `2024-03-22`"
    ) { Day($0) }
  }
}

extension ExactDecimal {
  /// How to write a number.
  static let help =
    "write digits and at most one point, say `1000000` or `0.5`; no more than 15 on either side"
}

extension Schema where Value == ExactDecimal {
  /// A decimal number, held exactly.
  public static var decimal: Schema<ExactDecimal> {
    word(
      .init("a number", pattern: "^-?[0-9]+(\\.[0-9]+)?$", examples: ["1000000", "0.5"]),
      id: "not-a-number", help: ExactDecimal.help
    ) { ExactDecimal($0) }
  }
}

extension Schema where Value == Ratio {
  /// A share or a rate, held exactly, that is not below zero.
  public static var ratio: Schema<Ratio> {
    word(
      .init(
        "a share", pattern: "^([0-9]+(\\.[0-9]+)?%?|[0-9]+/[0-9]+)$",
        examples: ["30%", "1/3"]),
      id: "not-a-share", help: "write a share as `30%`, `2.5%` or `1/3`"
    ) { text in
      Ratio(text).flatMap { $0.numerator < 0 ? nil : $0 }
    }
  }
}

extension Schema where Value == Period {
  /// A length of time.
  public static var period: Schema<Period> {
    word(
      .init(
        "a length of time", pattern: "^[0-9]+ (hour|day|week|month|year)s?$",
        examples: ["30 days", "1 year"]),
      id: "not-a-period", help: "write a number and a unit, say `30 days` or `1 year`"
    ) { Period($0) }
  }
}
