extension VotingGame {
  /// What is left of the game once some seats have decided: the other seats, and what they still
  /// need.
  ///
  /// For each class it is given how many seats are still free, and how many are in favour for good.
  func fixing(_ decided: [(free: Int, inFavour: Int)]) -> VotingGame {
    let inFavour = decided.map(\.inFavour)
    return VotingGame(
      unchecked: zip(classes, decided).map { Seats($0.player, count: $1.free) },
      rule: rule.mapping { game in
        let gained = game.weight(of: inFavour)
        let (quota, overflow) = game.quota.subtractingReportingOverflow(gained)
        return WeightedGame(weights: game.weights, atLeast: overflow ? 0 : quota)
      })
  }

  /// The dual game: a coalition wins if those outside it do not win without it, that is, if it can
  /// block.
  public var dual: VotingGame {
    VotingGame(unchecked: classes, rule: dual(rule))
  }

  private func dual(_ rule: Rule) -> Rule {
    switch rule {
    case .all(let parts): return .any(parts.map { dual($0) })
    case .any(let parts): return .all(parts.map { dual($0) })
    case .weighted(let game):
      let total = game.weight(of: classes.map(\.count))
      // Beyond these bounds it is always won, or never, and so it stays.
      let quota = min(max(game.quota, 0), total + 1)
      return .weighted(WeightedGame(weights: game.weights, atLeast: total - quota + 1))
    }
  }

  /// A game that is made from a checked one, and is therefore right.
  init(unchecked classes: [Seats], rule: Rule) {
    self.classes = classes
    self.rule = rule
  }
}

/// The special places that a player can have, all decided by looking at four coalitions.
extension VotingGame {
  /// Whether nobody can win, not even everybody together: the procedure locks everyone out.
  public var locksEveryoneOut: Bool { !isWon(by: everyone) }

  /// Whether nobody is needed.
  public var isWonByNobody: Bool { isWon(by: nobody) }

  /// The classes in which one seat is enough.
  public var passers: [Int] {
    classes.indices.filter { position in
      guard classes[position].count > 0 else { return false }
      var alone = nobody
      alone.seats[position] = 1
      return isWon(by: alone) && !isWonByNobody
    }
  }

  /// The classes of which every seat is needed to win: each seat can veto.
  public var vetoers: [Int] {
    classes.indices.filter { position in
      guard classes[position].count > 0, !locksEveryoneOut else { return false }
      var others = everyone
      others.seats[position] -= 1
      return !isWon(by: others)
    }
  }

  /// The seat that is enough and needed, if there is one: it decides alone.
  public var dictator: Int? {
    let vetoers = Set(vetoers)
    return passers.first { vetoers.contains($0) }
  }
}
