import TenureModel

/// An income on its way down the steps before rounding, as linear forms of what is not known.
struct ExactRun {
  /// What is put in, as forms.
  struct Inputs {
    var income: LinearForm
    var figures: [String: LinearForm] = [:]
    var recovered: [Payee: LinearForm] = [:]
    var balances: [String: LinearForm] = [:]
  }

  let inputs: Inputs
  let claims: Claims
  let currency: Currency
  let explorer: PieceExplorer
  /// Whether the payees of a split whose contributions or game are missing count as one payee.
  let joinsUnknown: Bool
  private var rest: LinearForm
  private var holdings: [Payee: LinearForm] = [:]
  private var recoveredBefore: [Payee: LinearForm]

  private typealias Demand = (source: Payee, target: Payee, amount: LinearForm)

  init(
    _ inputs: Inputs, claims: Claims, currency: Currency, explorer: PieceExplorer,
    joinsUnknown: Bool = false
  ) {
    self.joinsUnknown = joinsUnknown
    self.inputs = inputs
    self.claims = claims
    self.currency = currency
    self.explorer = explorer
    rest = inputs.income
    recoveredBefore = inputs.recovered
  }

  private var zero: LinearForm { LinearForm(.zero, count: explorer.variableCount) }

  /// What each payee ends with, what is unassigned included.
  mutating func totals<Label>(of waterfall: Waterfall<Label>) throws(WaterfallError)
    -> [Payee: LinearForm]
  {
    try checkJoined(waterfall)
    var start = 0
    while start < waterfall.steps.count {
      var end = start
      let order = waterfall.steps[start].content.order
      while end < waterfall.steps.count, waterfall.steps[end].content.order == order { end += 1 }
      try run(waterfall.steps[start..<end].map { ($0.content, "\($0.label)") })
      start = end
    }
    holdings[.unassigned] = (holdings[.unassigned] ?? zero) + rest
    return holdings.filter { !$0.value.isZero }
  }

  private mutating func run(
    _ steps: [(step: WaterfallOutcome.Step, label: String)]
  ) throws(WaterfallError) {
    var demands: [Demand] = []
    for (step, label) in steps {
      if let code = step.terms.currency, code != currency.code {
        throw WaterfallError(.differentCurrency, step: label, name: code)
      }
      demands.append(try demand(of: step.step, label))
    }
    var marks: [String: [Int]] = [:]
    var sources: [Payee: [Int]] = [:]
    for (index, (step, _)) in steps.enumerated() {
      if case .cap(let payee, _, _) = step.step {
        marks["cap \(payee.name)", default: []].append(index)
      }
      if case .floor(let payee, _, _) = step.step {
        marks["floor \(payee.name)", default: []].append(index)
      }
      sources[demands[index].source, default: []].append(index)
    }
    // In the order of the steps, so that a run asks the same questions when it is repeated.
    for group in marks.values.sorted(by: { $0[0] < $1[0] }) where group.count > 1 {
      let most = group.dropFirst().reduce(demands[group[0]].amount) {
        maximum($0, demands[$1].amount)
      }
      try share(most, among: group, &demands, steps[group[0]].label)
    }
    for group in sources.values.sorted(by: { $0[0] < $1[0] }) {
      let available = available(from: demands[group[0]].source)
      try share(available, among: group, &demands, steps[group[0]].label)
    }
    for ((step, label), demand) in zip(steps, demands) {
      add(demand.amount * -.one, to: demand.source)
      guard case .split(let division) = step.step else {
        add(demand.amount, to: demand.target)
        continue
      }
      let weights = try weights(of: division, label)
      let total = weights.reduce(Rational.zero) { $0 + $1.weight }
      for weight in weights { add(demand.amount * (weight.weight / total), to: weight.payee) }
    }
  }

  private mutating func demand(of step: WaterfallStep, _ label: String)
    throws(WaterfallError) -> Demand
  {
    switch step {
    case .levy(let payee, let take, let base):
      let amount = try value(take, of: base == .gross ? inputs.income : rest, label)
      return (.rest, payee, maximum(amount, zero))
    case .recoup(let payee, let take):
      let whole = maximum(try value(take, of: inputs.income, label), zero)
      let before = minimum(maximum(recoveredBefore[payee] ?? zero, zero), whole)
      recoveredBefore[payee] = (recoveredBefore[payee] ?? zero) - before
      return (.rest, payee, whole - before)
    case .split(let division):
      let isEmpty = try weights(of: division, label).isEmpty
      return (.rest, .rest, isEmpty ? zero : rest)
    case .cap(let payee, let limit, let over):
      let limit = maximum(try value(limit, of: inputs.income, label), zero)
      return (payee, over, maximum(holding(of: payee) - limit, zero))
    case .floor(let payee, let limit, let source):
      let limit = maximum(try value(limit, of: inputs.income, label), zero)
      return (source, payee, maximum(limit - holding(of: payee), zero))
    case .dividend(let fund, let payee, _, let every):
      let isDue = every.map(claims.endingPeriods.contains) ?? true
      return (Payee(fund), payee, isDue ? available(from: Payee(fund)) : zero)
    }
  }

