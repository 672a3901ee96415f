import TenureModel

/// The clauses that speak on one question, and who among them beats whom.
///
/// Which clause beats which does not depend on the situation; only who is there does. So the
/// relation is worked out once for each clause that is ever asked about, as a row of bits.
final class Contest {
  /// The clauses that speak, by their local numbers.
  let members: Bits
  /// Those of them that are defaults.
  let defaults: Bits
  /// Those of them that are not.
  let others: Bits

  private let answers: [Int: Int]
  private let precedence: Precedence
  private let numbers: [Int]
  private var beatsRows: [Int: Bits] = [:]
  private var beatenRows: [Int: Bits] = [:]

  /// - Parameters:
  ///   - answers: What each member answers; equal answers agree.
  ///   - precedence: The doctrine at work over the clauses of a table.
  ///   - numbers: The position in that table of each local number.
  ///   - width: The number of bits of every row.
  init(answers: [Int: Int], precedence: Precedence, numbers: [Int], width: Int) {
    self.answers = answers
    self.precedence = precedence
    self.numbers = numbers
    var members = Bits(count: width)
    var defaults = Bits(count: width)
    for member in answers.keys {
      members.insert(member)
      if precedence.contenders[numbers[member]].isDefault { defaults.insert(member) }
    }
    var others = members
    others.subtract(defaults)
    self.members = members
    self.defaults = defaults
    self.others = others
  }

  /// What a member answers.
  func answer(of member: Int) -> Int { answers[member] ?? -1 }

  /// The members that a member beats.
  func beats(_ member: Int) -> Bits {
    if let row = beatsRows[member] { return row }
    fillRows(of: member)
    return beatsRows[member] ?? members
  }

  /// The members that beat a member.
  func beaten(_ member: Int) -> Bits {
    if let row = beatenRows[member] { return row }
    fillRows(of: member)
    return beatenRows[member] ?? members
  }

  private func fillRows(of member: Int) {
    var beats = Bits(count: members.words.count << 6)
    var beaten = beats
    let peers = defaults[member] ? defaults : others
    let own = answer(of: member)
    peers.forEach { other in
      guard other != member, answer(of: other) != own,
        let settled = precedence.settle(numbers[member], numbers[other])
      else { return }
      if settled.firstWins { beats.insert(other) } else { beaten.insert(other) }
    }
    beatsRows[member] = beats
    beatenRows[member] = beaten
  }

  /// The clauses among the matching ones that speak, once defaults have given way.
  func speakers(among matching: Bits) -> Bits {
    var speaking = matching
    speaking.formIntersection(others)
    if !speaking.isEmpty { return speaking }
    speaking = matching
    speaking.formIntersection(defaults)
    return speaking
  }

  /// The undefeated clauses among the matching ones.
  func undefeated(among matching: Bits) -> Bits {
    let (standing, leftOver) = settled(among: matching)
    var result = standing
    result.formUnion(leftOver)
    return result
  }

  /// The clauses that stand, worked out from those that nothing beats, and those that are left over
  /// in a circle: undefeated as well, but they defeat nothing.
  private func settled(among matching: Bits) -> (standing: Bits, leftOver: Bits) {
    let speaking = speakers(among: matching)
    var undecided = speaking
    var defeated = Bits(count: speaking.words.count << 6)
    var stand = defeated
    while true {
      // A clause stands when every speaker that beats it is defeated.
      var standing: [Int] = []
      undecided.forEach { member in
        var threats = beaten(member)
        threats.formIntersection(speaking)
        threats.subtract(defeated)
        if threats.isEmpty { standing.append(member) }
      }
      if standing.isEmpty { break }
      for member in standing {
        undecided.remove(member)
        stand.insert(member)
      }
      for member in standing {
        var losers = beats(member)
        losers.formIntersection(undecided)
        defeated.formUnion(losers)
        undecided.subtract(losers)
      }
    }
    return (stand, undecided)
  }

  /// For each matching member that lost: the first clause of those that stand and beat it, and why.
  func defeats(among matching: Bits) -> [(loser: Int, by: Int, reason: Defeat.Reason)] {
    let (standing, leftOver) = settled(among: matching)
    var undefeated = standing
    undefeated.formUnion(leftOver)
    var losers = matching
    losers.formIntersection(members)
    losers.subtract(undefeated)
    var defeats: [(loser: Int, by: Int, reason: Defeat.Reason)] = []
    losers.forEach { loser in
      if defaults[loser], let winner = undefeated.first, others[winner] {
        defeats.append((loser, winner, .default))
        return
      }
      var winners = beaten(loser)
      winners.formIntersection(standing)
      if let winner = winners.first,
        let settled = precedence.settle(numbers[loser], numbers[winner])
      {
        defeats.append((loser, winner, .tieBreaker(settled.by)))
      }
    }
    return defeats
  }
}
