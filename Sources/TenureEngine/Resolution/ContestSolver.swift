import TenureModel

/// Works out each clause of a contest from those that beat it.
///
///     undefeated(c)  =  matches(c)  −  ⋃ { undefeated(d) : d beats c }
///
/// That is a recursion as long as nobody beats himself in the end. Where the relation runs in a
/// circle, the least fixed point of "defeated" is taken, in which what is left over is undefeated
/// but defeats nothing.
struct ContestSolver {
  let store: DiagramStore

  private var beaters: [[Int]] = []
  private var matches: [Ref] = []
  private var results: [Ref?] = []
  private var isOpen: [Bool] = []
  private var hasCircle = false

  init(store: DiagramStore) { self.store = store }

  /// Where each clause is undefeated, and where it stands.
  mutating func solve(
    _ members: [SymbolicContest.Member], _ precedence: Precedence
  ) -> (undefeated: [Int: Ref], standing: [Int: Ref]) {
    matches = members.map(\.match)
    beaters = Array(repeating: [], count: members.count)
    for first in members.indices {
      for second in members.indices[(first + 1)...]
      where members[first].answer != members[second].answer {
        guard let settled = precedence.settle(members[first].clause, members[second].clause),
          store.intersects(matches[first], matches[second])
        else { continue }
        if settled.firstWins {
          beaters[second].append(first)
        } else {
          beaters[first].append(second)
        }
      }
    }
    results = Array(repeating: nil, count: members.count)
    isOpen = Array(repeating: false, count: members.count)
    hasCircle = false
    for member in members.indices { _ = result(member) }
    let stands = hasCircle ? iterate() : results.map { $0 ?? .no }
    var undefeated: [Int: Ref] = [:]
    var standing: [Int: Ref] = [:]
    for (member, entry) in members.enumerated() {
      undefeated[entry.clause] = results[member] ?? .no
      standing[entry.clause] = stands[member]
    }
    return (undefeated, standing)
  }

  /// By recursion over what beats a member; finds out whether there is a circle.
  private mutating func result(_ member: Int) -> Ref {
    if let known = results[member] { return known }
    if isOpen[member] {
      hasCircle = true
      return .no
    }
    isOpen[member] = true
    var standing = matches[member]
    for beater in beaters[member] where standing != .no {
      standing = store.andNot(standing, result(beater))
    }
    isOpen[member] = false
    results[member] = standing
    return standing
  }

  /// The least fixed point: who stands, and who is defeated for it; the rest is left over.
  private mutating func iterate() -> [Ref] {
    var defeated = Array(repeating: Ref.no, count: matches.count)
    var standing: [Ref] = []
    while true {
      standing = matches.indices.map { member in
        var standing = matches[member]
        for beater in beaters[member] where standing != .no {
          let threat = store.andNot(matches[beater], defeated[beater])
          standing = store.andNot(standing, threat)
        }
        return standing
      }
      var next: [Ref] = []
      for member in matches.indices {
        let losses = beaters[member].map { store.and(matches[member], standing[$0]) }
        next.append(store.any(of: losses))
      }
      if next == defeated || store.isExhausted { break }
      defeated = next
    }
    for member in matches.indices {
      results[member] = store.andNot(matches[member], defeated[member])
    }
    return standing
  }
}
