/// The rows of a population that could not be understood, as one thread met them.
final class BadRows {
  /// A row, by the chunk and the line within it.
  struct Row {
    let sequence: Int
    let error: PopulationError
  }

  /// How many are kept; the others are counted.
  static let keptLimit = 1_000

  private(set) var count = 0
  private(set) var kept: [Row] = []
  /// For each bad row among those that are read next: how many good ones stand before it.
  private(set) var places: [Int] = []
  /// The chunk that is being read.
  var sequence = 0

  /// Begins a run of rows.
  func begin() { places.removeAll(keepingCapacity: true) }

  /// Notes a bad row behind some good ones.
  func add(_ error: PopulationError, behind row: Int) {
    count += 1
    places.append(row)
    if kept.count < Self.keptLimit { kept.append(Row(sequence: sequence, error: error)) }
  }
}
