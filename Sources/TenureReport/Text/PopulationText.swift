import TenureMeasures
import TenureModel
import TenurePopulation

/// What becomes of the rights and the money of a population, and which rows were left out, for
/// people.
struct PopulationText {
  private let change: PopulationChange
  private let vocabulary: Vocabulary
  private let limit: Int
  private let ink: Ink

  /// Of each list at most `limit` entries are shown.
  init(_ change: PopulationChange, in vocabulary: Vocabulary, limit: Int, ink: Ink) {
    self.change = change
    self.vocabulary = vocabulary
    self.limit = limit
    self.ink = ink
  }

  /// The rights that rows gain and lose; nothing if there are none.
  func rights() -> [String] {
    guard let rights = change.rights, !rights.isEmpty else { return [] }
    var table = Table(ink)
    for count in rights.prefix(limit) {
      let words = [(count.gained, "gain it"), (count.lost, "lose it"), (count.open, "not known")]
        .filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
      table.add(
        (vocabulary.rights?.leafName(count.right) ?? "", .name),
        (words.joined(separator: ", "), nil))
    }
    return ["", "rights, in rows"] + table.lines(indent: 2) + rest(rights.count, "right")
  }

  /// Who gets what; nothing if no income was given.
  func money() -> [String] {
    guard let money = change.money else { return [] }
    var lines = [
      "",
      "money: " + ink(amount(money.income, money) + " \(money.currency)", .strong)
        + " of \(NumberText.counted(money.rows, "row"))",
    ]
    if money.openRows > 0 {
      lines.append(
        "  " + ink("of \(NumberText.counted(money.openRows, "row")) it is not known", .doubtful))
    }
    lines.append(
      money.differing == 0
        ? "  " + ink("nobody gets anything else", .good)
        : "  " + ink("\(amount(money.moved, money)) goes to somebody else", .doubtful)
          + ", in \(NumberText.counted(money.differing, "row"))")
    var table = Table(ink)
    for share in money.shares.sorted(by: Self.mostFirst).prefix(limit) {
      table.add(
        (share.payee, .name), (amount(share.before, money), nil),
        ("→ " + amount(share.after, money), nil), (gain(share, money), .strong))
    }
    lines += table.lines(indent: 2) + rest(money.shares.count, "party")
    if money.differing > 0 {
      for (facet, groups) in money.groups { lines += self.lines(of: facet, groups, money) }
    }
    return lines
  }

  private func lines(
    of facet: FacetID, _ groups: [PopulationMoney.Group], _ money: PopulationMoney
  ) -> [String] {
    let changed = groups.filter { $0.shares.contains { $0.gain != 0 } }
    guard !changed.isEmpty else { return [] }
    var table = Table(ink)
    for group in changed.prefix(limit) {
      let gains = group.shares.filter { $0.gain != 0 }.sorted(by: Self.mostFirst).prefix(4)
      table.add(
        (group.value ?? "not known", .name), (NumberText.counted(group.rows, "row"), nil),
        (gains.map { "\($0.payee) \(gain($0, money))" }.joined(separator: ", "), nil))
    }
    return ["", "money by \(vocabulary[facet].name)"] + table.lines(indent: 2)
      + rest(changed.count, "value")
  }

  /// The rows that were left out because they could not be understood.
  func badRows() -> [String] {
    guard change.badRowCount > 0 else { return [] }
    let count = NumberText.counted(change.badRowCount, "row")
    var lines = ["", ink("\(count) left out, not understood", .doubtful)]
    for row in change.badRows.prefix(limit) {
      let place = [row.error.line, row.error.column].compactMap { $0 }.map(String.init)
      lines.append("  \(place.joined(separator: ":"))  \(row.error.message.printable)")
    }
    return lines + rest(change.badRowCount, "row")
  }

  private static func mostFirst(
    _ left: PopulationMoney.Share, _ right: PopulationMoney.Share
  ) -> Bool {
    (right.gain.magnitude, left.payee) < (left.gain.magnitude, right.payee)
  }

  private func rest(_ count: Int, _ noun: String) -> [String] {
    guard count > limit else { return [] }
    return ["  " + ink("and \(NumberText.counted(count - limit, "more " + noun))", .faint)]
  }

  private func grouped(_ count: Int) -> String { NumberText.grouped(String(count)) }

  private func amount(_ minorUnits: Int, _ money: PopulationMoney) -> String {
    MoneyText.text(minorUnits, money.currency)
  }

  private func gain(_ share: PopulationMoney.Share, _ money: PopulationMoney) -> String {
    share.gain == 0 ? "as before" : ExactText.signed(amount(share.gain, money))
  }
}
