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
    let wanted = Set(positions)
    guard let swap = version.swap else {
      return try credits(clauses, at: wanted, in: version.snapshot, repository)
    }
    // What was taken from elsewhere was committed there.
    let taken = wanted.filter { clauses[$0].clause.pillar == swap.pillar }
    var credits = try credits(
      clauses, at: wanted.subtracting(taken), in: version.snapshot, repository)
    if let donor = version.donorSnapshot {
      credits.merge(try self.credits(clauses, at: taken, in: donor, repository)) { $1 }
    }
    return credits
  }

  private func credits(
    _ clauses: [RegimeClause], at positions: Set<Int>, in snapshot: Snapshot,
    _ repository: PolicyRepository
  ) throws -> [Int: ClauseCredit] {
    var keys: [ClauseKey: [Int]] = [:]
    for position in positions {
      let clause = clauses[position].clause
      keys[ClauseKey(path: clause.origin.file, id: clause.id), default: []].append(position)
    }
    guard !keys.isEmpty else { return [:] }
    let byPath = Dictionary(grouping: keys.keys, by: \.path).mapValues { $0.map(\.id) }
    let ids = Set(keys.keys.map(\.id))
    let found: [ClauseKey: Commit]
    do throws(HistoryError) {
      found = try repository.attribute(keys.keys, in: snapshot, memo: memo) { path, bytes in
        Self.fingerprints(path, bytes, own: byPath[path] ?? [], all: ids)
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

  /// The fingerprints of a document's clauses: of those that came from it, that of the whole if
  /// they have none of their own; of others, if it has them.
  private static func fingerprints(
    _ path: String, _ bytes: [UInt8], own: [String], all ids: Set<String>
  ) -> [String: UInt64]? {
    guard let root = DocumentParser.parse(bytes, file: path).tree?.root else { return nil }
    return ClauseFingerprints.fingerprints(of: root, for: ids, own: own)
  }
}
