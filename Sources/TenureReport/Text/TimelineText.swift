package import TenureEngine
package import TenureModel

/// The life of a ruling along effective dates, a paragraph for each stretch of days.
package struct TimelineText {
  let rulings: RulingText
  let ink: Ink

  /// Writes timelines of a regime.
  package init(_ book: ClauseBook, ink: Ink) {
    rulings = RulingText(book, ink: ink)
    self.ink = ink
  }

  /// The text of a timeline.
  package func text(_ timeline: RulingTimeline, _ headline: RulingText.Headline) -> String {
    let title = headline.title.map { ", " + $0.printable } ?? ""
    var lines = [
      ink("along effective dates", .strong)
        + ink("  (\(headline.reference)\(title); \(headline.revision))", .faint)
    ]
    for stretch in timeline.stretches {
      lines += ["", ink(Self.days(stretch.days), .strong)]
      lines += rulings.lines(stretch.ruling, indent: 2)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Days in words: `2021-11-01 to 2024-03-21`, both within.
  package static func days(_ range: DateRange) -> String {
    let last = range.before.map { Day(number: $0.number - 1).description }
    switch (range.from, last) {
    case (nil, nil): return "on all days"
    case (let from?, nil): return "from \(from) on"
    case (nil, let last?): return "until \(last)"
    case (let from?, let last?): return from.description == last ? last : "\(from) to \(last)"
    }
  }
}

/// The life of a ruling along effective dates, for programs.
package struct TimelineJSON {
  let book: ClauseBook

  /// Writes timelines of a regime.
  package init(_ book: ClauseBook) { self.book = book }

  /// The stretches: `from` is the first day, `before` the first no longer in it; null at the ends.
  package func json(_ timeline: RulingTimeline) -> JSONValue {
    [
      "timeline": .list(
        timeline.stretches.map { stretch in
          [
            "from": .optional(stretch.days.from?.description),
            "before": .optional(stretch.days.before?.description),
            "ruling": RulingJSON(book).json(stretch.ruling),
          ]
        })
    ]
  }
}
