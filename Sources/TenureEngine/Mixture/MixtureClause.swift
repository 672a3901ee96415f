package import TenureModel

/// A clause of a mixture of two regimes: of one in which some of the changes between them are made.
package struct MixtureClause: Sendable {
  /// The clause, in its layer of the joined stack.
  package let clause: RegimeClause
  /// The changes, by number, that must be made, or must not be, for the clause to be there.
  package let presence: [Int: Bool]
  /// The declarations that a step leans on, where changes move them.
  package let terms: DistributionDeclarations?
  /// The declarations that a power leans on, where changes move them.
  package let governance: GovernanceDeclarations?

  /// Creates a clause; without presence it is there in every mixture.
  package init(
    _ clause: RegimeClause, presence: [Int: Bool] = [:], terms: DistributionDeclarations? = nil,
    governance: GovernanceDeclarations? = nil
  ) {
    self.clause = clause
    self.presence = presence
    self.terms = terms
    self.governance = governance
  }

  /// The entry of a table, on some sides.
  func entry(on sides: Sides) -> ClauseTable.Entry {
    ClauseTable.Entry(
      clause: clause.clause, layer: clause.layer, sides: sides,
      presence: presence.sorted { $0.key < $1.key }
        .map { ClauseTable.Presence(change: $0.key, isMade: $0.value) },
      terms: terms, governance: governance)
  }
}
