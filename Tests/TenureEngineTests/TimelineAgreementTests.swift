import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Timelines and retroactions are what ruling on every day finds.
struct TimelineAgreementTests {
  /// Every day that some clause of some regimes names, and its neighbours.
  private static func days(of regimes: [Regime]) -> [Day] {
    let named = regimes.flatMap { RegimeEngine($0).turningDays }
    let near = named.flatMap { day in (-1...1).map { Day(number: day.number + $0) } }
    return Set(near + [Day(number: 0)]).sorted()
  }

  @Test func `a timeline rules every day as the reference does`() {
    RandomRun.expectNothing(in: 80) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let regime = RandomRegime.make(over: vocabulary, clauses: 4...10, using: &random)
      let space = SituationSpace([regime])
      guard space.cellCount <= DiffDifference.cellLimit,
        let cell = Array(space.cells).randomElement(using: &random)
      else { return nil }
      let situation = cell.situation(using: &random)
      var undated = situation.situation(in: vocabulary)
      undated[vocabulary.date] = nil
      let engine = RegimeEngine(regime)
      let stretches = engine.timeline(of: undated).stretches
      let interpreter = ReferenceInterpreter(regime)
      var last: DateRange?
      for stretch in stretches {
        if let last, last.before != stretch.days.from { return "a gap before \(stretch.days)" }
        last = stretch.days
      }
      if stretches.first?.days.from != nil || last?.before != nil { return "an end of the line" }
      for day in Self.days(of: [regime]) {
        var total = situation
        total[vocabulary.date] = .date(day)
        let expected = interpreter.ruling(ofMatching: interpreter.matching(in: total))
        let holding = stretches.filter { $0.days.contains(day) }
        guard holding.count == 1 else { return "\(holding.count) stretches on \(day)" }
        if holding[0].ruling.outcome != expected.outcome { return "another outcome on \(day)" }
        if holding[0].ruling.deciding != expected.deciding { return "other clauses on \(day)" }
      }
      return nil
    }
  }

  @Test func `retroactions are the days before a change was known on which it counts`() {
    RandomRun.expectNothing(in: 150) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let first = RandomRegime.make(over: vocabulary, clauses: 4...9, using: &random)
      let second = RandomRegime.amended(first, using: &random)
      let known = random.pick(RandomVocabulary.days)
      guard first.doctrine == second.doctrine,
        SituationSpace([first, second]).cellCount <= DiffDifference.cellLimit
      else { return nil }
      return Self.problem(first, second, known)
    }
  }

  private static func problem(_ first: Regime, _ second: Regime, _ known: Day) -> String? {
    let vocabulary = first.vocabulary
    let bodies = first.bodiesInClauses.union(second.bodiesInClauses)
    let sides = [first, second].map { ReferenceInterpreter($0, alsoAbout: bodies) }
    func differing(_ situation: TotalSituation, _ day: Day) -> Set<Pillar> {
      var dated = situation
      dated[vocabulary.date] = .date(day)
      let outcomes = sides.map { $0.ruling(ofMatching: $0.matching(in: dated)).outcome }
      return BruteForceDiff.pillars(outcomes[0], outcomes[1])
    }
    let retroactions: [RegimeDiff.Retroaction]
    do {
      let diff = try RegimeDiff.compare(RegimeEngine(first), RegimeEngine(second))
      retroactions = try diff.retroactions(before: known)
    } catch { return "\(error)" }
    let days = days(of: [first, second])
    let start = Day(number: days[0].number - 1)
    for retroaction in retroactions {
      guard case .date(let day) = retroaction.example.witness[vocabulary.date],
        retroaction.days.contains(day), day < known
      else { return "a witness of no day within \(retroaction.days)" }
      let witness = retroaction.example.witness
      guard differing(witness, day).contains(retroaction.pillar),
        !differing(witness, start).contains(retroaction.pillar)
      else { return "a witness that does not tell a retroaction" }
    }
    // Every such day is told.
    for cell in SituationSpace([first, second]).cells {
      let always = differing(cell.situation, start)
      for day in days where day < known {
        for pillar in differing(cell.situation, day).subtracting(always)
        where !retroactions.contains(where: { $0.pillar == pillar && $0.days.contains(day) }) {
          return "\(pillar) on \(day) is not told"
        }
      }
    }
    return nil
  }
}
