import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

extension Session {
  /// Says that credits of a version will be asked for: a long history is read from now on.
  func expectCredits(of version: LoadedVersion) {
    (try? repository())?.expectAttribution(in: version.snapshot)
  }

  /// Who last changed each of some clauses of a version, in one walk.
  ///
  /// - Parameters:
  ///   - clauses: The clauses of the version, by position.
  ///   - positions: Those that are wanted.
  ///   - version: Where they were read.
  ///   - other: Another version near it, whose documents need not be parsed again either.
  /// - Returns: The credits by position; clauses that are not committed have none.
  /// - Throws: What the history throws if it cannot be read.
  func credits(
    _ clauses: [RegimeClause], at positions: some Sequence<Int>, of version: LoadedVersion,
    near other: LoadedVersion? = nil
  ) throws -> [Int: ClauseCredit] {
    let repository = try repository()
    guard repository.hasHistory else { return [:] }
    let wanted = Set(positions)
    let parsed = Dictionary(
      grouping: version.loaded.documents + (other?.loaded.documents ?? []), by: \.path)
    guard let swap = version.swap else {
      return try credits(clauses, at: wanted, in: version.snapshot, repository, parsed)
    }
    // What was taken from elsewhere was committed there.
    let taken = wanted.filter { clauses[$0].clause.pillar == swap.pillar }
    var credits = try credits(
      clauses, at: wanted.subtracting(taken), in: version.snapshot, repository, parsed)
    if let donor = version.donorSnapshot {
      credits.merge(try self.credits(clauses, at: taken, in: donor, repository, parsed)) { $1 }
    }
    return credits
  }

  private func credits(
    _ clauses: [RegimeClause], at positions: Set<Int>, in snapshot: Snapshot,
    _ repository: PolicyRepository, _ parsed: [String: [LoadedRegime.Document]]
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
        let known = parsed[path]?.first { $0.tree.source == bytes }?.tree
        let tree = known ?? DocumentParser.parse(bytes, file: path).tree
        return tree.map {
          ClauseFingerprints.fingerprints(of: $0.root, for: ids, own: byPath[path] ?? [])
        }
      }
    } catch {
      guard error.code == .noCommits else { throw error }
      return [:]
    }
    var credits: [Int: ClauseCredit] = [:]
    for (key, commit) in found {
      let credit = ClauseCredit(
        commit: commit.id.description, author: commit.author, date: commit.date,
        isBoundary: commit.isBoundary)
      for position in keys[key] ?? [] { credits[position] = credit }
    }
    return credits
  }
}
