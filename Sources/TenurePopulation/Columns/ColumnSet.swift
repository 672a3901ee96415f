import TenureEngine
import TenureModel

/// The columns of a table as one thread reads them.
final class ColumnSet {
  /// One column for each facet that may be given, by position.
  let columns: [FacetColumn]
  /// The same, for the loop over cells.
  private let quick: UnsafeMutablePointer<UnsafeMutablePointer<QuickCells>>
  private let names: [String: ColumnRole]
  private let incomeReader: IncomeReader?
  /// The incomes of the rows, in minor units.
  let incomes: UnsafeMutablePointer<Int>
  private let usualIncome: Int

  /// The names of the rows of the chunk, one behind the other, and where each ends.
  private(set) var keyBytes: [UInt8] = []
  private(set) var keyEnds: [Int] = []
  /// The columns that are no facet.
  private(set) var ignored: Set<String> = []
  /// The columns that are something.
  private(set) var met: Set<String> = []
  /// The facets that some row gave.
  private(set) var given: Set<Int> = []

  /// - Parameters:
  ///   - vocabulary: What can be said.
  ///   - variables: What must be told apart.
  ///   - rulers: Those that rule the rows.
  ///   - key: The column that names the rows, if there is one.
  ///   - options: Values for facets that rows do not give, before their defaults; the income.
  init(
    _ vocabulary: Vocabulary, _ variables: [Variable], _ rulers: [BatchRuler], key: String?,
    _ options: PopulationComparison.Options
  ) {
    let facets = vocabulary.facets.indices.map { FacetID($0) }.filter { $0 != vocabulary.right }
    columns = facets.map { facet in
      FacetColumn(
        facet, in: vocabulary, variables, rulers,
        absent: options.assumptions[facet] ?? vocabulary[facet].defaultValue)
    }
    quick = .allocate(capacity: max(columns.count, 1))
    for (position, column) in columns.enumerated() {
      (quick + position).initialize(to: column.quick)
    }
    let income = options.income?.column
    let positions = Dictionary(
      uniqueKeysWithValues: zip(facets.map { vocabulary[$0].name }, facets.indices))
    var names: [String: ColumnRole] = [:]
    for name in Array(positions.keys) + [key, income].compactMap({ $0 }) {
      names[name] = ColumnRole(
        facet: positions[name], isIncome: name == income, isKey: name == key)
    }
    self.names = names
    incomeReader = options.income.map { IncomeReader($0.currency) }
    if case .fixed(let amount) = options.income?.amount {
      usualIncome = amount
    } else {
      usualIncome = IncomeReader.unknown
    }
    incomes = .allocate(capacity: BatchRuler.rowLimit)
    incomes.initialize(repeating: usualIncome, count: BatchRuler.rowLimit)
  }

  deinit {
    incomes.deallocate()
    quick.deallocate()
  }

  /// The role of a column.
  func role(_ name: String) throws(PopulationError) -> ColumnRole {
    if let role = names[name] {
      met.insert(name)
      if let position = role.facet { given.insert(position) }
      return role
    }
    if name == Vocabulary.rightFacetName {
      throw PopulationError(
        "the column `right` cannot be given: rights follow from the property pillar",
        help: "leave it out, or call it something else")
    }
    ignored.insert(name)
    return .ignored
  }

  /// Begins a chunk.
  func begin() {
    keyBytes.removeAll(keepingCapacity: true)
    keyEnds.removeAll(keepingCapacity: true)
  }

  /// Takes the cell of a row, behind which eight bytes must be readable.
  @inline(__always)
  func take(
    _ role: ColumnRole, _ row: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) throws(PopulationError) {
    switch role {
    case .facet(let position): try takeFact(position, row, text, count)
    case .key: takeKey(text, count)
    case .income: incomes[row] = try income(text, count)
    case .several(let position, let isIncome, let isKey):
      if let position { try takeFact(position, row, text, count) }
      if isIncome { incomes[row] = try income(text, count) }
      if isKey { takeKey(text, count) }
    case .ignored: break
    }
  }

  @inline(__always)
  private func takeFact(
    _ position: Int, _ row: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) throws(PopulationError) {
    let cells = quick[position]
    let known = cells.pointee.number(text, count)
    let number = known >= 0 ? known : try columns[position].understand(text, count)
    cells.pointee.codes[row] = UInt32(truncatingIfNeeded: number)
  }

  @inline(__always)
  private func income(_ text: UnsafePointer<UInt8>, _ count: Int) throws(PopulationError) -> Int {
    try incomeReader?.minorUnits(text, count) ?? IncomeReader.unknown
  }

  /// Takes back what was taken of a row that turned out to be wrong.
  func drop(_ row: Int) {
    guard keyEnds.count > row else { return }
    keyEnds.removeLast(keyEnds.count - row)
    keyBytes.removeLast(keyBytes.count - (keyEnds.last ?? 0))
  }

  private func takeKey(_ text: UnsafePointer<UInt8>, _ count: Int) {
    keyBytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
    keyEnds.append(keyBytes.count)
  }

  /// Gives a row the facts of facets that it does not give.
  @inline(__always)
  func fill(_ row: Int) {
    for column in columns { column.codes[row] = UInt32(truncatingIfNeeded: column.absent) }
    incomes[row] = usualIncome
  }

  /// The same for all rows of a chunk.
  func fillChunk() {
    for column in columns {
      column.codes.update(
        repeating: UInt32(truncatingIfNeeded: column.absent), count: BatchRuler.rowLimit)
    }
  }
}
