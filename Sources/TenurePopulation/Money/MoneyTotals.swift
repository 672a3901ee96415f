import TenureMeasures
import TenureModel

/// What all threads paid out, by words.
struct MoneyTotals {
  /// What a party has before and after.
  private struct Balance {
    var before = 0
    var after = 0
  }

  private var money: PopulationMoney
  private var balances: [String: Balance] = [:]
  /// For each facet and value the rows, and what each party has of them.
  private var groups: [[String?: (rows: Int, balances: [String: Balance])]]
  private(set) var overflows = false

  init(_ currency: Currency, facets: Int) {
    money = PopulationMoney(currency)
    groups = Array(repeating: [:], count: facets)
  }

  /// Adds what one thread paid out.
  mutating func add(_ result: MoneyResult) {
    money.rows += result.rows
    money.openRows += result.openRows
    money.differing += result.differing
    money.income.add(result.income, noting: &overflows)
    money.moved.add(result.moved, noting: &overflows)
    overflows = overflows || result.overflows
    for (payee, totals) in result.totals {
      var balance = balances[payee] ?? Balance()
      balance.before.add(totals[0], noting: &overflows)
      balance.after.add(totals[1], noting: &overflows)
      balances[payee] = balance
    }
    for (index, values) in result.groups.enumerated() {
      for (value, own) in values {
        var group = groups[index][value] ?? (0, [:])
        group.rows += own.rows
        for (payee, totals) in own.totals {
          var balance = group.balances[payee] ?? Balance()
          balance.before.add(totals[0], noting: &overflows)
          balance.after.add(totals[1], noting: &overflows)
          group.balances[payee] = balance
        }
        groups[index][value] = group
      }
    }
  }

  /// Everything, in order.
  func money(_ facets: [FacetID], in vocabulary: Vocabulary) -> PopulationMoney {
    var money = money
    money.shares = Self.shares(balances)
    money.groups = zip(facets, groups).map { facet, values in
      (
        facet,
        vocabulary.sorted(values, of: facet).map { value, group in
          PopulationMoney.Group(
            value: value, rows: group.rows, shares: Self.shares(group.balances))
        }
      )
    }
    return money
  }

  private static func shares(_ balances: [String: Balance]) -> [PopulationMoney.Share] {
    balances.filter { $0.value.before != 0 || $0.value.after != 0 }
      .map { PopulationMoney.Share(payee: $0.key, before: $0.value.before, after: $0.value.after) }
      .sorted { $0.payee < $1.payee }
  }
}

/// What one thread paid out, by words.
struct MoneyResult {
  let rows: Int
  let income: Int
  let openRows: Int
  let differing: Int
  let moved: Int
  var overflows: Bool
  /// For each party what it had before and after.
  let totals: [String: [Int]]
  /// For each facet and value the rows, and what each party had of them.
  private(set) var groups: [[String?: (rows: Int, totals: [String: [Int]])]]

  init(_ tally: MoneyTally, _ columns: [FacetColumn], in vocabulary: Vocabulary) {
    rows = tally.rows
    income = tally.income
    openRows = tally.openRows
    differing = tally.differing
    moved = tally.moved
    overflows = tally.overflows
    totals = tally.accounts.mapValues(\.totals)
    groups = []
    for (index, column) in columns.enumerated() {
      var group: [String?: (rows: Int, totals: [String: [Int]])] = [:]
      for (fact, rows) in tally.groupRows[index].enumerated() where rows > 0 {
        for value in vocabulary.words(of: column.facts[fact], column.facet) {
          group[value, default: (0, [:])].rows += rows
          for (payee, account) in tally.accounts where account.groups[index].count > fact * 2 {
            for side in 0...1 {
              let amount = account.groups[index][fact * 2 + side]
              let (sum, isTooLarge) = (group[value]?.totals[payee]?[side] ?? 0)
                .addingReportingOverflow(amount)
              if isTooLarge { overflows = true }
              group[value]?.totals[payee, default: [0, 0]][side] = sum
            }
          }
        }
      }
      groups.append(group)
    }
  }
}
