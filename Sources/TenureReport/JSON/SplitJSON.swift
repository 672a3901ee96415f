package import TenureMeasures
import TenureModel

/// Who gets what of an income, in JSON.
package struct SplitJSON {
  private let payout: Payout<Int>
  private let paradoxes: [Int: [AlabamaParadox]]
  private let book: ClauseBook

  /// Writes a payout, and the paradoxes of its splits, whose labels are positions of clauses in a
  /// book.
  package init(
    _ payout: Payout<Int>, _ paradoxes: [Int: [AlabamaParadox]], _ book: ClauseBook
  ) {
    self.payout = payout
    self.paradoxes = paradoxes
    self.book = book
  }

  /// The payout; amounts are texts in the main unit of the currency.
  package var json: JSONValue {
    [
      "income": amount(payout.income.minorUnits),
      "currency": .text(payout.income.currency.code),
      "steps": .list(payout.entries.map { json($0) }),
      "payees": .members(
        payout.totals.sorted { $0.key.name < $1.key.name }.map { ($0.key.name, amount($0.value)) }),
      "unassigned": amount(payout.unassigned),
    ]
  }

  private func json(_ entry: Payout<Int>.Entry) -> JSONValue {
    var members: [(String, JSONValue)] = [("order", .whole(entry.order))]
    switch entry.subject {
    case .step(let step, let position):
      let (keyword, value) = StepJSON.parts(step)
      members += [
        ("step", .members([(keyword, value)])),
        ("clause", position >= 0 ? book.json(position) : .null),
      ]
      if case .split = step {
        let own = paradoxes[position] ?? []
        members.append(("alabama-paradoxes", .list(own.map { json($0) })))
      }
    case .contested(let rivals):
      members += [
        (
          "contested",
          .list(StepJSON.sorted(rivals).map { .members([StepJSON.parts($0.step)]) })
        ),
        ("clause", .null),
      ]
    }
    return .members(
      members + [
        ("asked", amount(entry.asked)),
        (
          "moves",
          .list(
            entry.moves.map { move in
              [
                "from": .text(move.from.name), "to": .text(move.to.name),
                "amount": amount(move.amount),
              ]
            })
        ),
        ("rest", ["before": amount(entry.restBefore), "after": amount(entry.restAfter)]),
      ])
  }

  private func json(_ paradox: AlabamaParadox) -> JSONValue {
    [
      "payee": .text(paradox.name), "amount": amount(paradox.ofLarger),
      "of-one-unit-less": amount(paradox.ofSmaller),
    ]
  }

  private func amount(_ minorUnits: Int) -> JSONValue {
    .text(MoneyText.plain(minorUnits, payout.income.currency))
  }
}
