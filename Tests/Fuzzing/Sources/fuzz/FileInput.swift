import CLibFuzzer
import Glibc

@testable import TenureHistory

/// Inputs that are files of git.
enum FileInput {
  /// A file in memory that is used again for each input.
  private static let descriptor = openMemoryFile()

  /// Calls the closure with the path of a file that holds some bytes.
  static func withFile(_ bytes: [UInt8], _ body: (String) -> Void) {
    precondition(
      ftruncate(descriptor, 0) == 0
        && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count,
      "FileInput must be able to write to memory")
    body("/proc/self/fd/\(descriptor)")
  }

  /// A tree of git, and the same bytes as a commit.
  static func readTree(_ bytes: [UInt8]) {
    var cursor = TreeCursor()
    do {
      while let entry = try cursor.next(in: bytes.span) {
        precondition(
          entry.name.upperBound < bytes.count && entry.idOffset + 20 <= bytes.count,
          "TreeCursor must stay within the tree")
      }
    } catch {}
    _ = CommitRecord(bytes.span)
  }

  /// Paths that filters are asked about.
  private static let keys = ["", "vocabulary.yaml", "regimes/cn", "regimes/größe"].map {
    ChangedPathKey(Array($0.utf8))
  }

  /// A file `commit-graph`: every row, every id and every filter is looked up.
  static func readCommitGraph(_ bytes: [UInt8]) {
    withFile(bytes) { path in
      guard let graph = CommitGraphFile(path, below: 0) else { return }
      for position in 0..<min(graph.count, 64) {
        guard let id = graph.id(at: position) else { continue }
        _ = graph.row(of: id)
        _ = graph.entry(at: position)
        for key in keys { _ = graph.mayChange([key], at: position) }
      }
    }
  }

  /// An index of a pack, an entry of a pack, or a delta, as the first byte says.
  static func readPack(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    switch first % 3 {
    case 0:
      withFile(rest) { path in
        guard let index = PackIndex(path) else { return }
        let all = (
          ObjectID(first: 0, second: 0, third: 0),
          ObjectID(first: .max, second: .max, third: .max)
        )
        for id in index.ids(from: all.0, through: all.1, limit: 64) { _ = index.offset(of: id) }
      }
    case 1:
      withFile(rest) { path in
        guard let file = MappedFile(path) else { return }
        for start in 0..<min(rest.count, 64) { _ = PackEntry(in: file, at: start) }
      }
    default:
      // The base stands first, then the delta.
      guard let length = rest.first.map({ Int($0) }), rest.count > length else { return }
      let base = Array(rest[1...].prefix(length))
      let delta = rest[1...].dropFirst(length)
      let result = PackDelta.apply(delta, to: base, limit: 1 << 16)
      precondition(
        result == nil || result?.count == PackDelta.resultSize(delta),
        "PackDelta must give as much as it says")
    }
  }
}
