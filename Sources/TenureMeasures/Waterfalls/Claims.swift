public import TenureModel

/// What comes with an income besides the income itself.
///
/// Amounts are in minor units.
public struct Claims: Sendable {
  /// A cooperative game that a split goes by.
  public enum Game: Sendable {
    /// A game by its table, of which the split's rule works out the value.
    case table(CooperativeGame)
    /// A value that was worked out already, by structure or by sampling.
    case values([Payee: Rational])
  }

  /// The figures that amounts name, such as `cost`; at least zero.
  public var figures: [String: Int]
  /// The recorded contribution of each payee, in any unit; at least zero.
  public var contributions: [Payee: Rational]
  /// How many heads each payee stands for.
  ///
  /// In a split, one if left out.
  public var heads: [Payee: Int]
  /// What each payee has recovered from earlier transactions.
  public var recovered: [Payee: Int]
  /// What each fund holds before the income comes in; nothing if left out.
  public var balances: [String: Int]
  /// The periods that end now: dividends that are paid every so often are paid if theirs does.
  public var endingPeriods: Set<Period>
  /// The games that splits name.
  public var games: [String: Game]
  /// What earlier payouts left over or paid too much, exact, in minor units, for each step that
  /// rounds by `carry`.
  public var carried: [WaterfallStep: [Payee: Rational]]
  /// How steps of equal order share a rest that is too short for all.
  public var shortage: BankruptcyRule

  /// Creates claims.
  public init(
    figures: [String: Int] = [:], contributions: [Payee: Rational] = [:],
    heads: [Payee: Int] = [:], recovered: [Payee: Int] = [:], balances: [String: Int] = [:],
    endingPeriods: Set<Period> = [], games: [String: Game] = [:],
    carried: [WaterfallStep: [Payee: Rational]] = [:],
    shortage: BankruptcyRule = .proportional
  ) {
    self.figures = figures
    self.contributions = contributions
    self.heads = heads
    self.recovered = recovered
    self.balances = balances
    self.endingPeriods = endingPeriods
    self.games = games
    self.carried = carried
    self.shortage = shortage
  }
}

extension Claims {
  /// Refuses amounts of which a few together, or all that is held, would not fit into a word.
  func checkSizes() throws(WaterfallError) {
    let limit: UInt = 1 << 61
    guard figures.values.allSatisfy({ $0.magnitude <= limit }),
      recovered.values.allSatisfy({ $0.magnitude <= limit })
    else { throw WaterfallError(.overflow) }
    var held: UInt = 0
    for balance in balances.values {
      guard balance.magnitude <= limit - held else { throw WaterfallError(.overflow) }
      held += balance.magnitude
    }
  }

  /// A payee and its weight in a split.
  struct Weight {
    let payee: Payee
    let weight: Rational
  }

  /// The weights of a split; what fixed shares leave open goes to the rest.
  ///
  /// Empty if all are zero.
  func weights(
    of division: WaterfallStep.Division, step: String
  ) throws(WaterfallError) -> [Weight] {
    var weights: [Payee: Rational] = [:]
    switch division {
    case .shares(let shares):
      for share in shares { weights[share.payee, default: .zero] += Rational(share.share) }
      let sum = weights.values.reduce(.zero, +)
      if sum > .one { throw WaterfallError(.sharesAboveOne, step: step) }
      if sum < .one { weights[.rest, default: .zero] += .one - sum }
    case .among(let payees, .heads, _):
      for payee in payees { weights[payee] = Rational(heads[payee] ?? 1) }
    case .among(let payees, .contribution, _):
      for payee in payees {
        guard let contribution = contributions[payee] else {
          throw WaterfallError(.missingContribution, step: step, name: payee.name)
        }
        weights[payee] = contribution
      }
    case .among(let payees, let rule, let name):
      weights = try gameWeights(payees, rule, name, step: step)
    }
    if let wrong = weights.filter({ $0.value.signum < 0 }).keys.map(\.name).min() {
      throw WaterfallError(.weightBelowZero, step: step, name: wrong)
    }
    return weights.filter { $0.value.signum > 0 }.map { Weight(payee: $0.key, weight: $0.value) }
      .sorted { $0.payee.name < $1.payee.name }
  }

  private func gameWeights(
    _ payees: [Payee], _ rule: WaterfallStep.ShareRule, _ name: String?, step: String
  ) throws(WaterfallError) -> [Payee: Rational] {
    guard let name, let game = games[name] else {
      throw WaterfallError(.missingGame, step: step, name: name)
    }
    var values: [Payee: Rational] = [:]
    switch game {
    case .values(let given): values = given
    case .table(let table):
      do {
        let exact =
          switch rule {
          case .owen: try table.owenValue()
          case .nucleolus: try table.nucleolus()
          case .shapley, .contribution, .heads: table.shapleyValue()
          }
        for (player, value) in zip(table.players, exact) { values[Payee(player)] = value }
      } catch {
        throw WaterfallError(.gameWithoutValue(error), step: step, name: name)
      }
    }
    // A player that is not paid would leave its value to the others without a word.
    if let stranger = values.keys.filter({ !payees.contains($0) }).map(\.name).min() {
      throw WaterfallError(.playerNotPaid, step: step, name: stranger)
    }
    for payee in payees where values[payee] == nil { values[payee] = .zero }
    return values
  }
}
