public import BigInt
public import TenureModel

extension RegimeDiff {
  /// Days on which rulings that were given under the first regime would now differ, because a
  /// clause that is in force on them was changed later.
  public struct Retroaction {
    /// The pillar.
    public let pillar: Pillar
    /// The days, up to the one on which something else was known.
    public let days: DateRange
    /// The number of situations that differ on one of them.
    public let count: BigUInt
    /// A large box of these situations, one of them, and both rulings on it.
    public let example: Change
  }

  /// The ids of the clauses that stand on one side only, or otherwise.
  public var changedClauses: [String] { Set(core.changed.map(\.clause.id)).sorted() }

  /// Whether some clause that changed says from which day it is in force.
  public var changesDates: Bool { core.changed.contains { $0.clause.effective.from != nil } }

  /// Where the second regime changes what was ruled before a day, on which the first ceased to be
  /// what was known.
  ///
  /// A situation counts on a day if the answers differ on that day and do not on the days before
  /// the first that any clause names: so that some date decides. What is in force without a first
  /// day tells no retroaction from the rest.
  ///
  /// - Parameter day: The first day on which the first regime was no longer known as the law.
  /// - Returns: The retroactions by pillar and day, earliest first.
  /// - Throws: It takes more nodes than are left of the comparison's limit.
  ///
  /// Complexity: for each interval of days, linear in the diagrams.
  public func retroactions(before day: Day) throws(TooManyNodes) -> [Retroaction] {
    try core.retroactions(before: day)
  }
}

extension DiffCore {
  /// The entries that stand on one side only.
  var changed: [ClauseTable.Entry] { analysis.table.entries.filter { $0.sides != .both } }

  func retroactions(before day: Day) throws(TooManyNodes) -> [RegimeDiff.Retroaction] {
    let space = analysis.space
    guard let level = space.levels[space.vocabulary.date]?.first,
      case .days(let cuts) = space.variables[level].content
    else { return [] }
    var found: [RegimeDiff.Retroaction] = []
    for pillar in Pillar.allCases {
      let differs = differing(in: pillar)
      if differs == .no { continue }
      // What differs on all days before the first cut depends on no day.
      let ever = analysis.store.restrict(differs, level: level, to: 0)
      found += retroactions(
        analysis.store.andNot(differs, ever), pillar, level, cuts.filter { $0 < day }, until: day,
        cuts)
    }
    try analysis.checkNodes()
    return found
  }

  /// The runs of days before `day` on which there are cases.
  private func retroactions(
    _ cases: Ref, _ pillar: Pillar, _ level: Int, _ starts: [Day], until day: Day, _ cuts: [Day]
  ) -> [RegimeDiff.Retroaction] {
    var found: [RegimeDiff.Retroaction] = []
    var code = 1
    while code <= starts.count {
      guard analysis.store.restrict(cases, level: level, to: code) != .no else {
        code += 1
        continue
      }
      var last = code
      while last < starts.count,
        analysis.store.restrict(cases, level: level, to: last + 1) != .no
      { last += 1 }
      let run = code...last
      let within = analysis.store.and(
        cases, analysis.store.node(level: level) { run.contains($0) ? .yes : .no })
      let densities = counter.densities(in: analysis.store)
      let box = analysis.store.largeBox(in: within) { densities[$0] > densities[$1] }
      let count = counter.count(within, in: analysis.store, leaf: 1)
      if let box {
        let end = last < cuts.count ? min(cuts[last], day) : day
        found.append(
          RegimeDiff.Retroaction(
            pillar: pillar, days: DateRange(from: cuts[code - 1], before: end), count: count,
            example: change(pillar, box, count)))
      }
      code = last + 1
    }
    return found
  }
}
