import BigInt
import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport

/// Where the engine's diff of two regimes is not what ruling in every situation finds.
struct DiffDifference {
  private let brute: BruteForceDiff
  private let diff: RegimeDiff
  private let changes: [Change]
  private let vocabulary: Vocabulary
  /// The judges of either side alone, which know no bodies of the other.
  private let alone: [Judge]
  /// The judges of both sides, which do.
  private let together: [Judge]
  private let day: Day?

  /// The most cells of situations for which a diff by brute force is tried.
  static let cellLimit = 800

  private init(
    _ judges: [Judge], at day: Day?, boxByBox: Bool, given: [Regime], nodeLimit: Int
  ) throws {
    vocabulary = given[0].vocabulary
    alone = judges
    together = Judge.pair(judges)
    brute = BruteForceDiff(together[0], together[1], at: day)
    diff = try RegimeDiff.compare(
      RegimeEngine(given[0]), RegimeEngine(given[1]), at: day,
      areIdentical: given[0] == given[1], nodeLimit: nodeLimit)
    changes =
      boxByBox
      ? try diff.changes(limit: .max, madeAtMost: 0).changes : try diff.changes().changes
    self.day = day
  }

  /// What is wrong with the engine's diff, or nil; `boxByBox` where no kind of difference may be
  /// made whole, `given` where the engine is given other regimes than the judges, and `judges`
  /// where they are there already.
  ///
  /// It may refuse to compare only where there is a limit.
  static func find(
    _ first: Regime, _ second: Regime, at day: Day? = nil, boxByBox: Bool = false,
    given: [Regime]? = nil, judges: [Judge]? = nil, nodeLimit: Int? = nil,
    using random: inout SplitMix64
  ) -> String? {
    let difference: DiffDifference
    do {
      difference = try DiffDifference(
        judges ?? [Judge(first), Judge(second)], at: day, boxByBox: boxByBox,
        given: given ?? [first, second], nodeLimit: nodeLimit ?? TooManyNodes.usualLimit)
    } catch { return nodeLimit == nil ? "\(error)" : nil }
    let problem = difference.wrongNumbers() ?? difference.wrongShift()
    if let problem { return problem }
    let witnesses = difference.changes.map { difference.outcomes(in: $0.witness) }
    return difference.wrongWitness(witnesses) ?? difference.wrongRegion(witnesses, using: &random)
      ?? difference.wrongAnywhere(using: &random)
  }

  /// Relation and counts.
  private func wrongNumbers() -> String? {
    if diff.total != BigUInt(brute.total) { return "total \(diff.total), not \(brute.total)" }
    if diff.differing != BigUInt(brute.differing) {
      return "differing \(diff.differing), not \(brute.differing)"
    }
    let byPillar = brute.differingByPillar.mapValues { BigUInt($0) }
    if diff.differingByPillar != byPillar {
      return "by pillar \(diff.differingByPillar), not \(byPillar)"
    }
    if diff.relation.rawValue != brute.relation.rawValue {
      return "relation \(diff.relation), not \(brute.relation)"
    }
    return nil
  }

  /// Every shift is counted exactly.
  private func wrongShift() -> String? {
    for shift in diff.shifts {
      let count = brute.differences.reduce(0) { sum, difference in
        let happens = shift.subject.holds(difference.before, difference.after)
        return sum + (happens ? difference.cell.weight : 0)
      }
      // Shifts of unsettled rivals are told apart by the rivals, which the subject does not name.
      let counted = diff.shifts.filter { $0.subject == shift.subject }
        .reduce(BigUInt(0)) { $0 + $1.count }
      if counted != BigUInt(count) {
        return "shift \(shift.subject) has \(shift.count), not \(count)"
      }
      guard let example = diff.example(of: shift) else { return "\(shift.subject): no example" }
      let outcomes = outcomes(in: example.witness)
      if !shift.subject.holds(outcomes.before, outcomes.after) {
        return "\(shift.subject) does not happen to its witness"
      }
    }
    return nil
  }

