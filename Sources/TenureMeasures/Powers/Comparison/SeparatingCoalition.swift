import BigInt

extension VotingGame {
  /// A coalition that wins this game and loses another one over the same classes, or nil if there
  /// is none: then whoever wins this game wins the other.
  ///
  /// Decided exactly: by a search, and where that takes too long by counting the coalitions that
  /// win this game, and those that win both.
  ///
  /// - Precondition: both games must have the same classes.
  /// - Throws: `tooLarge` past the limits.
  func coalitionWinningOnly(
    here other: VotingGame, limits: CountingLimits
  ) throws(VotingGameError) -> Coalition? {
    precondition(classes == other.classes, "VotingGame.coalitionWinningOnly must share classes")
    let (formulas, dimensions) = CompiledGame.compile([rule, other.rule], over: classes)
    let both = Formula.all(formulas)
    var search = SeparatingSearch(
      here: formulas[0], there: formulas[1],
      search: CoalitionSearch(both, dimensions, over: classes), limit: limits.searchStates)
    switch search.run() {
    case .found(let coalition): return coalition
    case .none: return nil
    case .abandoned: break
    }
    guard try winsMore(than: other, limits: limits) else { return nil }
    return try separate(from: other, limits: limits)
  }

  /// Whether some coalition wins here and not there, by counting.
  private func winsMore(
    than other: VotingGame, limits: CountingLimits
  ) throws(VotingGameError) -> Bool {
    let (formulas, dimensions) = CompiledGame.compile([rule, other.rule], over: classes)
    let both = Formula.conjunction(of: formulas)
    let here = try GameCounter.count(
      CompiledGame(formulas[0], dimensions, over: classes), bySize: false, limits: limits)
    let shared = try GameCounter.count(
      CompiledGame(both, dimensions, over: classes), bySize: false, limits: limits)
    return here.winning.total > shared.winning.total
  }

  /// Settles class after class so that a coalition that wins only here is left.
  private func separate(
    from other: VotingGame, limits: CountingLimits
  ) throws(VotingGameError) -> Coalition? {
    var (here, there) = (self, other)
    var coalition = nobody
    var counted = 0
    for position in classes.indices {
      for seats in stride(from: classes[position].count, through: 0, by: -1) {
        counted += 1
        guard counted <= Self.settlingLimit else {
          throw .tooLarge("the difference of two procedures", limit: Self.settlingLimit)
        }
        var decided = here.classes.map { (free: $0.count, inFavour: 0) }
        decided[position] = (free: 0, inFavour: seats)
        let (less, more) = (here.fixing(decided), there.fixing(decided))
        if seats > 0, try !less.winsMore(than: more, limits: limits) { continue }
        (here, there) = (less, more)
        coalition.seats[position] = seats
        break
      }
    }
    return coalition
  }

  /// The most counts that are taken to settle a coalition.
  private static let settlingLimit = 1 << 10

  /// Whether some seats together change an outcome: some others lose without them, and win with
  /// them.
  ///
  /// Since more seats in favour never hurt, they do if and only if one of them does alone.
  ///
  /// - Throws: `tooLarge` past the limits.
  public func swings(
    _ bloc: Coalition, limits: CountingLimits = .standard
  ) throws(VotingGameError) -> Bool {
    let with = zip(classes, bloc.seats).map { (free: $0.count - $1, inFavour: $1) }
    let without = zip(classes, bloc.seats).map { (free: $0.count - $1, inFavour: 0) }
    return try fixing(with).coalitionWinningOnly(here: fixing(without), limits: limits) != nil
  }

  /// The classes of which no seat changes an outcome, decided without counting coalitions.
  ///
  /// - Throws: `tooLarge` past the limits.
  public func dummies(
    limits: CountingLimits = .standard
  ) throws(VotingGameError) -> [Int] {
    var dummies: [Int] = []
    for position in classes.indices where classes[position].count > 0 {
      var seat = nobody
      seat.seats[position] = 1
      if try !swings(seat, limits: limits) { dummies.append(position) }
    }
    return dummies
  }
}

/// The search for a coalition that wins one game and not another.
private struct SeparatingSearch {
  enum Answer {
    case found(Coalition)
    case none
    case abandoned
  }

  let here: Formula
  let there: Formula
  let search: CoalitionSearch
  let limit: Int
  private var states = 0
  private var chosen: [Int]

  init(here: Formula, there: Formula, search: CoalitionSearch, limit: Int) {
    self.here = here
    self.there = there
    self.search = search
    self.limit = limit
    chosen = search.kinds.map { _ in 0 }
  }

  mutating func run() -> Answer { visit(0, search.nothing) }

  private mutating func visit(_ kind: Int, _ sums: [Int]) -> Answer {
    states += 1
    guard states <= limit else { return .abandoned }
    let all = search.addingAll(from: kind, to: sums)
    guard here.holds(for: all), !there.holds(for: sums) else { return .none }
    if here.holds(for: sums) { return .found(search.coalition(chosen)) }
    if !there.holds(for: all) {
      for later in kind..<search.kinds.count { chosen[later] = search.kinds[later].count }
      return .found(search.coalition(chosen))
    }
    // Nobody is left to decide: then one of the above has held.
    guard kind < search.kinds.count else { return .none }
    for seats in stride(from: search.kinds[kind].count, through: 0, by: -1) {
      chosen[kind] = seats
      let answer = visit(kind + 1, search.adding(seats, of: kind, to: sums))
      guard case .none = answer else { return answer }
    }
    return .none
  }
}
