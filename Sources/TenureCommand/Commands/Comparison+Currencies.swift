import Tenure
import TenureReport

extension Comparison {
  /// The most transactions whose totals are attributed to changes: they are kept for that.
  private static let keptTransactions = 100_000
  /// The reference income, in units of the currency, unless the user names one.
  private static let usualUnits = 1000
  /// The most nodes of a comparison whose changes are attributed unasked: what takes more to
  /// compare takes far more to attribute.
  ///
  /// Nor is it begun where comparing took so many states that those of the mixtures, more for each
  /// change, would be more than an unasked attribution may have: it would be given up.
  private static let unaskedNodes = 1 << 12

  /// What the comparison means in rights, money and power.
  ///
  /// - Parameters:
  ///   - limit: The most regions of money; nil for all.
  ///   - powers: The most powers; nil for all.
  /// - Returns: The comparison in these currencies.
  /// - Throws: A `CommandFailure` if a file of money cannot be read.
  func currencies(limit: Int?, powers: Int?) throws -> DiffCurrencies {
    var currencies = DiffCurrencies()
    currencies.total = summary.total
    let vocabulary = before.engine.regime.vocabulary
    if summary.pillars.contains(.property) {
      currencies.rights = try RightsComparison(diff, in: vocabulary)
    }
    if summary.pillars.contains(.distribution) { try addMoney(&currencies, limit) }
    if summary.pillars.contains(.governance) { addPower(&currencies, powers) }
    guard summary.relation != .identical else { return currencies }
    if options.pillar == nil, summary.differing > 0 {
      currencies.throughRights = try ThroughRights(
        before.engine, after.engine, at: options.asking.at?.day)
    }
    currencies.attribution = try attribution(currencies)
    return currencies
  }

  // MARK: Money

  private func addMoney(_ currencies: inout DiffCurrencies, _ limit: Int?) throws {
    let differs = summary.differingByPillar[.distribution] != nil
    guard differs || options.transactions != nil else { return }
    let declared = DeclaredCurrencies(by: [after.engine, before.engine])
    if options.transactions != nil, options.income == nil {
      _ = try declared.shared(help: "give --income, such as 1000.00EUR")
    }
    guard let currency = options.income?.money.currency ?? declared.first else { return }
    let income =
      options.income?.money
      ?? Money(minorUnits: Self.usualUnits * currency.minorUnitsPerUnit, currency)
    let claims = try options.claims.map { try MoneyFiles.claims($0, in: currency) } ?? Claims()
    currencies.income = income
    currencies.isUsualIncome = options.income == nil
    let band = try self.band(currency)
    if differs {
      let found = try diff.changes(in: [.distribution], limit: limit)
      currencies.areMoreRegions = found.truncated
      let questions = (MoneyQuestion(before.engine), MoneyQuestion(after.engine))
      currencies.regions = found.changes.map { change in
        DiffCurrencies.Region(
          change: change,
          payout: PayoutComparison(
            change.before.outcome.waterfall, change.after.outcome.waterfall, income: income,
            claims: claims, band: band),
          before: questions.0.waterfall(in: change.witness),
          after: questions.1.waterfall(in: change.witness))
      }
    }
    if let path = options.transactions {
      var kept: [TransactionComparison.Transaction]? = []
      currencies.transactions = try transactions(path, currency, &kept).result(band: band)
      currencies.keptTransactions = kept
    }
  }

  private func band(_ currency: Currency) throws -> Int {
    guard let text = options.band else { return 0 }
    guard let number = ExactDecimal(text), let money = try? Money(number, currency),
      money.minorUnits >= 0
    else {
      throw CommandFailure(
        "`\(text.printable)` is no amount of \(currency)",
        help: "write an amount from 0 with at most \(currency.exponent) decimal places")
    }
    return money.minorUnits
  }

  /// Compares the transactions of a file, and keeps them, if they are not too many.
  private func transactions(
    _ path: String, _ currency: Currency, _ kept: inout [TransactionComparison.Transaction]?
  ) throws -> TransactionComparison {
    let vocabulary = before.engine.regime.vocabulary
    let inquiry = Inquiry(
      engine: before.engine, at: options.asking.at?.day, today: session.environment.today)
    var comparison = TransactionComparison(
      before: MoneyQuestion(before.engine), after: MoneyQuestion(after.engine),
      currency: currency, assumptions: assumptions)
    let document = TransactionDocument(vocabulary: vocabulary, currency: currency)
    try MoneyFiles.forEachTransaction(of: path, document, dated: inquiry.dated) { transaction in
      try comparison.add(transaction)
      kept?.append(transaction)
      if kept?.count ?? 0 > Self.keptTransactions { kept = nil }
    }
    return comparison
  }

  /// What is assumed of the situations of transactions.
  private var assumptions: [FacetID: FacetValue] {
    [before.engine.regime.vocabulary.date: .date(session.environment.today)]
  }

  // MARK: Power

  private func addPower(_ currencies: inout DiffCurrencies, _ limit: Int?) {
    for shift in summary.shifts {
      guard case .power(let question, let old, let new) = shift.subject else { continue }
      guard currencies.procedures.count < limit ?? .max else { return }
      currencies.procedures.append(
        ProcedureComparison(question, before: old, after: new, count: shift.count))
    }
  }

  // MARK: Changes

  /// How far the attribution has come: `1,200 of 65,536 mixtures of the changes compared`.
  private static func progress(_ made: Int, _ all: Int) -> String {
    "\(NumberText.grouped(String(made))) of \(NumberText.grouped(String(all))) "
      + "mixtures of the changes compared"
  }

  private func attribution(_ currencies: DiffCurrencies) throws -> DiffCurrencies.Attribution? {
    guard options.pillar == nil else { return nil }
    let mixture = RegimeMixture(before.engine.regime, after.engine.regime)
    let count = mixture.changes.count
    // One change does all, if anything.
    guard count > 1 || (count == 1 && (options.attribute || summary.isSame)) else { return nil }
    guard options.attribute || count <= ChangeAttribution.changeLimit else { return nil }
    let isBrief =
      diff.nodeCount <= Self.unaskedNodes
      && diff.mostStates * count <= 2 * DiffAttribution.Effort.brief.states
    guard options.attribute || summary.isSame || isBrief else {
      return .unasked(changes: count)
    }
    let payments = currencies.regions.compactMap { region in
      currencies.income.map {
        DiffAttribution.Payment(region.change.witness, income: $0, claims: region.payout.claims)
      }
    }
    do {
      return .done(
        try DiffAttribution(
          mixture, payments: payments, transactions: currencies.keptTransactions ?? [],
          assuming: assumptions, at: options.asking.at?.day,
          effort: options.attribute ? .full : .brief,
          progress: { made, all in Progress.update(Self.progress(made, all)) }))
    } catch is GameError {
      return .refused(
        "there are \(count) changes, and at most \(ChangeAttribution.changeLimit) are attributed")
    } catch is DiffAttribution.TooMuchWork {
      // Of versions that mean the same there is nothing to attribute.
      return summary.isSame ? nil : .unasked(changes: count)
    } catch let error as TooManyNodes {
      return .refused(error.words("comparing their mixtures"))
    }
  }
}
