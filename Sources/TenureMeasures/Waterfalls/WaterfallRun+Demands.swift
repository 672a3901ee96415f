import BigInt
import TenureModel

extension WaterfallRun {
  /// What a step asks for in the state before its order.
  mutating func demand(of step: WaterfallOutcome.Step, label: String)
    throws(WaterfallError) -> Demand
  {
    if let code = step.terms.currency, code != income.currency.code {
      throw WaterfallError(.differentCurrency, step: label, name: code)
    }
    let gross = Rational(income.minorUnits)
    switch step.step {
    case .levy(let payee, let take, let base):
      let exact = try value(take, of: base == .gross ? gross : Rational(rest), label)
      return demand(.rest, payee, try rounded(exact, step, payee: payee, label))
    case .recoup(let payee, let take):
      let whole = try rounded(try value(take, of: gross, label), step, payee: nil, label)
      let before = min(max(recoveredBefore[payee] ?? 0, 0), whole)
      recoveredBefore[payee, default: 0] -= before
      return demand(.rest, payee, whole - before)
    case .split(let division):
      let weights = try claims.weights(of: division, step: label)
      _ = try unit(of: step.terms, label: label)
      return demand(.rest, .rest, weights.isEmpty ? 0 : rest)
    case .cap(let payee, let limit, let over):
      let limit = try rounded(try value(limit, of: gross, label), step, payee: nil, label)
      return demand(payee, over, (payee == .rest ? rest : holdings[payee] ?? 0) - limit)
    case .floor(let payee, let limit, let source):
      let limit = try rounded(try value(limit, of: gross, label), step, payee: nil, label)
      return demand(source, payee, limit - (payee == .rest ? rest : holdings[payee] ?? 0))
    case .dividend(let fund, let payee, let per, let every):
      let payable = try dividend(of: fund, to: payee, per: per, step.terms, label)
      let isDue = every.map(claims.endingPeriods.contains) ?? true
      return demand(Payee(fund), payee, isDue ? payable : 0)
    }
  }

  private func demand(_ source: Payee, _ target: Payee, _ amount: Int) -> Demand {
    Demand(source: source, target: target, asked: max(amount, 0), amount: max(amount, 0))
  }

  private func value(_ amount: Amount, of base: Rational, _ label: String)
    throws(WaterfallError) -> Rational
  {
    try AmountValue(currency: income.currency, figures: claims.figures, step: label)
      .value(amount, of: base)
  }

  /// What a fund can pay so that each head, or each unit of contribution, gets the same.
  private func dividend(
    of fund: String, to payee: Payee, per: WaterfallStep.DividendUnit,
    _ terms: DistributionDeclarations, _ label: String
  ) throws(WaterfallError) -> Int {
    let unit = Rational(try unit(of: terms, label: label))
    let balance = Rational(available(from: Payee(fund)))
    let count: Rational
    switch per {
    case .head:
      guard let heads = claims.heads[payee] else {
        throw WaterfallError(.missingHeads, step: label, name: payee.name)
      }
      count = Rational(heads)
    case .contribution:
      guard let contribution = claims.contributions[payee] else {
        throw WaterfallError(.missingContribution, step: label, name: payee.name)
      }
      count = contribution
    }
    guard count.signum >= 0 else {
      throw WaterfallError(.weightBelowZero, step: label, name: payee.name)
    }
    guard count.signum > 0, balance.signum > 0 else { return 0 }
    // Whole units per head; a contribution that is no whole number gets what is left of its unit.
    let each = Rational((balance / (count * unit)).floor)
    return Int(clamping: (each * count).floor) * (try self.unit(of: terms, label: label))
  }

  /// What a source can give: for a fund, what it held before as well.
  func available(from source: Payee) -> Int {
    if source == .rest { return rest }
    return max((holdings[source] ?? 0) + (claims.balances[source.name] ?? 0), 0)
  }

  /// The rounding unit, in minor units.
  func unit(of terms: DistributionDeclarations, label: String) throws(WaterfallError) -> Int {
    guard let unit = terms.roundingUnit else { return 1 }
    let exact = Rational(unit) * Rational(income.currency.minorUnitsPerUnit)
    guard exact.isWhole, let whole = Int(exactly: exact.numerator), whole > 0 else {
      throw WaterfallError(.unitNotWhole, step: label)
    }
    return whole
  }

  /// An amount in whole units; with `carry`, and for a payee, with what is due from before.
  private mutating func rounded(
    _ exact: Rational, _ step: WaterfallOutcome.Step, payee: Payee?, _ label: String
  ) throws(WaterfallError) -> Int {
    let unit = try unit(of: step.terms, label: label)
    var due = max(exact, .zero)
    let isCarrying = step.terms.roundingRule == .carry && payee != nil
    if isCarrying, let payee { due += carried[step.step]?[payee] ?? .zero }
    let units = (due / Rational(unit)).rounded(halvesToEven: step.terms.roundingRule == .halfEven)
    let amount = max(units, 0) * BigInt(unit)
    if isCarrying, let payee {
      carried[step.step, default: [:]][payee] = due - Rational(amount)
    }
    guard let value = Int(exactly: amount), value <= 1 << 62 else {
      throw WaterfallError(.overflow, step: label)
    }
    return value
  }

  /// Cuts demands to what is there: first those that aim at one mark, then those on one source.
  func cut(_ demands: inout [Demand], _ steps: [WaterfallOutcome.Step]) {
    var marks: [String: [Int]] = [:]
    var sources: [Payee: [Int]] = [:]
    for (index, step) in steps.enumerated() {
      switch step.step {
      case .cap(let payee, _, _): marks["cap \(payee.name)", default: []].append(index)
      case .floor(let payee, _, _): marks["floor \(payee.name)", default: []].append(index)
      case .levy, .recoup, .split, .dividend: break
      }
      sources[demands[index].source, default: []].append(index)
    }
    for group in marks.values where group.count > 1 {
      share(group.map { demands[$0].amount }.max() ?? 0, among: group, &demands, steps)
    }
    for (source, group) in sources {
      share(available(from: source), among: group, &demands, steps)
    }
  }

  private func share(
    _ pot: Int, among group: [Int], _ demands: inout [Demand], _ steps: [WaterfallOutcome.Step]
  ) {
    let units = group.compactMap { try? unit(of: steps[$0].terms, label: "") }.max() ?? 1
    let asked = group.map { Rational(demands[$0].amount) }
    let isShort = asked.reduce(.zero, +) > Rational(pot)
    let hasSplit = group.contains { if case .split = steps[$0].step { true } else { false } }
    guard isShort || (hasSplit && units > 1) else { return }
    let payable = Rational(pot / units * units)
    let awards = claims.shortage.awards(of: payable, claims: asked)
    let weights = zip(group, awards).map {
      Apportionment.Weight(demands[$0].target.name, $1)
    }
    let sum = awards.reduce(.zero, +)
    guard sum.signum > 0,
      let parts = try? Apportionment().parts(
        of: Int(clamping: (sum / Rational(units)).floor), among: weights)
    else {
      for index in group { demands[index].amount = 0 }
      return
    }
    for (index, part) in zip(group, parts.units) {
      demands[index].amount = min(part * units, demands[index].amount)
    }
  }
}
