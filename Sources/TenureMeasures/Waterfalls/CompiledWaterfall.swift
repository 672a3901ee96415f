import BigInt
public import TenureModel

/// A waterfall made ready for millions of transactions: the same payouts as those of
/// ``Waterfall/payout(of:claims:)``, without the ledger.
///
/// Steps are lowered to whole numbers over small denominators, and splits to tables. Steps that
/// share an order, dividends, floors out of a fund's balance, the rule `carry` and very large
/// numbers are not: with them every transaction runs as in a single payout, right but slow
/// (``isFast``). What the claims' funds hold changes with each transaction, like what was
/// recovered.
public struct CompiledWaterfall: Sendable {
  /// Many transactions.
  ///
  /// All amounts are in minor units.
  public struct Transactions: Sendable {
    /// The incomes; below zero for refunds.
    public var incomes: [Int]
    /// For each figure that steps name, one number for each transaction.
    public var figures: [String: [Int]]

    /// Creates transactions.
    public init(incomes: [Int], figures: [String: [Int]] = [:]) {
      self.incomes = incomes
      self.figures = figures
    }
  }

  /// What all transactions together paid.
  public struct Totals: Sendable, Hashable {
    /// What each payee got.
    public let totals: [Payee: Int]
    /// What no step took.
    public let unassigned: Int
    /// What each payee has recovered after the last transaction.
    public let recovered: [Payee: Int]
  }

  /// Who can get something, sorted by name, and last `unassigned`: the order of
  /// parts.
  public let payees: [Payee]
  /// Whether transactions run on the fast path.
  public var isFast: Bool { operations != nil }

  let waterfall: Waterfall<String>
  let currency: Currency
  let claims: Claims
  /// The figures that steps name, sorted: the columns.
  let figures: [String]
  let operations: [Operation]?

  /// Makes a waterfall ready.
  ///
  /// The claims hold for every transaction. Their figures stand in where transactions have none;
  /// `recovered` and `carried` are the state before the first.
  ///
  /// - Throws: if the claims lack what a split needs, or a step's currency is another.
  public init<Label>(
    _ waterfall: Waterfall<Label>, currency: Currency, claims: Claims = Claims()
  ) throws(WaterfallError) {
    self.waterfall = Waterfall<String>(
      waterfall.steps.map { Waterfall<String>.Step($0.content, label: "\($0.label)") },
      contested: Set(waterfall.contested))
    self.currency = currency
    self.claims = claims
    try claims.checkSizes()
    figures = waterfall.figures
    let named = Set(waterfall.steps.flatMap { $0.content.step.payees })
    payees =
      named.subtracting([.rest, .unassigned]).sorted { $0.name < $1.name } + [.unassigned]
    var compiler = WaterfallCompiler(
      currency: currency, claims: claims, payees: payees, figures: figures)
    operations = try compiler.operations(of: self.waterfall)
  }

  /// Runs transactions, one after the other: what one recovers counts for the next.
  ///
  /// The closure gets the number of each transaction and its parts, in the order of ``payees``;
  /// they add up to the income. Unless `carryingOver`, each transaction begins with the claims as
  /// they were given, as if it were the only one.
  ///
  /// - Throws: if a figure is missing or below zero, or an amount is too large.
  public func run(
    _ transactions: Transactions, carryingOver: Bool = true,
    _ body: (Int, UnsafeBufferPointer<Int>) -> Void = { _, _ in }
  ) throws(WaterfallError) -> Totals {
    var columns: [[Int]] = []
    for name in figures {
      let label = waterfall.steps.first { $0.content.step.figures.contains(name) }?.label
      if let column = transactions.figures[name] {
        guard column.count == transactions.incomes.count else {
          throw WaterfallError(.missingFigure, step: label, name: name)
        }
        columns.append(column)
      } else if let figure = claims.figures[name] {
        columns.append([Int](repeating: figure, count: transactions.incomes.count))
      } else {
        throw WaterfallError(.missingFigure, step: label, name: name)
      }
      for figure in columns[columns.count - 1] {
        if figure < 0 { throw WaterfallError(.figureBelowZero, step: label, name: name) }
        if figure > 1 << 61 { throw WaterfallError(.overflow, step: label, name: name) }
      }
    }
    if let operations {
      var run = CompiledRun(
        operations: operations, payeeCount: payees.count,
        recovered: payees.map { claims.recovered[$0] ?? 0 }, carriesOver: carryingOver)
      let totals = try run.run(transactions.incomes, columns, payees, body)
      // What others recovered, whom no step pays, stays as it was.
      return Totals(
        totals: totals.totals, unassigned: totals.unassigned,
        recovered: claims.recovered.merging(totals.recovered) { $1 }.filter { $0.value != 0 })
    }
    return try runSlowly(transactions.incomes, columns, carryingOver, body)
  }

