import BigInt
import TenureModel

/// An income on its way down the steps; incomes below zero run as their mirror image.
struct WaterfallRun {
  /// What a step asks for, and from whom.
  struct Demand {
    let source: Payee
    let target: Payee
    let asked: Int
    /// What it is cut to.
    var amount: Int
  }

  let income: Money
  let claims: Claims
  let isMirrored: Bool

  // INVARIANT (conservation): the rest and the holdings add up to the income after every order.
  var rest: Int
  var holdings: [Payee: Int] = [:]
  var recovered: [Payee: Int]
  /// What earlier transactions recovered and no recoupment of this one has yet counted.
  var recoveredBefore: [Payee: Int]
  var carried: [WaterfallStep: [Payee: Rational]]

  init(income: Money, claims: Claims, isMirrored: Bool) {
    self.income = income
    self.claims = claims
    self.isMirrored = isMirrored
    rest = income.minorUnits
    recovered = claims.recovered
    recoveredBefore = claims.recovered
    carried = claims.carried
    if isMirrored { carried = carried.mapValues { $0.mapValues { -$0 } } }
  }

  mutating func payout<Label>(of waterfall: Waterfall<Label>, income: Money)
    throws(WaterfallError) -> Payout<Label>
  {
    var entries: [Payout<Label>.Entry] = []
    var start = 0
    while start < waterfall.steps.count {
      var end = start
      let order = waterfall.steps[start].content.order
      while end < waterfall.steps.count, waterfall.steps[end].content.order == order { end += 1 }
      entries += try run(Array(waterfall.steps[start..<end]), order: order)
      guard holdings.values.reduce(rest, +) == self.income.minorUnits else {
        throw WaterfallError(.notConserved, step: "\(waterfall.steps[start].label)")
      }
      start = end
    }
    entries = withContested(entries, waterfall.contested)
    let sign = isMirrored ? -1 : 1
    let unassigned = rest + (holdings.removeValue(forKey: .unassigned) ?? 0)
    return Payout(
      income: income, entries: entries, totals: holdings.mapValues { $0 * sign },
      unassigned: unassigned * sign, recovered: recovered,
      carried: isMirrored ? carried.mapValues { $0.mapValues { -$0 } } : carried)
  }

  /// The steps of one order: all see the same state, and then all move.
  private mutating func run<Label>(_ steps: [Waterfall<Label>.Step], order: Int)
    throws(WaterfallError) -> [Payout<Label>.Entry]
  {
    let restBefore = rest
    var demands: [Demand] = []
    for step in steps { demands.append(try demand(of: step.content, label: "\(step.label)")) }
    cut(&demands, steps.map(\.content))
    var moved: [(moves: [Payout<Label>.Move], residual: Int)] = []
    for (step, demand) in zip(steps, demands) {
      let parts = try self.parts(demand, of: step.content, label: "\(step.label)")
      for (payee, amount) in parts.amounts where amount != 0 {
        try move(amount, from: demand.source, to: payee, label: "\(step.label)")
      }
      if case .recoup(let payee, _) = step.content.step {
        recovered[payee, default: 0] += isMirrored ? -demand.amount : demand.amount
      }
      let sign = isMirrored ? -1 : 1
      moved.append(
        (
          parts.amounts.filter { $0.1 != 0 && $0.0 != demand.source }.map {
            Payout.Move(from: demand.source, to: $0.0, amount: $0.1 * sign)
          }, parts.residual * sign
        ))
    }
    let sign = isMirrored ? -1 : 1
    return zip(zip(steps, demands), moved).map {
      Payout.Entry(
        order: order, subject: .step($0.0.content.step, label: $0.0.label),
        asked: $0.1.asked * sign, moves: $1.moves, restBefore: restBefore * sign,
        restAfter: rest * sign, residual: $1.residual)
    }
  }

  /// Contested steps among those that ran, by their least order; the rest passes them untouched.
  private func withContested<Label>(
    _ entries: [Payout<Label>.Entry], _ contested: [Set<WaterfallOutcome.Step>]
  ) -> [Payout<Label>.Entry] {
    var entries = entries
    for rivals in contested {
      let order = rivals.map(\.order).min() ?? 0
      let place = entries.firstIndex { $0.order > order } ?? entries.count
      let whole = income.minorUnits * (isMirrored ? -1 : 1)
      let rest = place > 0 ? entries[place - 1].restAfter : whole
      entries.insert(
        Payout.Entry(
          order: order, subject: .contested(rivals), asked: 0, moves: [], restBefore: rest,
          restAfter: rest, residual: 0),
        at: place)
    }
    return entries
  }

  /// Moves money from one to another.
  private mutating func move(_ amount: Int, from source: Payee, to target: Payee, label: String)
    throws(WaterfallError)
  {
    do {
      if source == .rest {
        rest = try rest.checkedAdding(-amount)
      } else {
        holdings[source] = try (holdings[source] ?? 0).checkedAdding(-amount)
      }
      if target == .rest {
        rest = try rest.checkedAdding(amount)
      } else {
        holdings[target] = try (holdings[target] ?? 0).checkedAdding(amount)
      }
    } catch { throw WaterfallError(.overflow, step: label) }
  }

  /// Who gets how much of what the step was granted.
  private mutating func parts(
    _ demand: Demand, of step: WaterfallOutcome.Step, label: String
  ) throws(WaterfallError) -> (amounts: [(Payee, Int)], residual: Int) {
    guard case .split(let division) = step.step else {
      return ([(demand.target, demand.amount)], 0)
    }
    let weights = try claims.weights(of: division, step: label)
    guard !weights.isEmpty else { return ([], 0) }
    let unit = try self.unit(of: step.terms, label: label)
    let carriedBefore = carried[step.step] ?? [:]
    let size = Rational(unit)
    do {
      let parts = try Apportionment(step.terms.roundingRule ?? .largestRemainder).parts(
        of: demand.amount / unit,
        among: weights.map { Apportionment.Weight($0.payee.name, $0.weight) },
        carried: weights.map { (carriedBefore[$0.payee] ?? .zero) / size })
      if step.terms.roundingRule == .carry {
        for (weight, left) in zip(weights, parts.carried) {
          carried[step.step, default: [:]][weight.payee] = left * size
        }
      }
      return (zip(weights, parts.units).map { ($0.payee, $1 * unit) }, parts.residual * unit)
    } catch { throw WaterfallError(.weightBelowZero, step: label) }
  }
}
