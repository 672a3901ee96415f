package import TenureDocuments
package import TenureEngine
package import TenureModel

/// What a merge of two versions comes to: its documents, what is in conflict, and the proof for
/// each regime.
package struct MergeReport {
  /// A version, as reports name it.
  package struct Version {
    let reference: String
    let commit: String?
    /// The full id, where the version has no other name than that; what programs are told.
    let id: String?

    /// Creates a version.
    package init(reference: String, commit: String?, id: String? = nil) {
      self.reference = reference
      self.commit = commit
      self.id = id
    }
  }

  /// How a document of the merge comes to differ from our side's.
  package enum Fate: String {
    /// Both sides changed it.
    case merged
    /// Their side changed or added it.
    case theirs
    /// Their side removed it.
    case removed
  }

  /// A conflict in the text of a document.
  package struct TextConflict {
    let file: String
    let conflict: DocumentConflict
    let reason: String?

    /// Creates a conflict.
    package init(file: String, conflict: DocumentConflict, reason: String?) {
      self.file = file
      self.conflict = conflict
      self.reason = reason
    }
  }

  /// How our side, their side and the merged regime stand to the base.
  package typealias Relations = (ours: Relation, theirs: Relation, merged: Relation)

  /// A regime that some side changed.
  package struct Regime {
    let name: String
    let proof: MergeProof
    let relations: Relations
    /// The base, our side, their side and the merged regime.
    package var sides: (base: DiffSide, ours: DiffSide, theirs: DiffSide, merged: DiffSide)

    /// Creates the part of a report about a regime.
    package init(
      name: String, proof: MergeProof, relations: Relations,
      sides: (base: DiffSide, ours: DiffSide, theirs: DiffSide, merged: DiffSide)
    ) {
      self.name = name
      self.proof = proof
      self.relations = relations
      self.sides = sides
    }

    /// The clauses behind a clash: those that decide it in the base and in the merge no more, and
    /// those that decide it on one side and not in the base.
    package func causes(
      _ clash: MergeProof.Clash
    ) -> (base: [Int], ours: [Int], theirs: [Int]) {
      func deciding(_ side: DiffSide, _ ruling: Ruling) -> [Int] {
        side.deciding(clash.change, ruling)
      }
      func standing(_ side: DiffSide, _ positions: [Int]) -> Set<ClauseStanding> {
        Set(positions.map { ClauseStanding(side.book[$0]) })
      }
      let base = deciding(sides.base, clash.change.before)
      let known = standing(sides.base, base)
      let kept = standing(sides.merged, deciding(sides.merged, clash.change.after))
      func new(_ side: DiffSide, _ ruling: Ruling) -> [Int] {
        deciding(side, ruling).filter { !known.contains(ClauseStanding(side.book[$0])) }
      }
      return (
        base.filter { !kept.contains(ClauseStanding(sides.base.book[$0])) },
        new(sides.ours, clash.ourRuling), new(sides.theirs, clash.theirRuling)
      )
    }
  }

  let base: Version
  let ours: Version
  let theirs: Version
  /// The documents that differ from our side's.
  package let documents: [(path: String, fate: Fate)]
  let textConflicts: [TextConflict]
  /// What is wrong with the merged documents taken together.
  let findings: [Finding]
  let regimes: [Regime]
  /// Whether the documents were written.
  package var isWritten = false

  /// Creates a report.
  package init(
    base: Version, ours: Version, theirs: Version, documents: [(path: String, fate: Fate)],
    textConflicts: [TextConflict], findings: [Finding], regimes: [Regime]
  ) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.documents = documents
    self.textConflicts = textConflicts
    self.findings = findings
    self.regimes = regimes
  }

  /// Whether nothing is in conflict, neither in text nor in meaning.
  package var isClean: Bool {
    textConflicts.isEmpty && findings.isEmpty && regimes.allSatisfy(\.proof.holds)
  }

  /// How many conflicts there are, of all kinds.
  var conflictCount: Int {
    textConflicts.count + findings.count + regimes.reduce(0) { $0 + $1.proof.clashes.count }
  }
}
