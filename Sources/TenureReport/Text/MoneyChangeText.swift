import Tenure

/// What a comparison means in money, in words.
struct MoneyChangeText {
  private let currencies: DiffCurrencies
  private let clauses: (before: ClauseText, after: ClauseText)
  private let ink: Ink

  init(_ currencies: DiffCurrencies, before: ClauseBook, after: ClauseBook, ink: Ink) {
    self.currencies = currencies
    self.ink = ink
    clauses = (ClauseText(before, ink: ink), ClauseText(after, ink: ink))
  }

  // MARK: Regions

  /// The regions in which the waterfall differs, on the reference income.
  var regions: [String] {
    guard let income = currencies.income, !currencies.regions.isEmpty else { return [] }
    let usual = currencies.isUsualIncome ? ink(" (--income sets another)", .faint) : ""
    var lines = [ink("money", .strong) + ", of an income of \(income.text)" + usual]
    let foreign = currencies.regions.filter(\.isOfTwoCurrencies)
    for region in currencies.regions where !region.isOfTwoCurrencies {
      lines += self.lines(region, income.currency)
    }
    if !foreign.isEmpty {
      lines.append(
        "  " + NumberText.counted(foreign.count, "region")
          + " not compared: the steps are in another currency than the income")
    }
    if currencies.areMoreRegions { lines.append("  … and more regions (--limit N shows more)") }
    return lines
  }

  private func lines(_ region: DiffCurrencies.Region, _ currency: Currency) -> [String] {
    let boxes = RegionText(clauses.before.book.vocabulary)
    let place = region.change.region.first.map { boxes.text($0) } ?? ""
    var lines = ["  where " + (place.isEmpty ? "anything holds" : place)]
    switch region.payout.payouts {
    case .failure(let error): lines.append("    " + ink("not paid out: \(error)", .doubtful))
    case .success(let totals):
      lines += table(totals, [], currency).lines(indent: 4)
      let isStill = totals.changes.allSatisfy { $0.gain == 0 }
      if isStill, case .failure = region.payout.functions {
        lines.append("    the same payouts of this income, by other steps")
      }
    }
    if !region.payout.assumedZero.isEmpty {
      let names = region.payout.assumedZero.joined(separator: ", ")
      lines.append("    " + ink("taken as 0: \(names) (--claims FILE gives them)", .doubtful))
    }
    lines += functions(region.payout, currency).map { "    " + $0 }
    lines += steps(region)
    return lines
  }

  /// The steps that one side alone has, each with its clause.
  private func steps(_ region: DiffCurrencies.Region) -> [String] {
    var table = Table(ink)
    for (mark, style, steps, clauses) in [
      ("−", Ink.Style.bad, region.steps.before, clauses.before),
      ("+", .good, region.steps.after, clauses.after),
    ] {
      for step in steps {
        let cause = step.clause.map { position in
          let clause = clauses.book[position]
          return (clause.id, clauses.place(of: clause), clauses.credit(at: position))
        }
        table.add(
          (mark, style), ("\(step.content.order)", .faint), (StepText.text(step.content.step), nil),
          (cause?.0 ?? "", .name), (cause?.1 ?? "", .faint), (cause?.2 ?? "", .faint))
      }
    }
    return table.lines(indent: 4)
  }

  private func functions(_ payout: PayoutComparison, _ currency: Currency) -> [String] {
    var lines: [String] = []
    switch payout.functions {
    case .success(.equal):
      lines.append(
        "other steps, the same payouts for every income and all claims, before rounding; proved")
    case .success(.differ(let witness)):
      guard case .success(let totals) = payout.payouts,
        totals.changes.allSatisfy({ $0.gain == 0 })
      else { break }
      let claims =
        (witness.figures.map { ($0.key, $0.value) }
        + witness.recovered.map { ("recovered by \($0.key.name)", $0.value) }
        + witness.balances.map { ("held by \($0.key)", $0.value) })
        .sorted { $0.0 < $1.0 }
        .map { ", \($0) \(ExactText.roundedAmount($1, currency))" }.joined()
      lines.append(
        "the same payouts of this income; another at an income of "
          + ExactText.roundedAmount(witness.income, currency) + claims + ": \(witness.payee.name) "
          + "\(ExactText.roundedAmount(witness.before, currency)) → "
          + ExactText.roundedAmount(witness.after, currency))
    case .failure(let error): lines.append("not compared as functions: \(error)")
    }
    if !payout.breakpoints.isEmpty {
      let places = payout.breakpoints.prefix(6).map { ExactText.roundedAmount($0, currency) }
      let more = payout.breakpoints.count > 6 ? " …" : ""
      lines.append("rates change at an income of \(places.joined(separator: "; "))\(more)")
    }
    return lines
  }

