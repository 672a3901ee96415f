import TenureEngine
import TenureMeasures
import TenureModel

/// The waterfalls that the incomes of rows run down under two regimes.
///
/// Rows that no clause with a say in money tells apart run down the same ones; so each regime rules
/// once on such a *case*, however many rows there are.
final class MoneyCases {
  /// What stands for a case in which it is not known who is paid.
  static let open: Int32 = -1
  /// For how many cases the waterfalls are remembered.
  private static let caseLimit = 1 << 20

  /// The waterfalls of the two regimes in some cases, by their numbers.
  struct Pair: Hashable {
    var before: Int
    var after: Int
  }

  private let engines: [RegimeEngine]
  private let day: Day?
  private let income: PopulationIncome
  private var partition: FactPartition
  /// For each facet that matters its column, and for each fact there the number in the partition.
  private let places: [Int]
  private var numbers: [[UInt32]]
  private let cases: CaseTable
  private var pairOfCase: [Int32] = []

  /// The waterfalls that were met, on each side.
  private(set) var waterfalls: [[CompiledWaterfall]] = [[], []]
  private var known: [[WaterfallOutcome: Int]] = [[:], [:]]
  /// The pairs that were met.
  private(set) var pairs: [Pair] = []
  private var pairNumbers: [Pair: Int32] = [:]
  private var key: [UInt32]

  /// `columns` are the facets of all columns, by position.
  init(
    _ plan: MoneyPlan, at day: Day?, _ income: PopulationIncome, columns: [FacetID]
  ) {
    engines = plan.engines
    self.day = day
    self.income = income
    partition = plan.partition
    places = plan.partition.facets.compactMap { facet in columns.firstIndex(of: facet) }
    numbers = places.map { _ in [] }
    cases = CaseTable(width: places.count)
    key = Array(repeating: 0, count: max(places.count, 1))
  }

  /// The number of the pair of waterfalls for each row of a chunk; `open` where there is none.
  func pairs(
    of count: Int, _ columns: [FacetColumn], into result: UnsafeMutablePointer<Int32>
  ) throws(PopulationError) {
    for (index, place) in places.enumerated() {
      let column = columns[place]
      for fact in column.facts[numbers[index].count...] {
        numbers[index].append(partition.number(of: fact, facet: column.facet))
      }
    }
    if cases.count > Self.caseLimit {
      cases.removeAll()
      pairOfCase.removeAll()
    }
    for row in 0..<count {
      for index in places.indices {
        key[index] = numbers[index][Int(columns[places[index]].codes[row])]
      }
      let number = key.withUnsafeBufferPointer { key in
        key.baseAddress.map { cases.number(of: $0) } ?? 0
      }
      if number == pairOfCase.count { pairOfCase.append(try pair(of: row, columns)) }
      result[row] = pairOfCase[number]
    }
  }

  private func pair(of row: Int, _ columns: [FacetColumn]) throws(PopulationError) -> Int32 {
    let vocabulary = engines[0].regime.vocabulary
    var given = Situation()
    for column in columns { given[column.facet] = column.facts[Int(column.codes[row])] }
    if let day { given[vocabulary.date] = .known(.date(day)) }
    // What no clause with a say tells apart may be anything.
    let some = given.someCompletion(in: vocabulary).situation(in: vocabulary)
    var situation = some
    for facet in partition.facets { situation[facet] = given[facet] ?? .unknown }
    var places: [Int] = []
    for side in engines.indices {
      guard let outcome = engines[side].payout(in: situation) else { return Self.open }
      places.append(try waterfall(outcome, side))
    }
    let pair = Pair(before: places[0], after: places[1])
    if let number = pairNumbers[pair] { return number }
    let number = Int32(truncatingIfNeeded: pairs.count)
    pairNumbers[pair] = number
    pairs.append(pair)
    return number
  }

  private func waterfall(_ outcome: WaterfallOutcome, _ side: Int) throws(PopulationError) -> Int {
    if let number = known[side][outcome] { return number }
    do throws(WaterfallError) {
      waterfalls[side].append(
        try CompiledWaterfall(
          Waterfall<String>(outcome), currency: income.currency, claims: income.claims))
    } catch {
      throw PopulationError(error)
    }
    known[side][outcome] = waterfalls[side].count - 1
    return waterfalls[side].count - 1
  }
}

/// What all threads need to know about money.
struct MoneyPlan: Sendable {
  /// The two regimes without what has no say in money.
  let engines: [RegimeEngine]
  /// What their clauses tell apart.
  let partition: FactPartition

  init(_ engines: [RegimeEngine], at day: Day?) {
    self.engines = engines.map { RegimeEngine($0.deciding(.distribution).regime) }
    partition = FactPartition(self.engines, at: day)
  }
}

extension RegimeEngine {
  /// The waterfall of a situation that gives every facet; nil if it depends on what is not known.
  fileprivate func payout(in situation: Situation) -> WaterfallOutcome? {
    if let total = situation.total(in: regime.vocabulary) {
      return ruling(in: total).outcome.waterfall
    }
    let found = waterfall(in: situation)
    return found.depends.isEmpty ? found.waterfall : nil
  }
}

extension PopulationError {
  /// Why incomes cannot be paid out.
  init(_ error: WaterfallError) {
    let help: String? =
      switch error.code {
      case .missingFigure:
        "add `figures: {\(error.name ?? "cost"): 0.00}` to the file of --claims"
      case .missingContribution, .missingHeads, .missingGame:
        "add it to the file of --claims; `tenure schema claims` says how"
      case .differentCurrency: "give the income in that currency"
      default: nil
      }
    self.init("no income can be paid out: \(error)", help: help)
  }
}
