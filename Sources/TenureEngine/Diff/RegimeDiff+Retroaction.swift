public import BigInt
public import TenureModel

extension RegimeDiff {
  /// Days on which rulings that were given would now differ, because a clause that is in force on
  /// them was changed later.
  public struct Retroaction {
    /// The pillar.
    public let pillar: Pillar
    /// The days, up to the one on which the change was known.
    public let days: DateRange
    /// The number of situations that differ on one of them.
    public let count: BigUInt
    /// A large box of these situations, one of them, and both rulings on it.
    public let example: Change
  }

  /// The ids of the clauses that stand on one side only or otherwise, among those that say from
  /// which day they are in force.
  public var datedChanges: [String] { core.datedChanges.map(\.key).sorted() }

  /// Where the second regime changes what was ruled before the change was known.
  ///
  /// A situation counts on a day if the answers differ on that day, if they do not differ on every
  /// day before, so that some date decides, and if a changed clause that was not yet known stands
  /// there. What is in force without a first day tells no retroaction from the rest.
  ///
  /// - Parameter known: The day on which the change of a clause became known, by the clause's id.
  /// - Returns: The retroactions by pillar and day, earliest first.
  ///
  /// Complexity: for each interval of days and each day of knowledge, linear in the diagrams.
  public func retroactions(
    knownOn known: (_ clause: String) -> Day?
  ) -> [Retroaction] {
    core.retroactions(knownOn: known)
  }
}

extension DiffCore {
  /// The entries that changed and are dated, by the id of their clause.
  var datedChanges: [String: [Int]] {
    let changed = analysis.table.entries.indices.filter {
      analysis.table.entries[$0].sides != .both
    }
    let byID = Dictionary(grouping: changed) { analysis.table.entries[$0].clause.id }
    return byID.filter { _, entries in
      entries.contains { analysis.table.entries[$0].clause.effective.from != nil }
    }
  }

  func retroactions(knownOn known: (String) -> Day?) -> [RegimeDiff.Retroaction] {
    let space = analysis.space
    guard let level = space.levels[space.vocabulary.date]?.first,
      case .days(let cuts) = space.variables[level].content
    else { return [] }
    var entriesByDay: [Day: [Int]] = [:]
    for (id, entries) in datedChanges {
      if let day = known(id) { entriesByDay[day, default: []] += entries }
    }
    var found: [RegimeDiff.Retroaction] = []
    for pillar in Pillar.allCases {
      let differs = differing(in: pillar)
      if differs == .no { continue }
      // What differs on all days before the first cut depends on no day.
      let ever = analysis.store.restrict(differs, level: level, to: 0)
      for (day, entries) in entriesByDay.sorted(by: { $0.key < $1.key }) {
        let cases = analysis.store.and(
          analysis.store.andNot(differs, ever), standing(of: entries, in: pillar))
        found += retroactions(cases, pillar, level, cuts.filter { $0 < day }, until: day, cuts)
      }
    }
    return found
  }

  /// Where some of the entries stand, on the side that has them; a clause on rights bears on all
  /// pillars, where it matches.
  private func standing(of entries: [Int], in pillar: Pillar) -> Ref {
    analysis.store.any(
      of: entries.map { entry in
        guard analysis.table.entries[entry].clause.pillar == pillar else {
          return analysis.region(of: [entry])
        }
        return resolvers(of: pillar)[analysis.has(entry, on: 0) ? 0 : 1].standing(entry)
      })
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
      let densities = counter.densities(within, in: analysis.store)
      let box = analysis.store.largeBox(in: within) { densities[$0] ?? 0 > densities[$1] ?? 0 }
      let count = counter.count(within, in: analysis.store, leaf: 1)
      if let box {
        let end = last < cuts.count ? min(cuts[last], day) : day
        found.append(
          RegimeDiff.Retroaction(
            pillar: pillar, days: DateRange(from: cuts[code - 1], before: end), count: count,
            example: change(pillar, [box], count)))
      }
      code = last + 1
    }
    return found
  }
}
