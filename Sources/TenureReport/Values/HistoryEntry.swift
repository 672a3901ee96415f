package import BigInt
package import Tenure
package import TenureEngine
package import TenureModel

/// What one commit changed in meaning, against its first parent.
package struct HistoryEntry: Sendable {
  /// The commit.
  package let commit: CommitLine
  /// The regimes of which some document changed, by name.
  package let regimes: [Regime]

  /// Creates an entry.
  package init(commit: CommitLine, regimes: [Regime]) {
    self.commit = commit
    self.regimes = regimes.sorted { $0.name < $1.name }
  }

  /// What happened to a regime.
  package struct Regime: Sendable {
    /// The name of the regime.
    package let name: String
    /// What became of it.
    package let state: State
    /// What changed in meaning; nil if it cannot be said.
    package let meaning: Meaning?

    /// Creates what happened to a regime.
    package init(name: String, state: State, meaning: Meaning?) {
      self.name = name
      self.state = state
      self.meaning = meaning
    }
  }

  /// What became of a regime.
  package enum State: Sendable, Hashable {
    /// It is there before and after.
    case amended
    /// It is new, and compared with one that says nothing.
    case founded
    /// It is gone, and one that says nothing is compared with it.
    case repealed
    /// It cannot be understood any more; what it said before goes on to count.
    case broken(message: String, file: String?, line: Int?)
    /// It can be understood again, and is compared with what was understood last.
    case mended
  }

  /// What a change comes to.
  package struct Meaning: Sendable {
    /// How the regime after stands to the one before.
    package let relation: Relation
    /// The number of situations that the clauses of either side tell apart.
    package let total: BigUInt
    /// The number of those that differ.
    package let differing: BigUInt
    /// The number of those that differ in each pillar.
    package let differingByPillar: [Pillar: BigUInt]
    /// Who gains and who loses.
    package let parties: PartyChanges
    /// The clauses and declarations that changed.
    package let changes: [RegimeChange]

    /// Sums a comparison up.
    package init(_ diff: RegimeDiff, parties: PartyChanges, changes: [RegimeChange]) {
      relation = diff.relation
      total = diff.total
      differing = diff.differing
      differingByPillar = diff.differingByPillar
      self.parties = parties
      self.changes = changes
    }

    /// A change of words alone.
    ///
    /// - Parameter changes: The clauses whose citation or note changed; empty if only layout and
    ///   comments did.
    package init(rewording changes: [RegimeChange]) {
      relation = .equivalent
      total = 0
      differing = 0
      differingByPillar = [:]
      parties = PartyChanges()
      self.changes = changes
    }

    /// A change that no case shows, because other clauses say the same.
    package init(hidden changes: [RegimeChange]) { self.init(rewording: changes) }

    /// Whether no clause and no declaration says anything else than before.
    package var isTextAlone: Bool { changes.allSatisfy { $0.kind == .reworded } }
  }

  /// Whether the commit changed nothing but words, layout and comments.
  package var isTextAlone: Bool {
    regimes.allSatisfy { $0.state == .amended && $0.meaning?.isTextAlone == true }
  }
}