  /// Who had what and has what; those who gain nothing are left out, if they are many.
  private func table(
    _ totals: WinnersAndLosers, _ reversed: [String], _ currency: Currency
  ) -> Table {
    var table = Table(ink)
    let shown = totals.changes.filter { $0.gain != 0 }
      .sorted { ($1.gain, $0.name) < ($0.gain, $1.name) }
    let texts = shown.map { change in
      [change.before, change.after, change.gain].map { MoneyText.text($0, currency) }
    }
    let widths = (0..<3).map { column in texts.map { $0[column].count + 1 }.max() ?? 0 }
    for (change, row) in zip(shown, texts) {
      let gain = ExactText.signed(row[2])
      let note =
        !change.isRoundingArtefact
        ? ""
        : reversed.contains(change.name)
          ? "by rounding, against the exact change (Alabama)" : "by rounding alone"
      table.add(
        (change.name, .strong), (padded(row[0], widths[0] - 1) + " →", nil),
        (padded(row[1], widths[1] - 1), nil),
        (padded(gain, widths[2]), change.gain > 0 ? .good : .bad), (note, .doubtful))
    }
    return table
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  // MARK: Transactions

  /// What came of a file of transactions.
  var transactions: [String] {
    guard let result = currencies.transactions, let currency = currencies.income?.currency else {
      return []
    }
    let totals = result.totals
    func amount(_ minorUnits: Int) -> String { MoneyText.text(minorUnits, currency) }
    var lines = [
      ink("transactions", .strong)
        + ": \(NumberText.counted(result.transactions, "transaction")), "
        + "\(NumberText.grouped(String(result.differing))) paid otherwise; \(currency.code)"
    ]
    lines += table(totals, result.reversed, currency).lines(indent: 2)
    var facts = Table(ink)
    facts.add(
      ("winners", .faint), (names(totals.winners), nil))
    facts.add(("losers", .faint), (names(totals.losers), nil))
    if totals.band > 0 {
      facts.add(
        ("within \(amount(totals.band))", .faint), (names(totals.unchanged), nil))
    }
    if let loser = totals.largestLoser {
      facts.add(("largest loser", .faint), ("\(loser.name), \(amount(loser.gain))", nil))
    }
    if let largest = result.largest {
      facts.add(
        ("most moved in", .faint), ("\(largest.name), \(amount(largest.moved))", nil))
    }
    facts.add(
      ("pot", .faint),
      (
        "\(amount(totals.potBefore)) → \(amount(totals.potAfter)): gains \(amount(totals.gains)), "
          + "losses \(amount(totals.losses))", nil
      ))
    if let before = totals.giniBefore, let after = totals.giniAfter {
      facts.add(
        ("Gini", .faint),
        ("\(Self.decimal(before)) → \(Self.decimal(after)), of the payees' totals", nil))
    }
    return lines + facts.lines(indent: 2)
  }

  private func names(_ changes: [WinnersAndLosers.Change]) -> String {
    let shown = changes.prefix(6).map(\.name).joined(separator: ", ")
    return changes.isEmpty
      ? "none" : shown + (changes.count > 6 ? " and \(changes.count - 6) more" : "")
  }

  private static func decimal(_ number: Rational) -> String {
    ExactText.decimal(Share(number.numerator, of: number.denominator))
  }

  // MARK: Attribution

  /// What a change gives and takes in a few words: of all transactions, if there are any, else of
  /// the income in the first region.
  func gains(of part: DiffAttribution.Part) -> String {
    guard let gains = part.totals ?? part.gains.first.flatMap({ $0 }), !gains.isEmpty,
      let currency = currencies.income?.currency
    else { return "" }
    return gains.sorted { $0.key < $1.key }
      .map { "\($0.key) " + ExactText.signed(ExactText.roundedAmount($0.value, currency)) }
      .joined(separator: ", ")
  }
}

extension Money {
  /// The amount with separators between thousands: `1,000.00 CNY`.
  fileprivate var text: String { MoneyText.text(minorUnits, currency) + " " + currency.code }
}

extension DiffCurrencies.Region {
  /// Whether some step is in another currency than the income.
  fileprivate var isOfTwoCurrencies: Bool {
    if case .failure(let error) = payout.payouts { error.code == .differentCurrency } else { false }
  }
}