  /// Every witness lies in its region, flips, and has the rulings that the change says.
  private func wrongWitness(_ witnesses: [(before: Outcome, after: Outcome)]) -> String? {
    for (number, change) in changes.enumerated() {
      if change.region.filter({ $0.contains(change.witness) }).count != 1 {
        return "change \(number): the witness is not in one box of its region"
      }
      if change.before != alone[0].ruling(in: change.witness)
        || change.after != alone[1].ruling(in: change.witness)
      {
        return "change \(number): other rulings on the witness"
      }
      let outcomes = witnesses[number]
      if !BruteForceDiff.pillars(outcomes.before, outcomes.after).contains(change.pillar) {
        return "change \(number): the witness does not flip"
      }
      if let day, change.witness[vocabulary.date] != .date(day) {
        return "change \(number): the witness is of another day"
      }
    }
    return nil
  }

  /// Every differing situation lies in exactly one region of its pillar, and the counts are those
  /// of the regions.
  private func wrongRegion(
    _ witnesses: [(before: Outcome, after: Outcome)], using random: inout SplitMix64
  ) -> String? {
    var counts = changes.map { _ in 0 }
    for difference in brute.differences {
      let cell = difference.cell
      for pillar in difference.pillars.sorted() {
        let first = changes.indices.filter { contains($0, cell.situation, pillar) }
        guard first.count == 1 else {
          return "\(pillar): in \(first.count) regions: "
            + RegimeText(vocabulary).text(cell.situation)
        }
        counts[first[0]] += cell.weight
        for _ in 0..<2 {
          let situation = cell.situation(using: &random)
          if changes.indices.filter({ contains($0, situation, pillar) }) == first { continue }
          return "\(pillar): a region cuts through a class: "
            + RegimeText(vocabulary).text(situation)
        }
        let witness = witnesses[first[0]]
        if witness.before.part(of: pillar) != difference.before.part(of: pillar)
          || witness.after.part(of: pillar) != difference.after.part(of: pillar)
        {
          return "change \(first[0]): not alike on its whole region"
        }
      }
    }
    for (number, change) in changes.enumerated() where change.count != BigUInt(counts[number]) {
      return "change \(number): \(change.count) situations, not \(counts[number])"
    }
    return nil
  }

  /// Situations taken at random, numbers and days between and beyond all cuts, are in a region if
  /// and only if they flip, and in one box of it.
  private func wrongAnywhere(using random: inout SplitMix64) -> String? {
    for _ in 0..<10 {
      var situation = RandomSituation.total(in: vocabulary, using: &random)
      if let day { situation[vocabulary.date] = .date(day) }
      let outcomes = outcomes(in: situation)
      let pillars = BruteForceDiff.pillars(outcomes.before, outcomes.after)
      for pillar in Pillar.allCases {
        let boxes = changes.filter { $0.pillar == pillar }.flatMap(\.region)
          .filter { $0.contains(situation) }
        if boxes.count != (pillars.contains(pillar) ? 1 : 0) {
          return "\(pillar): in \(boxes.count) boxes: " + RegimeText(vocabulary).text(situation)
        }
      }
    }
    return nil
  }

  private func contains(_ number: Int, _ situation: TotalSituation, _ pillar: Pillar) -> Bool {
    changes[number].pillar == pillar
      && changes[number].region.contains { $0.contains(situation) }
  }

  private func outcomes(in situation: TotalSituation) -> (before: Outcome, after: Outcome) {
    (together[0].ruling(in: situation).outcome, together[1].ruling(in: situation).outcome)
  }
}

extension RegimeDiff.Subject {
  /// Whether this is what happens between two outcomes.
  fileprivate func holds(_ before: Outcome, _ after: Outcome) -> Bool {
    switch self {
    case .verdict(let old, let new): return (before.verdict, after.verdict) == (old, new)
    case .duty(let phase, let duty, let isNew):
      let held = [before, after].map { $0.duties[phase].contains(duty) }
      return held == [!isNew, isNew]
    case .holderDuty(let phase, let duty, let isNew):
      let held = [before, after].map { $0.holderDuties[phase].contains(duty) }
      return held == [!isNew, isNew]
    case .right(let right, let old, let new):
      return (before.rights[right] ?? .none, after.rights[right] ?? .none) == (old, new)
    case .step(let step, let old, let new):
      return (before.waterfall.steps[step] ?? 0, after.waterfall.steps[step] ?? 0) == (old, new)
    case .rivals: return before.waterfall.contested != after.waterfall.contested
    case .power(let question, let old, let new):
      return before.powers.answers[question] == old && after.powers.answers[question] == new
    }
  }
}
