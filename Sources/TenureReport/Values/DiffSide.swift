package import TenureEngine
package import TenureModel

/// One side of a comparison, as reports name it.
package struct DiffSide {
  /// How the user named the regime: `cn`, `HEAD~3:cn`.
  package let reference: String
  /// The name of the regime.
  package let name: String
  /// The revision for people: `HEAD~3`, `working tree`.
  package let revision: String
  /// The short commit and its day, where there is a commit.
  package let commit: String?
  /// The regime in the vocabulary of both sides.
  package let engine: RegimeEngine
  /// What this side's own vocabulary does not know.
  package let unknown: VocabularyUnion.Unknown
  /// Its clauses.
  package var book: ClauseBook

  /// Creates a side; its clauses have no credits yet.
  package init(
    reference: String, name: String, revision: String, commit: String?, engine: RegimeEngine,
    unknown: VocabularyUnion.Unknown
  ) {
    self.reference = reference
    self.name = name
    self.revision = revision
    self.commit = commit
    self.engine = engine
    self.unknown = unknown
    book = ClauseBook(clauses: engine.clauses, vocabulary: engine.regime.vocabulary)
  }

  /// The clauses of the changed pillar that decide at the witness of a change.
  package func deciding(_ change: Change, _ ruling: Ruling) -> [Int] {
    switch change.pillar {
    case .property, .circulation:
      ruling.deciding.filter { book[$0].pillar == change.pillar }
    case .distribution:
      engine.standing(change.pillar, behind: ruling.outcome, in: change.witness)
    case .governance:
      engine.standing(
        change.pillar, behind: Outcome(powers: Self.changed(ruling.outcome.powers, in: change)),
        in: change.witness)
    }
  }

  /// The answers that differ between the two sides of a change.
  private static func changed(_ powers: PowersOutcome, in change: Change) -> PowersOutcome {
    let (former, latter) = (change.before.outcome.powers, change.after.outcome.powers)
    return PowersOutcome(
      answers: powers.answers.filter { former.answers[$0.key] != latter.answers[$0.key] })
  }
}
