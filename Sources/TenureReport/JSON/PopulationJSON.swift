import TenureMeasures
import TenureModel
import TenurePopulation

/// What becomes of the rights and the money of a population, and which rows were left out, for
/// programs.
struct PopulationJSON {
  private let change: PopulationChange
  private let vocabulary: Vocabulary

  init(_ change: PopulationChange, in vocabulary: Vocabulary) {
    self.change = change
    self.vocabulary = vocabulary
  }

  /// The members that stand beside the verdicts.
  var members: [(String, JSONValue)] {
    [
      ("rights", change.rights.map { .list($0.map(right)) } ?? .null),
      ("money", change.money.map(money) ?? .null),
      (
        "bad",
        [
          "rows": .number(change.badRowCount),
          "first": .list(change.badRows.map { badRow($0.error) }),
        ]
      ),
    ]
  }

  private func right(_ count: PopulationChange.RightCount) -> JSONValue {
    [
      "right": .optional(vocabulary.rights?.leafName(count.right)),
      "gained": .number(count.gained), "lost": .number(count.lost), "open": .number(count.open),
    ]
  }

  private func money(_ money: PopulationMoney) -> JSONValue {
    func amount(_ minorUnits: Int) -> JSONValue {
      .text(MoneyText.plain(minorUnits, money.currency))
    }
    func shares(_ shares: [PopulationMoney.Share]) -> JSONValue {
      .list(
        shares.map {
          [
            "payee": .text($0.payee), "before": amount($0.before), "after": amount($0.after),
          ]
        })
    }
    let groups = money.groups.map { facet, groups in
      (
        vocabulary[facet].name,
        JSONValue.list(
          groups.map { group in
            [
              "value": .optional(group.value), "rows": .number(group.rows),
              "shares": shares(group.shares),
            ]
          })
      )
    }
    return .members([
      ("currency", .text(money.currency.code)), ("rows", .number(money.rows)),
      ("income", amount(money.income)), ("open", .number(money.openRows)),
      ("differing", .number(money.differing)), ("moved", amount(money.moved)),
      ("shares", shares(money.shares)), ("by", .members(groups)),
    ])
  }

  private func badRow(_ error: PopulationError) -> JSONValue {
    [
      "line": error.line.map { .number($0) } ?? .null,
      "column": error.column.map { .number($0) } ?? .null, "message": .text(error.message),
    ]
  }
}
