import TenureModel

extension RegimeCheck {
  /// Whether a clause is undefeated on some question in some situation.
  func canDecide(_ position: Int) -> Bool { resolver.standing(position) != .no }

  /// Each permission that defeats a prohibition by nothing but its rank.
  func permitsOverProhibitions() -> [RegimeFinding] {
    let contest = resolver.contest(.act)
    let precedence = analysis.sides[0].precedence
    func says(_ entry: Int, _ conduct: CirculationEffect.Conduct) -> Bool {
      analysis.effect(entry).circulation?.conduct == conduct
    }
    func isDefault(_ entry: Int) -> Bool { engine.clauses[entry].clause.isDefault }
    return contest.members.filter { says($0, .permit) }.compactMap { permit in
      let standing = contest.undefeated(permit, analysis.store)
      let beaten = contest.members.filter { other in
        guard says(other, .prohibit), isDefault(other) == isDefault(permit),
          let settled = precedence.settle(permit, other),
          settled.firstWins, settled.by == .rank
        else { return false }
        return analysis.store.intersects(standing, resolver.match(other))
      }
      if beaten.isEmpty { return nil }
      let losers = analysis.store.any(of: beaten.map(resolver.match))
      return finding(
        "permit-over-prohibition", .note, .circulation, analysis.store.and(standing, losers),
        leaf: 1, clauses: [permit] + beaten,
        "`\(id(permit))` by its rank defeats "
          + beaten.prefix(3).map { "`\(id($0))`" }.joined(separator: ", ")
          + (beaten.count > 3 ? " and \(beaten.count - 3) more" : ""),
        help: "write a condition as `prohibit … unless`; keep `permit` for freedom that the text "
          + "grants against other norms")
    }
  }

  /// Situations in which income is dealt out and some of it reaches nobody.
  func unassignedMoney() -> [RegimeFinding] {
    [
      finding(
        "unassigned-money", .warning, .distribution, resolver.unassigned(), leaf: 1, clauses: [],
        "steps run but none of them splits the rest, which stays unassigned",
        help: "add a `split` as the last step")
    ].compactMap { $0 }
  }
}

extension Resolver {
  /// The clauses that beat a clause where both match.
  func beaters(of entry: Int) -> [Int] {
    let precedence = analysis.sides[side].precedence
    let isDefault = precedence.contenders[entry].isDefault
    var beaters: Set<Int> = []
    for meeting in meetings(of: entry) {
      for other in contest(meeting).members where other != entry {
        let otherIsDefault = precedence.contenders[other].isDefault
        let wins: Bool
        if isDefault != otherIsDefault {
          wins = isDefault
        } else {
          wins =
            disagree(other, entry, on: meeting)
            && precedence.settle(other, entry)?.firstWins == true
        }
        if wins, analysis.store.intersects(match(other), match(entry)) { beaters.insert(other) }
      }
    }
    return beaters.sorted()
  }
}