  private func holding(of payee: Payee) -> LinearForm {
    payee == .rest ? rest : holdings[payee] ?? zero
  }

  private func available(from source: Payee) -> LinearForm {
    if source == .rest { return rest }
    return maximum(holding(of: source) + (inputs.balances[source.name] ?? zero), zero)
  }

  private mutating func add(_ amount: LinearForm, to payee: Payee) {
    if payee == .rest {
      rest = rest + amount
    } else {
      holdings[payee] = holding(of: payee) + amount
    }
  }

  private func share(
    _ pot: LinearForm, among group: [Int], _ demands: inout [Demand], _ label: String
  ) throws(WaterfallError) {
    let asked = group.map { demands[$0].amount }
    let total = asked.reduce(zero, +)
    if explorer.isNonNegative(pot - total) { return }
    if group.count == 1 {
      demands[group[0]].amount = pot
      return
    }
    if pot.isConstant, asked.allSatisfy(\.isConstant) {
      let awards = claims.shortage.awards(of: pot.constant, claims: asked.map(\.constant))
      for (index, award) in zip(group, awards) {
        demands[index].amount = LinearForm(award, count: explorer.variableCount)
      }
      return
    }
    // Shares in a proportion that never changes are linear; others are not.
    guard claims.shortage == .proportional, let lead = asked.first(where: { !$0.isZero }) else {
      throw WaterfallError(.notLinear, step: label)
    }
    var multiples: [Rational] = []
    for form in asked {
      guard let multiple = form.multiple(of: lead) else {
        throw WaterfallError(.notLinear, step: label)
      }
      multiples.append(multiple)
    }
    let sum = multiples.reduce(.zero, +)
    for (index, multiple) in zip(group, multiples) {
      demands[index].amount = pot * (multiple / sum)
    }
  }

  private func maximum(_ left: LinearForm, _ right: LinearForm) -> LinearForm {
    explorer.isNonNegative(left - right) ? left : right
  }

  private func minimum(_ left: LinearForm, _ right: LinearForm) -> LinearForm {
    explorer.isNonNegative(left - right) ? right : left
  }
}

extension ExactRun {
  /// The weights of a split, or its payees as one.
  private func weights(of division: WaterfallStep.Division, _ label: String)
    throws(WaterfallError) -> [Claims.Weight]
  {
    do { return try claims.weights(of: division, step: label) } catch {
      guard joinsUnknown, error.isUnknownWeight,
        case .among(let payees, let rule, let game) = division
      else { throw error }
      let names = Set(payees.map(\.name)).sorted().joined(separator: ", ")
      let way = game.map { "\(rule.rawValue) of \($0)" } ?? rule.rawValue
      return [Claims.Weight(payee: Payee("\(names) by \(way)"), weight: .one)]
    }
  }

  /// Refuses payees that count as one where a step asks what one of them has.
  private func checkJoined<Label>(_ waterfall: Waterfall<Label>) throws(WaterfallError) {
    guard joinsUnknown else { return }
    for step in waterfall.steps {
      guard case .split(.among(let payees, let rule, let game)) = step.content.step else {
        continue
      }
      do {
        _ = try claims.weights(of: .among(payees, by: rule, game: game), step: "\(step.label)")
      } catch {
        guard error.isUnknownWeight else { throw error }
        let asked = waterfall.steps.flatMap { other -> [Payee] in
          switch other.content.step {
          case .cap(let payee, _, _): [payee]
          case .floor(let payee, _, let source): [payee, source]
          case .dividend(let fund, _, _, _): [Payee(fund)]
          case .levy, .recoup, .split: []
          }
        }
        if !Set(asked).isDisjoint(with: payees) { throw error }
      }
    }
  }

  /// What an amount comes to on a base.
  private func value(_ amount: Amount, of base: LinearForm, _ label: String)
    throws(WaterfallError) -> LinearForm
  {
    switch amount {
    case .rate(let rate): return base * Rational(rate)
    case .fixed(let sum): return minorUnits(sum)
    case .claim(let name, let times):
      guard let figure = inputs.figures[name] else {
        throw WaterfallError(.missingFigure, step: label, name: name)
      }
      if figure.isConstant, figure.constant.signum < 0 {
        throw WaterfallError(.figureBelowZero, step: label, name: name)
      }
      return figure * Rational(times)
    case .brackets(let brackets):
      var sum = zero
      for (index, bracket) in brackets.enumerated() {
        let lower = minorUnits(bracket.above)
        let upper =
          index + 1 < brackets.count
          ? minimum(base, minorUnits(brackets[index + 1].above)) : base
        sum = sum + maximum(upper - lower, zero) * Rational(bracket.rate)
      }
      return sum
    case .least(let amounts), .most(let amounts):
      var result: LinearForm?
      for part in amounts {
        let value = try value(part, of: base, label)
        if let best = result {
          if case .least = amount {
            result = minimum(best, value)
          } else {
            result = maximum(best, value)
          }
        } else {
          result = value
        }
      }
      return result ?? zero
    }
  }

  private func minorUnits(_ sum: ExactDecimal) -> LinearForm {
    LinearForm(
      Rational(sum) * Rational(currency.minorUnitsPerUnit), count: explorer.variableCount)
  }
}
