import TenureMeasures
import TenureModel

/// What one thread paid out.
struct MoneyTally {
  /// What a party had on both sides, over all rows and for each fact of each facet that is asked
  /// for.
  struct Account {
    var totals = [0, 0]
    /// For each facet and fact what it had before and after, side by side.
    var groups: [[Int]]
  }

  private(set) var rows = 0
  private(set) var income = 0
  private(set) var openRows = 0
  private(set) var differing = 0
  private(set) var moved = 0
  private(set) var accounts: [String: Account] = [:]
  /// For each facet and fact the rows that were paid out.
  private(set) var groupRows: [[Int]]
  private(set) var overflows = false

  private let facets: [Int]
  private let cases: MoneyCases
  private let pairs: UnsafeMutablePointer<Int32>
  private var rowsOfPair: [[Int]] = []
  /// The parts of the rows of a pair on each side, one row behind the other.
  private var parts: [[Int]] = [[], []]

  /// `facets` are the columns by whose facts is counted, `rowLimit` the most rows of a chunk.
  init(_ cases: MoneyCases, facets: [Int], rowLimit: Int) {
    self.cases = cases
    self.facets = facets
    groupRows = facets.map { _ in [] }
    pairs = .allocate(capacity: rowLimit)
    pairs.initialize(repeating: 0, count: rowLimit)
  }

  func free() { pairs.deallocate() }

  /// Pays the rows of a chunk out under both regimes.
  mutating func add(
    _ count: Int, incomes: UnsafePointer<Int>, _ columns: [FacetColumn]
  ) throws(PopulationError) {
    try cases.pairs(of: count, columns, into: pairs)
    for row in 0..<count {
      guard pairs[row] != MoneyCases.open, incomes[row] != IncomeReader.unknown else {
        openRows += 1
        continue
      }
      let pair = Int(pairs[row])
      while rowsOfPair.count <= pair { rowsOfPair.append([]) }
      rowsOfPair[pair].append(row)
    }
    for pair in rowsOfPair.indices where !rowsOfPair[pair].isEmpty {
      let members = rowsOfPair[pair]
      try pay(members, cases.pairs[pair], members.map { incomes[$0] }, columns)
      rowsOfPair[pair].removeAll(keepingCapacity: true)
    }
  }

  /// Pays out rows that run down the same waterfalls.
  private mutating func pay(
    _ members: [Int], _ pair: MoneyCases.Pair, _ incomes: [Int], _ columns: [FacetColumn]
  ) throws(PopulationError) {
    let sides = [cases.waterfalls[0][pair.before], cases.waterfalls[1][pair.after]]
    for (side, waterfall) in sides.enumerated() {
      let width = waterfall.payees.count
      parts[side] = Array(repeating: 0, count: members.count * width)
      do throws(WaterfallError) {
        try parts[side].withUnsafeMutableBufferPointer { (parts) throws(WaterfallError) in
          _ = try waterfall.run(.init(incomes: incomes), carryingOver: false) { row, paid in
            for place in 0..<width { parts[row * width + place] = paid[place] }
          }
        }
      } catch {
        throw PopulationError(error)
      }
    }
    rows += members.count
    for amount in incomes { income.add(amount, noting: &overflows) }
    compare(sides.map { $0.payees.map(\.name) }, members.count)
    for (index, facet) in facets.enumerated() {
      let column = columns[facet]
      if groupRows[index].count < column.facts.count {
        groupRows[index] += repeatElement(0, count: column.facts.count - groupRows[index].count)
      }
      for row in members { groupRows[index][Int(column.codes[row])] += 1 }
    }
    for (side, waterfall) in sides.enumerated() {
      for (place, payee) in waterfall.payees.enumerated() {
        book(side, place, of: waterfall.payees.count, payee.name, members, columns)
      }
    }
  }

  /// Counts the rows in which somebody gets something else, and what that is.
  private mutating func compare(_ payees: [[String]], _ count: Int) {
    let names = Set(payees[0]).union(payees[1])
    let places = names.map { name in
      (payees[0].firstIndex(of: name) ?? -1, payees[1].firstIndex(of: name) ?? -1)
    }
    let widths = payees.map(\.count)
    for row in 0..<count {
      var differs = false
      var gained = 0
      for (before, after) in places {
        let old = before < 0 ? 0 : parts[0][row * widths[0] + before]
        let new = after < 0 ? 0 : parts[1][row * widths[1] + after]
        if new != old { differs = true }
        if new > old { gained.add(new - old, noting: &overflows) }
      }
      if differs { differing += 1 }
      moved.add(gained, noting: &overflows)
    }
  }

  /// Books what a payee has of some rows on one side.
  private mutating func book(
    _ side: Int, _ place: Int, of width: Int, _ name: String, _ members: [Int],
    _ columns: [FacetColumn]
  ) {
    var account = accounts.removeValue(forKey: name) ?? Account(groups: facets.map { _ in [] })
    var total = account.totals[side]
    for row in members.indices { total.add(parts[side][row * width + place], noting: &overflows) }
    account.totals[side] = total
    for (index, facet) in facets.enumerated() {
      let column = columns[facet]
      let room = column.facts.count * 2
      if account.groups[index].count < room {
        account.groups[index] += repeatElement(0, count: room - account.groups[index].count)
      }
      for (row, member) in members.enumerated() {
        let entry = Int(column.codes[member]) * 2 + side
        account.groups[index][entry].add(parts[side][row * width + place], noting: &overflows)
      }
    }
    accounts[name] = account
  }
}
