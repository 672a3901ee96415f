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

    /// Creates a version.
    package init(reference: String, commit: String?) {
      self.reference = reference
      self.commit = commit
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

    /// The clauses that decide a clash on one side and not in the base.
    package func causes(_ clash: MergeProof.Clash) -> (ours: [Int], theirs: [Int]) {
      let base = Set(
        sides.base.deciding(clash.change, clash.change.before).map {
          Cause(sides.base.book[$0])
        })
      func causes(_ side: DiffSide, _ ruling: Ruling) -> [Int] {
        side.deciding(clash.change, ruling).filter { !base.contains(Cause(side.book[$0])) }
      }
      return (
        causes(sides.ours, clash.ourRuling), causes(sides.theirs, clash.theirRuling)
      )
    }
  }

  /// What makes a clause the same on two sides.
  private struct Cause: Hashable {
    let id: String
    let `guard`: Guard
    let effect: AnyEffect
    let effective: DateRange

    init(_ clause: AnyClause) {
      id = clause.id
      self.guard = clause.guard
      effect = clause.effect
      effective = clause.effective
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
