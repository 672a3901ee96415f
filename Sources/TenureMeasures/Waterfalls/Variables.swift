import TenureModel

/// What two waterfalls can depend on: the income, figures, what was recovered, what funds hold.
struct Variables {
  /// A quantity besides the income.
  enum Input: Hashable {
    case figure(String)
    case recovered(Payee)
    case balance(String)

    /// What the inputs are sorted by.
    var key: String {
      switch self {
      case .figure(let name): "1 \(name)"
      case .recovered(let payee): "2 \(payee.name)"
      case .balance(let fund): "3 \(fund)"
      }
    }
  }

  private let inputs: [Input]

  init(_ inputs: Set<Input>) {
    self.inputs = inputs.sorted { $0.key < $1.key }
  }

  var count: Int { inputs.count + 1 }

  /// Each as a variable by itself; the first is the income.
  var forms: ExactRun.Inputs {
    inputs(from: (0..<count).map { LinearForm(variable: $0, count: count) })
  }

  /// Each as a number.
  func constants(_ point: [Rational]) -> ExactRun.Inputs {
    inputs(from: point.map { LinearForm($0, count: 0) })
  }

  private func inputs(from forms: [LinearForm]) -> ExactRun.Inputs {
    var result = ExactRun.Inputs(income: forms[0])
    for (input, form) in zip(inputs, forms.dropFirst()) {
      switch input {
      case .figure(let name): result.figures[name] = form
      case .recovered(let payee): result.recovered[payee] = form
      case .balance(let fund): result.balances[fund] = form
      }
    }
    return result
  }

  func witness(_ point: [Rational], _ payee: Payee, _ before: Rational, _ after: Rational)
    -> WaterfallComparison.Witness
  {
    let values = constants(point)
    return WaterfallComparison.Witness(
      income: values.income.constant, figures: values.figures.mapValues(\.constant),
      recovered: values.recovered.mapValues(\.constant),
      balances: values.balances.mapValues(\.constant), payee: payee, before: before,
      after: after)
  }

  func point(of witness: WaterfallComparison.Witness) -> [Rational] {
    [witness.income]
      + inputs.map {
        switch $0 {
        case .figure(let name): witness.figures[name] ?? .zero
        case .recovered(let payee): witness.recovered[payee] ?? .zero
        case .balance(let fund): witness.balances[fund] ?? .zero
        }
      }
  }
}

extension Waterfall {
  /// What the payout depends on besides the income.
  var inputs: Set<Variables.Input> {
    var inputs: Set<Variables.Input> = []
    var funds: Set<String> = []
    for step in steps {
      for name in step.content.step.figures { inputs.insert(.figure(name)) }
      if case .recoup(let payee, _) = step.content.step { inputs.insert(.recovered(payee)) }
      if case .dividend(let fund, _, _, _) = step.content.step { funds.insert(fund) }
    }
    return inputs.union(funds.map { .balance($0) })
  }
}
