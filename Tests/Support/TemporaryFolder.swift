package import Foundation
import Synchronization

/// Folders that are still there; those that tests share are removed when the process ends.
private let folders = Mutex<Set<String>>([])
private let removal: Void = {
  _ = atexit {
    for path in folders.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}()

/// A new, empty folder, removed with the value.
package final class TemporaryFolder: Sendable {
  /// Its path, without links in it.
  package let path: String

  /// Makes the folder.
  package init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenure-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.resolvingSymlinksInPath().path
    self.path = path
    removal
    _ = folders.withLock { $0.insert(path) }
  }

  deinit {
    let path = path
    _ = folders.withLock { $0.remove(path) }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Where a file of the folder is; the folder itself without a name.
  package func url(_ name: String) -> URL {
    URL(fileURLWithPath: name.isEmpty ? path : "\(path)/\(name)")
  }

  /// Writes a file, with the folders that it is in.
  package func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = url(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes a file, with the folders that it is in.
  package func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  /// What a file holds.
  package func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url(name))) }

  /// What a file holds, as text.
  package func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }
}
