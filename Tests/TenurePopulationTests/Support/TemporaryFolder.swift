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
    if let reason = tenure_sqlite3_load() { throw DatabaseError(message: String(cString: reason)) }
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    guard sqlite3_open_v2(file, &database, flags, nil) == SQLITE_OK else {
      throw DatabaseError(message: String(cString: sqlite3_errmsg(database)))
    }
    try statements.withCString { text in
      var rest: UnsafePointer<CChar>? = text
      while let next = rest, next.pointee != 0 {
        var prepared: OpaquePointer?
        defer { sqlite3_finalize(prepared) }
        guard sqlite3_prepare_v2(database, next, -1, &prepared, &rest) == SQLITE_OK,
          sqlite3_step(prepared) == SQLITE_DONE
        else { throw DatabaseError(message: String(cString: sqlite3_errmsg(database))) }
      }
    }
    return file
  }

  /// What SQLite says of statements that are wrong.
  struct DatabaseError: Error {
    let message: String
  }
}
