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
    // A clause may come from another document of the regime, so its name is looked for in all.
    let parts = Set(keys.keys.map(\.id).filter { $0.contains(".") })
    let found: [ClauseKey: Commit]
    do throws(HistoryError) {
      found = try repository.attribute(keys.keys, in: version.snapshot) { path, bytes in
        Self.fingerprints(path, bytes, wanted: byPath[path] ?? [], parts: parts)
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

  /// The fingerprints of a document's clauses, and of those that are parts of one of its
  /// provisions; of a document that has none of its own, that of the whole for each clause that
  /// came from it.
  private static func fingerprints(
    _ path: String, _ bytes: [UInt8], wanted: [String], parts: Set<String>
  ) -> [String: UInt64]? {
    guard let root = DocumentParser.parse(bytes, file: path).tree?.root else { return nil }
    let fingerprints = ClauseFingerprints(of: root)
    var byID = fingerprints.byID
    guard !byID.isEmpty else { return fingerprints.fingerprints(for: wanted) }
    for id in parts { byID[id] = fingerprints.ofProvision(id) }
    return byID
  }
}
