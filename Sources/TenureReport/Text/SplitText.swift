package import TenureMeasures
import TenureModel

/// Who gets what of an income, in words: step by step, then the sums.
package struct SplitText {
  private let payout: Payout<Int>
  private let paradoxes: [Int: [AlabamaParadox]]
  private let clauses: ClauseText
  private let ink: Ink

  /// Writes a payout, and the paradoxes of its splits, whose labels are positions of clauses in a
  /// book.
  package init(
    _ payout: Payout<Int>, _ paradoxes: [Int: [AlabamaParadox]], _ book: ClauseBook, ink: Ink
  ) {
    self.payout = payout
    self.paradoxes = paradoxes
    self.ink = ink
    clauses = ClauseText(book, ink: ink)
  }

  /// The text.
  ///
  /// - Parameter headline: What was asked.
  /// - Returns: The text.
  package func text(_ headline: RulingText.Headline) -> String {
    let title = headline.title.map { ", " + $0.printable } ?? ""
    var lines = [
      ink(amount(payout.income.minorUnits) + " " + payout.income.currency.code, .strong)
        + ink("  (\(headline.reference)\(title); \(headline.revision))", .faint)
    ]
    if payout.entries.isEmpty { lines += ["", "no clause says who is paid"] }
    for entry in payout.entries { lines += [""] + self.lines(entry) }
    return (lines + [""] + sums()).joined(separator: "\n") + "\n"
  }

  private func lines(_ entry: Payout<Int>.Entry) -> [String] {
    switch entry.subject {
    case .contested(let rivals):
      let steps = StepJSON.sorted(rivals).map { StepText.text($0.step) }
      return [
        ink("\(entry.order)  contested: ", .doubtful) + steps.joined(separator: "; or "),
        "    the doctrine does not choose, so this step pays nothing",
      ]
    case .step(let step, let position):
      var lines = ["\(entry.order)  " + StepText.text(step)]
      if position >= 0 { lines += cause(position) }
      var table = Table(ink)
      for move in entry.moves {
        table.add(
          (amount(move.amount), .good), ("from \(move.from.name)", nil), ("to \(move.to.name)", nil)
        )
      }
      lines += entry.moves.isEmpty ? ["    nothing moves"] : table.lines(indent: 4)
      if case .split = step { lines += (paradoxes[position] ?? []).map { self.line($0) } }
      let asked = moved(entry)
      if entry.asked != asked {
        lines.append(
          "    " + ink("asked for \(amount(entry.asked)), had \(amount(asked))", .doubtful))
      }
      if entry.restBefore != entry.restAfter {
        lines.append("    " + ink("rest \(amount(entry.restAfter))", .faint))
      }
      return lines
    }
  }

  private func line(_ paradox: AlabamaParadox) -> String {
    "    "
      + ink(
        "\(paradox.name) gets \(amount(paradox.ofLarger)), and of one unit less would get "
          + "\(amount(paradox.ofSmaller)): the Alabama paradox of largest remainders", .doubtful)
  }

  /// The clause of a step, whose effect was just told.
  private func cause(_ position: Int) -> [String] {
    let clause = clauses.book[position]
    var table = Table(ink)
    table.add(
      (clause.id, .name), (clause.citation ?? "", nil), (clauses.place(of: clause), .faint),
      (clauses.credit(at: position), .faint))
    return table.lines(indent: 4)
  }

  private func moved(_ entry: Payout<Int>.Entry) -> Int {
    entry.moves.reduce(0) { $0 + $1.amount }
  }

  private func sums() -> [String] {
    var rows = payout.totals.map { (name: $0.key.name, sum: $0.value) }
      .sorted { ($1.sum, $0.name) < ($0.sum, $1.name) }
    if payout.unassigned != 0 { rows.append((Payee.unassigned.name, payout.unassigned)) }
    let width = rows.map { amount($0.sum).count }.max() ?? 0
    var table = Table(ink)
    for row in rows {
      let text = amount(row.sum)
      let padded = String(repeating: " ", count: width - text.count) + text
      let isLost = row.name == Payee.unassigned.name
      table.add((row.name, isLost ? .doubtful : .strong), (padded, nil), (share(row.sum), .faint))
    }
    return table.lines(indent: 0)
  }

  private func share(_ sum: Int) -> String {
    let income = payout.income.minorUnits
    guard income != 0 else { return "" }
    return PercentText.rounded(Double(sum) / Double(income))
  }

  private func amount(_ minorUnits: Int) -> String {
    MoneyText.text(minorUnits, payout.income.currency)
  }
}

/// Amounts of money for people and programs.
package enum MoneyText {
  /// An amount with separators between thousands: `1,000.00`.
  package static func text(_ minorUnits: Int, _ currency: Currency) -> String {
    NumberText.grouped(plain(minorUnits, currency))
  }

  /// An amount in digits: `1000.00`, always to the currency's minor unit.
  package static func plain(_ minorUnits: Int, _ currency: Currency) -> String {
    var digits = String(minorUnits.magnitude)
    while digits.count <= currency.exponent { digits = "0" + digits }
    let point = digits.index(digits.endIndex, offsetBy: -currency.exponent)
    let fraction = currency.exponent > 0 ? "." + digits[point...] : ""
    return (minorUnits < 0 ? "-" : "") + digits[..<point] + fraction
  }
}