  private func runSlowly(
    _ incomes: [Int], _ columns: [[Int]], _ carriesOver: Bool,
    _ body: (Int, UnsafeBufferPointer<Int>) -> Void
  ) throws(WaterfallError) -> Totals {
    var claims = self.claims
    var totals = [Int](repeating: 0, count: payees.count)
    for (index, income) in incomes.enumerated() {
      for (name, column) in zip(figures, columns) { claims.figures[name] = column[index] }
      let payout = try waterfall.payout(
        of: Money(minorUnits: income, currency), claims: claims)
      if carriesOver {
        claims.recovered = payout.recovered
        claims.carried = payout.carried
      }
      for (fund, balance) in claims.balances where carriesOver {
        let (sum, overflows) = balance.addingReportingOverflow(payout.totals[Payee(fund)] ?? 0)
        guard !overflows else { throw WaterfallError(.overflow) }
        claims.balances[fund] = sum
      }
      let parts = payees.map { $0 == .unassigned ? payout.unassigned : payout.totals[$0] ?? 0 }
      for place in parts.indices {
        let (sum, overflows) = totals[place].addingReportingOverflow(parts[place])
        guard !overflows else { throw WaterfallError(.overflow) }
        totals[place] = sum
      }
      parts.withUnsafeBufferPointer { body(index, $0) }
    }
    return Totals(payees, totals, recovered: claims.recovered)
  }
}

extension CompiledWaterfall.Totals {
  /// Totals in the order of payees, the last of which is what is unassigned.
  init(_ payees: [Payee], _ totals: [Int], recovered: [Payee: Int]) {
    self.init(
      totals: Dictionary(zip(payees, totals).dropLast()) { first, _ in first },
      unassigned: totals.last ?? 0, recovered: recovered)
  }
}

extension Waterfall {
  /// The figures that steps name, sorted.
  var figures: [String] { Set(steps.flatMap { $0.content.step.figures }).sorted() }
}

extension WaterfallStep {
  /// The amount that the step works out, if it has one.
  var amount: Amount? {
    switch self {
    case .levy(_, let amount, _), .recoup(_, let amount), .cap(_, let amount, _),
      .floor(_, let amount, _):
      amount
    case .split, .dividend: nil
    }
  }

  /// The figures that the step names.
  var figures: Set<String> { amount?.figures ?? [] }

  /// Who can have money by the step.
  var payees: [Payee] {
    switch self {
    case .levy(let payee, _, _), .recoup(let payee, _): [payee]
    case .split(.shares(let shares)): shares.map(\.payee)
    case .split(.among(let payees, _, _)): payees
    case .cap(let payee, _, let other), .floor(let payee, _, let other): [payee, other]
    case .dividend(let fund, let payee, _, _): [Payee(fund), payee]
    }
  }
}

extension Amount {
  /// The figures that the amount names.
  var figures: Set<String> {
    switch self {
    case .claim(let name, _): [name]
    case .least(let amounts), .most(let amounts):
      amounts.reduce(into: []) { $0.formUnion($1.figures) }
    case .rate, .fixed, .brackets: []
    }
  }
}
