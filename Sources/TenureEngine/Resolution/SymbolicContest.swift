import TenureModel

/// Who is undefeated where: DESIGN's defeat worked out for all situations at once.
///
/// Which clause beats which does not depend on the situation; only who is there does. Mostly there
/// are two answers, every clash is settled, and nobody beats himself in the end. Then the clauses
/// stand in one order, and in each situation the first that matches decides for its whole side:
///
///     side(answer)   =  where the first clause that matches gives the answer
///     undefeated(c)  =  matches(c) ∩ side(answer of c)
///
/// Otherwise each clause is worked out from those that beat it; see `ContestSolver`.
struct SymbolicContest {
  /// A clause that speaks on the question, where it matches and speaks, and what it answers.
  struct Member {
    let clause: Int
    let match: Ref
    let answer: Int
  }

  private enum Solution {
    /// For each answer where it prevails.
    case sides([Int: Ref])
    /// For each clause where it is undefeated, and where it stands and defeats others.
    case each(undefeated: [Int: Ref], standing: [Int: Ref])
  }

  /// The clauses that speak and match somewhere, in order.
  let members: [Int]

  private let others: [Member]
  private let defaults: [Member]
  private let solutions: [Solution]

  /// Works out a contest.
  ///
  /// - Parameters:
  ///   - all: The clauses, with where each matches.
  ///   - precedence: The doctrine at work, over the same numbers.
  ///   - store: Where the diagrams are.
  init(_ all: [Member], _ precedence: Precedence, _ store: DiagramStore) {
    let present = all.filter { $0.match != .no }
    members = present.map(\.clause)
    func isDefault(_ member: Member) -> Bool {
      precedence.contenders[member.clause].isDefault
    }
    others = present.filter { !isDefault($0) }
    // Defaults speak only where nothing else does.
    let quiet = present.filter(isDefault)
    let reach = store.any(of: quiet.map(\.match))
    let spoken = store.any(of: others.map { store.and($0.match, reach) })
    defaults = quiet.map {
      Member(
        clause: $0.clause, match: store.andNot($0.match, spoken), answer: $0.answer)
    }
    solutions = [others, defaults].map { Self.solve($0, precedence, store) }
  }

  private static func solve(
    _ members: [Member], _ precedence: Precedence, _ store: DiagramStore
  ) -> Solution {
    let present = members.filter { $0.match != .no }
    let speakers = present.map {
      ContestOrder.Speaker(clause: $0.clause, answer: $0.answer, sides: .before)
    }
    let matches = Dictionary(present.map { ($0.clause, $0.match) }) { first, _ in first }
    let order = ContestOrder.order(of: speakers, precedence) {
      store.intersects(matches[$0] ?? .no, matches[$1] ?? .no)
    }
    if let order {
      let ordered = order.map { present[$0] }
      return .sides(prevailing(ordered[...], store).sides)
    }
    var solver = ContestSolver(store: store)
    let found = solver.solve(present, precedence)
    return .each(undefeated: found.undefeated, standing: found.standing)
  }

  /// Where some clause of an ordered run matches, and for each answer where the first gives it.
  ///
  /// Worked out by halves, so that small diagrams meet small ones.
  private static func prevailing(
    _ run: ArraySlice<Member>, _ store: DiagramStore
  ) -> (taken: Ref, sides: [Int: Ref]) {
    guard run.count > 1 else {
      guard let only = run.first else { return (.no, [:]) }
      return (only.match, [only.answer: only.match])
    }
    let middle = run.startIndex + run.count / 2
    let early = prevailing(run[..<middle], store)
    let late = prevailing(run[middle...], store)
    var sides = early.sides
    for (answer, region) in late.sides.sorted(by: { $0.key < $1.key }) {
      let fresh = store.andNot(region, early.taken)
      sides[answer] = store.or(sides[answer] ?? .no, fresh)
    }
    return (store.or(early.taken, late.taken), sides)
  }

  /// Where some clause that gives an answer is undefeated.
  func prevails(_ answer: Int, _ store: DiagramStore) -> Ref {
    var parts: [Ref] = []
    for (group, solution) in zip([others, defaults], solutions) {
      switch solution {
      case .sides(let sides): parts.append(sides[answer] ?? .no)
      case .each(let undefeated, _):
        parts += group.filter { $0.answer == answer }.map { undefeated[$0.clause] ?? .no }
      }
    }
    return store.any(of: parts)
  }

  /// Where a clause is undefeated.
  func undefeated(_ clause: Int, _ store: DiagramStore) -> Ref {
    find(clause, store) { undefeated, _ in undefeated[clause] ?? .no }
  }

  /// Where a clause stands and defeats what it beats: not where it is left over in a circle.
  func standing(_ clause: Int, _ store: DiagramStore) -> Ref {
    find(clause, store) { _, standing in standing[clause] ?? .no }
  }

  private func find(
    _ clause: Int, _ store: DiagramStore, _ pick: ([Int: Ref], [Int: Ref]) -> Ref
  ) -> Ref {
    for (group, solution) in zip([others, defaults], solutions) {
      guard let member = group.first(where: { $0.clause == clause }) else { continue }
      switch solution {
      case .sides(let sides): return store.and(member.match, sides[member.answer] ?? .no)
      case .each(let undefeated, let standing): return pick(undefeated, standing)
      }
    }
    return .no
  }

  /// Where some of the clauses that are meant are undefeated.
  func undefeated(_ store: DiagramStore, where isMeant: (Int) -> Bool) -> Ref {
    var parts: [Ref] = []
    for (group, solution) in zip([others, defaults], solutions) {
      let meant = group.filter { isMeant($0.clause) }
      switch solution {
      case .sides(let sides):
        for answer in Set(meant.map(\.answer)).sorted() {
          let matches = meant.filter { $0.answer == answer }.map(\.match)
          parts.append(store.and(store.any(of: matches), sides[answer] ?? .no))
        }
      case .each(let undefeated, _): parts += meant.map { undefeated[$0.clause] ?? .no }
      }
    }
    return store.any(of: parts)
  }

  /// Where some of the clauses that are meant match and speak.
  func speaking(_ store: DiagramStore, where isMeant: (Int) -> Bool) -> Ref {
    store.any(of: (others + defaults).filter { isMeant($0.clause) }.map(\.match))
  }
}
