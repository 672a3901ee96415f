import TenureHistory
import TenureReport

/// Looks for the commit since which a ruling is what it is: from the newest commit back, as long as
/// a parent has the same ruling.
struct OriginSearch {
  let trace: RulingTrace
  let repository: PolicyRepository
  let firstParent: Bool
  /// What earlier searches found; nil if nothing is kept.
  let memo: HistoryMemo?

  /// From how many commits on an answer is worth to be kept.
  private static let worthwhile = 500
  /// After how many commits the person who waits is told.
  private static let progressStep = 1_024

  /// The commit none of whose parents has its ruling; the first one on the way back, and how many
  /// commits were looked at.
  ///
  /// Complexity: a few microseconds for each commit on the way; rulings are worked out only where
  /// clauses changed that can match.
  func origin(from start: ObjectID) throws -> (commit: ObjectID, count: Int) {
    let answer = try trace.answer(at: start)
    let question = trace.question + "\n\(firstParent)"
    let known = try memo.map { try repository.remembered(question, in: $0) } ?? [:]
    var commit = start
    var version = try trace.version(at: commit)
    var count = 0
    while true {
      if let origin = known[commit] {
        commit = origin
        break
      }
      count += 1
      if count % Self.progressStep == 0 {
        let reached = count
        Progress.update("\(NumberText.grouped(String(reached))) commits back")
      }
      let parents = try repository.parents(of: commit)
      if let first = parents.first, try trace.timeline.isUntouched(version, by: commit) {
        commit = first
        continue
      }
      let followed = firstParent ? parents.prefix(1) : parents[...]
      var same: (commit: ObjectID, version: RegimeVersion)?
      for parent in followed where same == nil {
        let former = try trace.version(at: parent)
        // Mostly the commit touched nothing of the regime.
        if try former === version || trace.isSame(trace.answer(at: parent), answer) {
          same = (parent, former)
        }
      }
      guard let same else { break }
      (commit, version) = same
    }
    if count >= Self.worthwhile, let memo {
      try repository.remember(commit, to: question, askedAt: start, in: memo)
    }
    return (commit, count)
  }
}
