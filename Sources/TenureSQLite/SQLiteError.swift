/// What SQLite says is wrong.
public struct SQLiteError: Error, Sendable, Hashable {
  /// What is wrong, in lowercase and without a final period.
  public let message: String

  /// Creates an error.
  public init(_ message: String) {
    self.message = String(message.prefix(1).lowercased() + message.dropFirst())
  }
}
