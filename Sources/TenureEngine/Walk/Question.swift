import TenureModel

/// One of the separate questions that a ruling answers, in a form that two regimes share.
enum Question: Hashable {
  /// May, must or must not the act be done?
  case act
  /// Is a duty of the actor collected?
  case duty(DutyPhase, Duty)
  /// Has the actor a right (by leaf number)?
  case right(Int)
  /// Is a duty of the holder collected?
  case holderDuty(DutyPhase, Duty)
  /// How many times does a step run?
  case step(WaterfallOutcome.Step)
  /// Which rival steps are left unsettled?
  case rivals
  /// How may a body perform an act?
  case power(PowersOutcome.Question)

  var pillar: Pillar {
    switch self {
    case .act, .duty: .circulation
    case .right, .holderDuty: .property
    case .step, .rivals: .distribution
    case .power: .governance
    }
  }
}

/// Numbers for values that have no natural one, shared by the two sides of a comparison.
final class Interner<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  /// Creates an empty numbering.
  init() {}

  /// Creates a numbering in which a value is number 0.
  init(_ first: Value) { _ = number(of: first) }

  /// The number of a value; the first value is number 0.
  func number(of value: Value) -> Int {
    if let known = numbers[value] { return known }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}

/// What a side makes of a question: the contests that it rests on and how their outcome is read.
///
/// Clauses go by their local numbers in a walk.
struct SideQuestion {
  enum Reading {
    case act(permits: Bits, prohibits: Bits, obliges: Bits)
    case right(grants: Bits, withholds: Bits)
    /// Some target is undefeated; `free` are targets that nothing can defeat.
    case duty(targets: Bits, free: Bits)
    /// The number of contests that a target wins.
    case step(targets: Bits)
    /// The sets of unsettled rivals; each clause's step.
    case rivals([Int: WaterfallOutcome.Step], Interner<Set<Set<WaterfallOutcome.Step>>>)
    /// The ways of the undefeated clauses that empower; nil for those that disempower.
    case power([Int: PowersOutcome.Way?], Interner<PowersOutcome.Answer?>)
  }

  let contests: [Contest]
  let reading: Reading
  /// All clauses that can have a part in the answer.
  let relevant: Bits

  /// The answer, given the clauses that match.
  func value(_ matching: Bits) -> Int {
    switch reading {
    case .act(let permits, let prohibits, let obliges):
      let standing = contests[0].undefeated(among: matching)
      return ActValue.value(
        permits: standing.intersects(permits), prohibits: standing.intersects(prohibits),
        obliges: standing.intersects(obliges))
    case .right(let grants, let withholds):
      let standing = contests[0].undefeated(among: matching)
      return RightValue.value(
        grants: standing.intersects(grants), withholds: standing.intersects(withholds))
    case .duty(let targets, let free):
      if matching.intersects(free) { return 1 }
      return contests.contains { $0.undefeated(among: matching).intersects(targets) } ? 1 : 0
    case .step(let targets):
      return contests.count { contest in
        let standing = contest.undefeated(among: matching)
        return !standing.isEmpty && standing.isSubset(of: targets)
      }
    case .rivals(let steps, let interner):
      var contested: Set<Set<WaterfallOutcome.Step>> = []
      for contest in contests {
        let rivals = Set(contest.undefeated(among: matching).members.compactMap { steps[$0] })
        if rivals.count > 1 { contested.insert(rivals) }
      }
      return interner.number(of: contested)
    case .power(let ways, let interner):
      let standing = contests[0].undefeated(among: matching).members
      if standing.isEmpty { return interner.number(of: nil) }
      let empowering = standing.compactMap { ways[$0] ?? nil }
      if empowering.isEmpty { return interner.number(of: .disempowered) }
      if empowering.count < standing.count { return interner.number(of: .contested) }
      return interner.number(of: .empowered(Set(empowering)))
    }
  }

  /// The answer if the clauses still alive leave no other, given those that are sure to match.
  func settled(alive: Bits, certain: Bits) -> Int? {
    if !alive.intersects(relevant) { return value(Bits(count: alive.words.count << 6)) }
    switch reading {
    case .act(let permits, let prohibits, let obliges):
      return settledAct(
        alive: alive, certain: certain, permits: permits, prohibits: prohibits, obliges: obliges)
    case .right(let grants, let withholds):
      let canGrant = alive.intersects(grants)
      let canWithhold = alive.intersects(withholds)
      if canGrant && canWithhold { return nil }
      guard certain.intersects(canGrant ? grants : withholds) else { return nil }
      return RightValue.value(grants: canGrant, withholds: canWithhold)
    case .duty(let targets, let free):
      if certain.intersects(free) { return 1 }
      if !alive.intersects(free), !alive.intersects(targets) { return 0 }
      var sure = certain
      sure.formIntersection(targets)
      for contest in contests {
        var isSure = false
        sure.forEach { target in
          if contest.members[target], !contest.isEndangered(target, alive: alive) { isSure = true }
        }
        if isSure { return 1 }
      }
      return nil
    case .step, .rivals, .power: return nil
    }
  }

  private func settledAct(
    alive: Bits, certain: Bits, permits: Bits, prohibits: Bits, obliges: Bits
  ) -> Int? {
    let canPermit = alive.intersects(permits)
    let canProhibit = alive.intersects(prohibits)
    let canOblige = alive.intersects(obliges)
    switch (canPermit, canProhibit, canOblige) {
    case (true, false, false):
      return certain.intersects(permits)
        ? ActValue.value(permits: true, prohibits: false, obliges: false) : nil
    case (false, true, false):
      return certain.intersects(prohibits)
        ? ActValue.value(permits: false, prohibits: true, obliges: false) : nil
    case (false, false, true):
      return certain.intersects(obliges)
        ? ActValue.value(permits: false, prohibits: false, obliges: true) : nil
    default: return nil
    }
  }
}

extension Contest {
  /// Whether a clause that is still alive may defeat a member that is sure to match.
  func isEndangered(_ member: Int, alive: Bits) -> Bool {
    if defaults[member], alive.intersects(others) { return true }
    return alive.intersects(beaten(member))
  }
}

/// The verdicts as numbers of leaves.
enum ActValue {
  static let verdicts: [Verdict] = [.silent, .permitted, .prohibited, .required, .contested]

  static func value(permits: Bool, prohibits: Bool, obliges: Bool) -> Int {
    if prohibits { return permits || obliges ? 4 : 2 }
    if obliges { return 3 }
    return permits ? 1 : 0
  }
}

/// The states of a right as numbers of leaves.
enum RightValue {
  static let states: [RightState] = [.none, .held, .withheld, .contested]

  static func value(grants: Bool, withholds: Bool) -> Int {
    if grants { return withholds ? 3 : 1 }
    return withholds ? 2 : 0
  }
}
