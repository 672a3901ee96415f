import TenureModel

/// Who is undefeated where: DESIGN's defeat worked out for all situations at once.
///
/// For each clause that speaks on a question there is the diagram of the situations in which it
/// matches, and there is a relation that says which clause beats which and does not depend on the
/// situation. A clause is undefeated where it matches and no undefeated clause that beats it does:
///
///     undefeated(c)  =  matches(c)  −  ⋃ { undefeated(d) : d beats c }
///
/// That is a recursion as long as nobody beats himself in the end. Where the relation runs in a
/// circle, the least fixed point of "defeated" is taken, in which what is left over stands.
struct SymbolicContest {
  /// The clauses that speak and match somewhere, in order.
  let members: [Int]
  /// Where each of them is undefeated.
  let undefeated: [Int: Ref]
  /// Where each of them stands, so that it defeats what it beats: not where it is left over in a
  /// circle.
  let standing: [Int: Ref]
  /// Where each of them matches and speaks: defaults only where nothing else does.
  let speaking: [Int: Ref]

  /// Works out a contest.
  ///
  /// - Parameters:
  ///   - members: The clauses, with the diagram of where each matches and what it answers.
  ///   - precedence: The doctrine at work, over the same numbers.
  init(
    _ members: [(clause: Int, match: Ref, answer: Int)], _ precedence: Precedence,
    _ store: inout DiagramStore
  ) {
    let present = members.filter { $0.match != .no }
    self.members = present.map(\.clause)
    func isDefault(_ clause: Int) -> Bool { precedence.contenders[clause].clause.isDefault }
    let others = present.filter { !isDefault($0.clause) }
    let spoken = others.count < present.count ? store.any(of: others.map(\.match)) : .no
    let defaults = present.filter { isDefault($0.clause) }.map {
      (clause: $0.clause, match: store.andNot($0.match, spoken), answer: $0.answer)
    }
    var solver = ContestSolver(store: store)
    store = DiagramStore(arities: [])
    solver.solve(others, precedence)
    solver.solve(defaults.filter { $0.match != .no }, precedence)
    store = solver.store
    undefeated = solver.undefeated
    standing = solver.standing
    speaking = Dictionary(
      uniqueKeysWithValues: (others + defaults).map { ($0.clause, $0.match) })
  }
}

private struct ContestSolver {
  var store: DiagramStore
  var undefeated: [Int: Ref] = [:]
  var standing: [Int: Ref] = [:]

  private var beaters: [[Int]] = []
  private var matches: [Ref] = []
  private var results: [Ref?] = []
  private var isOpen: [Bool] = []
  private var hasCircle = false

  init(store: DiagramStore) { self.store = store }

  mutating func solve(
    _ members: [(clause: Int, match: Ref, answer: Int)], _ precedence: Precedence
  ) {
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
    for (member, entry) in members.enumerated() {
      undefeated[entry.clause] = results[member] ?? .no
      standing[entry.clause] = stands[member]
    }
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
      if next == defeated { break }
      defeated = next
    }
    for member in matches.indices {
      results[member] = store.andNot(matches[member], defeated[member])
    }
    return standing
  }
}
