import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

extension Comparison {
  /// Rulings given under the first version that would now differ, because a clause that was in
  /// force on their day was changed later; none unless both are versions of one regime.
  ///
  /// The first version was what was known until the first commit that changed a clause of it.
  ///
  /// - Returns: The retroactions.
  /// - Throws: What the history throws if it cannot be read.
  func retroactions() throws -> [RegimeDiff.Retroaction] {
    guard versions.before.name == versions.after.name, versions.after.swap == nil,
      versions.before.snapshot.revision.kind != versions.after.snapshot.revision.kind,
      summary.differing > 0
    else { return [] }
    guard diff.changesDates else { return [] }
    let ids = Set(diff.changedClauses)
    let today = session.environment.today
    // What is gone was taken out by some commit up to the second version.
    var day = versions.after.commit.flatMap { Day($0.date) } ?? today
    let clauses = after.book.clauses
    let positions = clauses.indices.filter { ids.contains(clauses[$0].clause.id) }
    let credits = try session.credits(clauses, at: positions, of: versions.after)
    for credit in credits.values { day = min(day, Day(credit.date) ?? day) }
    return try diff.retroactions(before: day).filter { summary.pillars.contains($0.pillar) }
  }
}
