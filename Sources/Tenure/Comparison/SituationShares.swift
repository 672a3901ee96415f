internal import BigInt
internal import TenureEngine
internal import TenureMeasures
internal import TenureModel

/// How many situations differ because of each change between two regimes.
struct SituationShares {
  /// For each change the situations that differ because of it, in any pillar, then in each.
  private(set) var numbers: [[Rational]]
  /// The number of situations that differ.
  private(set) var flips: BigUInt = 0
  /// Changes that make no difference at all, whichever others are made.
  private(set) var inert: Set<Int> = []
  /// How the numbers were estimated; nil if they are exact.
  private(set) var sample: DiffAttribution.Sample?

  /// What comparing two mixtures takes at the least, as nodes: they are made first.
  private static let leastNodes = 1 << 10
  /// The most changes that matter to one another of which all mixtures are compared, whatever it
  /// takes.
  private static let exactLimit = 16

  /// Works the shares out: of all mixtures at once, if that can be, else mixture by mixture.
  init(
    _ mixture: RegimeMixture, at day: Day?, effort: DiffAttribution.Effort, seed: UInt64,
    progress: (_ made: Int, _ all: Int) throws -> Void
  ) throws {
    let none = [Rational](repeating: .zero, count: 1 + Pillar.allCases.count)
    numbers = mixture.changes.map { _ in none }
    guard !mixture.changes.isEmpty else { return }
    let reaching = mixture.changes.indices.filter { mixture.changes[$0].kind != .reworded }
    if let diff = mixture.diff(at: day, stateLimit: effort.states) {
      let whole = diff.denominator
      numbers = diff.shares.map { $0.map { Rational($0, whole) } }
      flips = diff.flips
      inert = Set(reaching).subtracting(diff.moving)
      return
    }
    guard effort.nodes > 0 else { throw DiffAttribution.TooMuchWork() }
    let trial = MixtureTrial(mixture, at: day)
    // How many mixtures were compared, and how many it will be as far as is known.
    var (made, planned) = (0, 1)
    func outcome(of changes: Set<Int>) throws -> MixtureTrial.Outcome {
      try progress(made, planned)
      made += 1
      return try trial.outcome(of: changes)
    }
    let all = try outcome(of: Set(mixture.changes.indices))
    flips = all.flips
    let groups = ChangeReach.groups(of: mixture.reaches())
    // Groups that are tried in full cost least, so they come first.
    var left = effort.nodes / max(all.nodes, Self.leastNodes)
    for (position, group) in groups.sorted(by: { $0.count < $1.count }).enumerated() {
      let share = max(left / (groups.count - position), 2)
      let limit = effort.maySample ? max(share, 1 << Self.exactLimit) : share
      let isFull = group.count < Int.bitWidth - 2 && 1 << group.count <= limit
      guard isFull || effort.maySample else { throw DiffAttribution.TooMuchWork() }
      let orders = max(share / group.count, 2)
      planned = made + (isFull ? 1 << group.count : orders * group.count)
      let attribution = try ChangeAttribution(
        changes: group.count, exactLimit: isFull ? group.count : 0, orders: orders, seed: seed
      ) { try outcome(of: Self.members(of: $0, group)).numbers }
      left -= attribution.evaluations
      for (place, change) in group.enumerated() { numbers[change] = attribution.shares[place] }
      if let error = attribution.error?.first {
        sample = DiffAttribution.Sample(
          orders: min(sample?.orders ?? .max, attribution.orders),
          error: (sample?.error ?? 0) + error)
      }
      for place in attribution.inert {
        try progress(made, planned)
        if try trial.isInert(group[place], in: group, isFull: isFull) { inert.insert(group[place]) }
      }
    }
  }

  /// The changes of a group whose bits are set.
  static func members(of subset: UInt64, _ group: [Int]) -> Set<Int> {
    Set(group.enumerated().filter { subset >> UInt64($0.offset) & 1 == 1 }.map(\.element))
  }
}

extension RegimeMixture {
  /// What all mixtures together answer differently; nil if a change settles clashes otherwise, or
  /// if that takes more than so many states.
  fileprivate func diff(at day: Day?, stateLimit: Int) -> MixtureDiff? {
    guard let (former, mixed) = members() else { return nil }
    return MixtureDiff(
      from: RegimeEngine(regime(making: [])),
      to: RegimeEngine(regime(making: Set(changes.indices))), former: former, mixed: mixed,
      changes: changes.count, at: day, stateLimit: stateLimit)
  }
}
