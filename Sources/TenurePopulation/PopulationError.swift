/// Why a population cannot be ruled: what is wrong, where, and a way out.
public struct PopulationError: Error, Sendable, Hashable {
  /// What is wrong, in lowercase and without a final period.
  public var message: String
  /// The file.
  public var file: String?
  /// The line, or the row of a database, counted from 1.
  public var line: Int?
  /// The byte of the line at which the cell begins, counted from 1.
  public var column: Int?
  /// A way out.
  public var help: String?

  /// Creates an error.
  public init(
    _ message: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
    help: String? = nil
  ) {
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.help = help
  }

  /// The same, with a place where it has none.
  func placed(_ file: String, line: Int) -> PopulationError {
    var placed = self
    placed.file = file
    placed.line = self.line ?? line
    return placed
  }
}
