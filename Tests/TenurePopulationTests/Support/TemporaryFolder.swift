import CSQLite
import Foundation

/// A folder of its own, removed with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tenure-population-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws -> String {
    let file = "\(path)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
  }

  /// A database that statements in SQL have made.
  func database(_ statements: String) throws -> String {
    let file = "\(path)/facts.db"
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open(file, &database) == SQLITE_OK,
      sqlite3_exec(database, statements, nil, nil, nil) == SQLITE_OK
    else { throw DatabaseError(message: String(cString: sqlite3_errmsg(database))) }
    return file
  }

  /// What SQLite says of statements that are wrong.
  struct DatabaseError: Error {
    let message: String
  }
}
