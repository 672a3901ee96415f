import TenureEngine
import TenureModel

/// The columns of a table as one thread reads them.
final class ColumnSet {
  /// One column for each facet that may be given, by position.
  let columns: [FacetColumn]
  private let names: [String: ColumnRole]

  /// The names of the rows of the chunk, one behind the other, and where each ends.
  private(set) var keyBytes: [UInt8] = []
  private(set) var keyEnds: [Int] = []
  /// The columns that are no facet.
  private(set) var ignored: Set<String> = []
  /// The facets that some row gave.
  private(set) var given: Set<Int> = []

  /// - Parameters:
  ///   - vocabulary: What can be said.
  ///   - batches: The regimes.
  ///   - rulers: Those that rule the rows, one for each regime.
  ///   - key: The column that names the rows, if there is one.
  ///   - assumptions: Values for facets that rows do not give, before their defaults.
  init(
    _ vocabulary: Vocabulary, _ batches: [BatchRuling], _ rulers: [BatchRuler], key: String?,
    assuming assumptions: [FacetID: FacetValue]
  ) {
    let facets = vocabulary.facets.indices.map { FacetID($0) }.filter { $0 != vocabulary.right }
    columns = facets.map { facet in
      FacetColumn(
        facet, in: vocabulary, batches, rulers,
        absent: assumptions[facet] ?? vocabulary[facet].defaultValue)
    }
    var names: [String: ColumnRole] = [:]
    for (position, facet) in facets.enumerated() {
      names[vocabulary[facet].name] = .facet(position)
    }
    if let key { names[key] = .key }
    self.names = names
  }

  /// The role of a column.
  func role(_ name: String) throws(PopulationError) -> ColumnRole {
    if let role = names[name] {
      if case .facet(let position) = role { given.insert(position) }
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
    case .facet(let position):
      let column = columns[position]
      column.codes[row] = try column.code(text, count)
    case .key: takeKey(text, count)
    case .ignored: break
    }
  }

  private func takeKey(_ text: UnsafePointer<UInt8>, _ count: Int) {
    keyBytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
    keyEnds.append(keyBytes.count)
  }

  /// Gives a row the facts of facets that it does not give.
  @inline(__always)
  func fill(_ row: Int) {
    for column in columns { column.codes[row] = UInt32(truncatingIfNeeded: column.absent) }
  }

  /// The same for all rows of a chunk.
  func fillChunk() {
    for column in columns {
      column.codes.update(
        repeating: UInt32(truncatingIfNeeded: column.absent), count: BatchRuler.rowLimit)
    }
  }
}
