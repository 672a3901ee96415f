import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

extension Comparison {
  /// Rulings given under the first version that would now differ, because a clause that was in
  /// force on their day was changed later; none unless both are versions of one regime.
  ///
  /// - Returns: The retroactions.
  /// - Throws: What the history throws if it cannot be read.
  func retroactions() throws -> [RegimeDiff.Retroaction] {
    guard versions.before.name == versions.after.name, versions.after.swap == nil,
      versions.before.snapshot.revision.kind != versions.after.snapshot.revision.kind,
      summary.differing > 0
    else { return [] }
    let ids = Set(diff.datedChanges)
    guard !ids.isEmpty else { return [] }
    let today = session.environment.today
    // What is gone was taken out by some commit up to the second version.
    let removed = versions.after.commit.flatMap { Day($0.date) } ?? today
    var known = Dictionary(uniqueKeysWithValues: ids.map { ($0, removed) })
    let clauses = after.book.clauses
    let positions = clauses.indices.filter { ids.contains(clauses[$0].clause.id) }
    let credits = try session.credits(clauses, at: positions, of: versions.after)
    for position in positions {
      known[clauses[position].clause.id] = credits[position].flatMap { Day($0.date) } ?? today
    }
    return diff.retroactions { known[$0] }.filter { summary.pillars.contains($0.pillar) }
  }
}
