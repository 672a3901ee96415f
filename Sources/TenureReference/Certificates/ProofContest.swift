import TenureModel

/// The clauses that meet on a question, in an order in which the first that matches prevails.
///
/// Of two clauses that clash the earlier one beats the later one. So the first that matches is
/// undefeated, and those that answer like it are, too, for whatever beats them clashes with the
/// first and is defeated: the answer is that of the first, and all that match and answer alike
/// stand.
///
/// Clauses that no order can part are a *tangle*: clashes that the doctrine does not settle, and
/// circles. A tangle beats all behind it as one clause does, and what is left of it is worked out
/// beforehand, clause by clause. As what is left over in a circle beats nothing, all behind a
/// circle belongs to its tangle.
struct ProofContest {
  struct Member {
    let speaker: Speaker
    let sides: Sides
  }

  /// The clauses in parts, one for each clause or tangle; defaults behind all others.
  private(set) var parts: [[Member]] = []
  private let table: ProofTable
  private let region: Condition

  /// - Parameters:
  ///   - speakers: The clauses that speak.
  ///   - region: Where the question is looked at: clauses that match nowhere in it are left out.
  ///   - table: All clauses.
  init(_ speakers: [Speaker], within region: Condition, in table: ProofTable) {
    self.table = table
    self.region = region
    let members = speakers.compactMap { speaker -> Member? in
      let sides = [0, 1].filter { side in
        table.entries[speaker.clause].sides.contains(Sides(side))
          && table.store.meet(table.condition(speaker.clause, side: side), region)
      }
      return sides.isEmpty
        ? nil : Member(speaker: speaker, sides: Sides(sides.map { Sides($0) }))
    }
    // Two doctrines make two orders, one behind the other.
    let lists =
      table.settlesAlike
      ? [members]
      : [0, 1].map { side in
        members.filter { $0.sides.contains(Sides(side)) }.map {
          Member(speaker: $0.speaker, sides: Sides(side))
        }
      }
    for list in lists {
      for isDefault in [false, true] { add(list.filter { $0.speaker.isDefault == isDefault }) }
    }
  }

  /// Where a clause matches in the region; nowhere if a side does not have it.
  func condition(_ member: Member, side: Int) -> Condition {
    member.sides.contains(Sides(side))
      ? table.store.and(table.condition(member.speaker.clause, side: side), region) : .never
  }

  private mutating func add(_ members: [Member]) {
    var graph = ClashGraph(count: members.count)
    let conditions = members.map { member in
      [0, 1].map { condition(member, side: $0) }
    }
    for first in members.indices {
      for second in members.indices[(first + 1)...]
      where members[first].speaker.answer != members[second].speaker.answer {
        guard
          let side = [0, 1].first(where: {
            table.store.meet(conditions[first][$0], conditions[second][$0])
          })
        else { continue }
        let speakers = (members[first].speaker, members[second].speaker)
        if table.beats(speakers.0, speakers.1, side: side) {
          graph.beaten[first].append(second)
        } else if table.beats(speakers.1, speakers.0, side: side) {
          graph.beaten[second].append(first)
        } else {
          graph.unsettled[first].append(second)
          graph.unsettled[second].append(first)
        }
      }
    }
    var circle: [Int]?
    for part in graph.ordered(answers: members.map(\.speaker.answer)) {
      if circle != nil {
        circle? += part
      } else if graph.hasCircle(in: part) {
        circle = part
      } else {
        parts.append(part.map { members[$0] })
      }
    }
    if let circle { parts.append(circle.map { members[$0] }) }
  }
}

// MARK: Tangles

extension ProofContest {
  /// Where each clause of a tangle is undefeated on a side, if nothing before the tangle matches.
  ///
  /// A clause stands where all that beat it are defeated, and is defeated where one that beats it
  /// stands; worked out from those that nothing beats. What is left over is undefeated.
  func undefeated(_ tangle: [Member], side: Int) -> [(speaker: Speaker, condition: Condition)] {
    let store = table.store
    let members = tangle.filter { $0.sides.contains(Sides(side)) }
    let matches = members.map { condition($0, side: side) }
    let beaters = members.map { loser in
      members.indices.filter { table.beats(members[$0].speaker, loser.speaker, side: side) }
    }
    var defeated = members.map { _ in Condition.never }
    while true {
      let standing = members.indices.map { member in
        let threats = beaters[member].map { store.and(matches[$0], store.not(defeated[$0])) }
        return store.and(matches[member], store.not(store.any(threats)))
      }
      let next = members.indices.map { member in
        store.and(matches[member], store.any(beaters[member].map { standing[$0] }))
      }
      if next == defeated { break }
      defeated = next
    }
    return members.indices.map { member in
      (members[member].speaker, store.and(matches[member], store.not(defeated[member])))
    }
  }
}

/// Which clauses beat which, and which clash without being settled.
private struct ClashGraph {
  var beaten: [[Int]]
  var unsettled: [[Int]]

  init(count: Int) {
    beaten = Array(repeating: [], count: count)
    unsettled = beaten
  }

  /// The clauses in parts of which each beats all that it clashes with behind it; those that answer
  /// alike stand side by side where that can be.
  func ordered(answers: [Answer]) -> [[Int]] {
    let parts = parts()
    var partOf = Array(repeating: 0, count: beaten.count)
    for (number, part) in parts.enumerated() { for clause in part { partOf[clause] = number } }
    var losers = Array(repeating: Set<Int>(), count: parts.count)
    var threats = Array(repeating: 0, count: parts.count)
    for (winner, all) in beaten.enumerated() {
      for loser in all where partOf[loser] != partOf[winner] {
        if losers[partOf[winner]].insert(partOf[loser]).inserted { threats[partOf[loser]] += 1 }
      }
    }
    var ready = parts.indices.filter { threats[$0] == 0 }
    var order: [[Int]] = []
    while !ready.isEmpty {
      let last = order.last?.first
      let place = ready.firstIndex { part in
        last.map { answers[$0] == answers[parts[part][0]] } ?? true
      }
      let next = ready.remove(at: place ?? 0)
      order.append(parts[next])
      for loser in losers[next].sorted() {
        threats[loser] -= 1
        if threats[loser] == 0 { ready.append(loser) }
      }
    }
    return order
  }

  /// The clauses that no order can part from one another, each with those.
  private func parts() -> [[Int]] {
    var parts: [[Int]] = []
    var numbers = Array(repeating: -1, count: beaten.count)
    var lowest = numbers
    var open: [Int] = []
    var isOpen = Array(repeating: false, count: beaten.count)
    var count = 0
    func visit(_ clause: Int) {
      numbers[clause] = count
      lowest[clause] = count
      count += 1
      open.append(clause)
      isOpen[clause] = true
      for next in beaten[clause] + unsettled[clause] {
        if numbers[next] < 0 {
          visit(next)
          lowest[clause] = min(lowest[clause], lowest[next])
        } else if isOpen[next] {
          lowest[clause] = min(lowest[clause], numbers[next])
        }
      }
      guard lowest[clause] == numbers[clause], let start = open.lastIndex(of: clause) else {
        return
      }
      for member in open[start...] { isOpen[member] = false }
      parts.append(open[start...].sorted())
      open.removeSubrange(start...)
    }
    for clause in beaten.indices where numbers[clause] < 0 { visit(clause) }
    return parts
  }

  /// Whether somebody in a part beats himself in the end.
  func hasCircle(in part: [Int]) -> Bool {
    var left = Set(part)
    while let free = left.first(where: { clause in
      !left.contains { beaten[$0].contains(clause) }
    }) {
      left.remove(free)
    }
    return !left.isEmpty
  }
}
