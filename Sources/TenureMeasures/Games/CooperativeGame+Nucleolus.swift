import BigInt

extension CooperativeGame {
  /// The most players for whom the least core and the nucleolus are worked out: each step of the
  /// exact linear program costs n × 2^n operations.
  public static let nucleolusPlayerLimit = 10

  /// The least core: the smallest excess that the worst-off coalition can be left with, and a
  /// division that reaches it, no player getting less than alone.
  ///
  /// A coalition's excess is what it is worth less what its members get. The core is not empty if
  /// and only if the excess is at most zero.
  public struct LeastCore: Sendable, Hashable {
    /// The greatest excess over all coalitions but the empty and the grand one.
    public let excess: Rational
    /// What each player gets.
    public let division: [Rational]
  }

  /// The least core, by an exact linear program.
  ///
  /// - Throws: if there are more players than the limit, or together they are worth less than each
  ///   alone.
  public func leastCore() throws(GameError) -> LeastCore {
    var rounds = try ExcessRounds(self)
    guard players.count > 1 else { return LeastCore(excess: .zero, division: rounds.single) }
    let round = try rounds.next()
    return LeastCore(excess: round.excess, division: round.division)
  }

  /// The nucleolus, exact: the division that makes the greatest excess as small as can be, then the
  /// next greatest, and so on (Schmeidler, *SIAM Journal on Applied Mathematics* 17, 1969), by a
  /// sequence of linear programs (Maschler, Peleg and Shapley 1979).
  ///
  /// No player gets less than alone, and it adds up to what all are worth.
  ///
  /// - Throws: if there are more players than the limit, or together they are worth less than each
  ///   alone.
  public func nucleolus() throws(GameError) -> [Rational] {
    var rounds = try ExcessRounds(self)
    guard players.count > 1 else { return rounds.single }
    var division: [Rational] = []
    while !rounds.isDetermined { division = try rounds.next().division }
    return division
  }
}

/// The linear programs on the way to the nucleolus.
///
/// Each round solves the dual program: a row for each player, a column for each coalition. A
/// coalition with a price above zero has the same excess in every solution, so it is fixed there;
/// coalitions that fixed ones determine drop out.
private struct ExcessRounds {
  let game: CooperativeGame
  /// What each player is worth alone.
  let alone: [Rational]
  /// Coalitions whose share is settled, with that share, above what the members have alone.
  var fixed: [(coalition: Int, surplus: Rational)]
  /// The coalitions that are settled, brought to a triangular form.
  var span: [[Rational]] = []

  init(_ game: CooperativeGame) throws(GameError) {
    guard game.players.count <= CooperativeGame.nucleolusPlayerLimit else {
      throw .tooManyPlayers(
        game.players.count, limit: CooperativeGame.nucleolusPlayerLimit)
    }
    self.game = game
    alone = game.players.indices.map { game.worth(1 << UInt32($0)) }
    let surplus = game.grandWorth - alone.reduce(.zero, +)
    guard surplus.signum >= 0 else { throw .noImputation }
    let grand = game.worths.count - 1
    fixed = [(grand, surplus)]
    extend(grand)
  }

  /// The division among at most one player.
  var single: [Rational] { game.players.isEmpty ? [] : [game.grandWorth] }

  var isDetermined: Bool { span.count == game.players.count }

  private func row(_ coalition: Int) -> [Rational] {
    game.players.indices.map { coalition >> $0 & 1 == 1 ? .one : .zero }
  }

  /// What of a coalition the settled ones do not determine; all zero if nothing.
  private func remainder(_ coalition: Int) -> [Rational] {
    var row = self.row(coalition)
    for vector in span {
      guard let lead = vector.firstIndex(where: { $0.signum != 0 }), row[lead].signum != 0 else {
        continue
      }
      let factor = -row[lead] / vector[lead]
      for index in row.indices { row[index].add(factor, times: vector[index]) }
    }
    return row
  }

  private mutating func extend(_ coalition: Int) {
    let row = remainder(coalition)
    if row.contains(where: { $0.signum != 0 }) { span.append(row) }
  }

  private func worthAboveAlone(_ coalition: Int) -> Rational {
    var worth = game.worth(UInt32(coalition))
    for player in alone.indices where coalition >> player & 1 == 1 { worth -= alone[player] }
    return worth
  }

  /// One linear program: the least greatest excess of the open coalitions.
  mutating func next() throws(GameError) -> (excess: Rational, division: [Rational]) {
    let count = game.players.count
    let open = (1..<(game.worths.count - 1)).filter { coalition in
      remainder(coalition).contains { $0.signum != 0 }
    }
    // Columns: open coalitions, the fixed ones twice for either sign, a slack for each player.
    let columns = open.count + 2 * fixed.count + count
    var equations: [(coefficients: [Rational], value: Rational)] = []
    for player in 0..<count {
      var row = [Rational](repeating: .zero, count: columns)
      for (index, coalition) in open.enumerated() where coalition >> player & 1 == 1 {
        row[index] = .one
      }
      for (index, item) in fixed.enumerated() where item.coalition >> player & 1 == 1 {
        row[open.count + 2 * index] = .one
        row[open.count + 2 * index + 1] = -.one
      }
      row[open.count + 2 * fixed.count + player] = .one
      equations.append((row, .zero))
    }
    let prices = (0..<columns).map { $0 < open.count ? Rational.one : .zero }
    equations.append((prices, .one))
    var form = open.map(worthAboveAlone)
    for item in fixed { form += [item.surplus, -item.surplus] }
    form += [Rational](repeating: .zero, count: count)
    var program = LinearProgram(equations, count: columns)
    guard case .optimal(let excess, let point, let surpluses) = program.maximum(of: form) else {
      throw .noImputation
    }
    for (index, coalition) in open.enumerated() where point[index].signum > 0 {
      let before = span.count
      extend(coalition)
      if span.count > before {
        fixed.append((coalition, worthAboveAlone(coalition) - excess))
      }
    }
    return (excess, zip(alone, surpluses).map(+))
  }
}
