public import TenureModel

/// The life of a ruling along effective dates: stretches of days on which it is the same.
public struct RulingTimeline: Sendable {
  /// Days on which one ruling holds.
  public struct Stretch: Sendable {
    /// The days; open at either end of the line.
    public let days: DateRange
    /// The ruling on each of them.
    public let ruling: Ruling
  }

  /// The stretches from the earliest to the latest, without gaps; never empty.
  public let stretches: [Stretch]
}

extension RegimeEngine {
  /// The days on which some ruling may change: all that clauses name on the facet `date`.
  public var turningDays: [Day] {
    survey.days(of: regime.vocabulary.date)
  }

  /// How the ruling on a situation changes from day to day.
  ///
  /// Nothing is sampled: between two days that some clause names every day is ruled alike. A
  /// stretch ends where the outcome changes, or the clauses that decide.
  ///
  /// - Parameter situation: The situation; its date does not count.
  /// - Returns: The timeline.
  ///
  /// Complexity: one ruling for each day that some clause names.
  public func timeline(of situation: Situation) -> RulingTimeline {
    let date = regime.vocabulary.date
    let days = turningDays
    var stretches: [RulingTimeline.Stretch] = []
    for position in 0...days.count {
      let from = position > 0 ? days[position - 1] : nil
      let before = position < days.count ? days[position] : nil
      var dated = situation
      let day = from ?? before.map { Day(number: $0.number - 1) } ?? Day(number: 0)
      dated[date] = .known(.date(day))
      let ruling = ruling(in: dated)
      if let last = stretches.last, last.ruling.isSame(as: ruling) {
        stretches[stretches.count - 1] = RulingTimeline.Stretch(
          days: DateRange(from: last.days.from, before: before), ruling: last.ruling)
      } else {
        stretches.append(
          RulingTimeline.Stretch(days: DateRange(from: from, before: before), ruling: ruling))
      }
    }
    return RulingTimeline(stretches: stretches)
  }
}

extension Ruling {
  /// Whether two rulings have the same outcome by the same clauses, and leave the same open.
  fileprivate func isSame(as other: Ruling) -> Bool {
    outcome == other.outcome && deciding == other.deciding && basis == other.basis
      && depends == other.depends
  }
}
