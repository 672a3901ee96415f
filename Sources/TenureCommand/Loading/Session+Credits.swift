import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

extension Session {
  /// Who last changed each of some clauses of a version, in one walk.
  ///
  /// - Parameters:
  ///   - clauses: The clauses of the version, by position.
  ///   - positions: Those that are wanted.
  ///   - version: Where they were read.
  /// - Returns: The credits by position; clauses that are not committed have none.
  /// - Throws: What the history throws if it cannot be read.
  func credits(
    _ clauses: [RegimeClause], at positions: some Sequence<Int>, of version: LoadedVersion
  ) throws -> [Int: ClauseCredit] {
    let repository = try repository()
    guard repository.hasHistory else { return [:] }
    var keys: [ClauseKey: [Int]] = [:]
    for position in Set(positions) {
      let clause = clauses[position].clause
      keys[ClauseKey(path: clause.origin.file, id: clause.id), default: []].append(position)
    }
    guard !keys.isEmpty else { return [:] }
    let byPath = Dictionary(grouping: keys.keys, by: \.path).mapValues { $0.map(\.id) }
    // A clause may have moved here from a document of another name.
    let ids = Set(keys.keys.map(\.id))
    let found: [ClauseKey: Commit]
    do throws(HistoryError) {
      found = try repository.attribute(keys.keys, in: version.snapshot) { path, bytes in
        Self.fingerprints(path, bytes, of: ids, expected: byPath[path] ?? [])
      }
    } catch {
      guard error.code == .noCommits else { throw error }
      return [:]
    }
    var credits: [Int: ClauseCredit] = [:]
    for (key, commit) in found {
      let credit = ClauseCredit(
        commit: commit.id.description, author: commit.author, date: commit.date)
      for position in keys[key] ?? [] { credits[position] = credit }
    }
    return credits
  }

  /// The fingerprints of the wanted clauses that a document has; of a document that has none with
  /// an id, that of the whole for each clause that is expected of it.
  private static func fingerprints(
    _ path: String, _ bytes: [UInt8], of ids: Set<String>, expected: [String]
  ) -> [String: UInt64]? {
    guard let root = DocumentParser.parse(bytes, file: path).tree?.root else { return nil }
    return ClauseFingerprints.fingerprints(of: root, for: ids)
      ?? ClauseFingerprints(of: root).fingerprints(for: expected)
  }
}
