import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// Asks what a merge means: loads the regimes of all versions in one vocabulary and proves each.
struct MergeInquiry {
  let session: Session
  let base: Revision
  let ours: Revision
  let theirs: Revision
  let force: Force?
  let day: Day?

  /// A regime in all versions, and what is wrong with the merged one.
  private struct Versions {
    let name: String
    var sides: [LoadedVersion]
    let merged: Regime
  }

  /// The report on a merge of the documents.
  func report(on merge: RepositoryMerge) throws -> MergeReport {
    var findings: [Finding] = []
    var regimes: [MergeReport.Regime] = []
    if merge.conflicts.isEmpty { regimes = try self.regimes(of: merge, &findings) }
    let documents =
      merge.changed.map { ($0, merge.merged.contains($0) ? .merged : .theirs) }
      + merge.removed.map { ($0, MergeReport.Fate.removed) }
    return MergeReport(
      base: try version(base), ours: try version(ours), theirs: try version(theirs),
      documents: documents.sorted { $0.0 < $1.0 }.map { (path: $0.0, fate: $0.1) },
      textConflicts: merge.conflicts.map {
        MergeReport.TextConflict(file: $0.file, conflict: $0.conflict, reason: $0.reason)
      },
      findings: findings, regimes: regimes)
  }

  private func version(_ revision: Revision) throws -> MergeReport.Version {
    let commit = try revision.commit.map { try session.repository().commit($0) }
    // A base that was found has no other name than its id.
    let isNamed = commit?.id.shortDescription != revision.spelling
    return MergeReport.Version(
      reference: revision.spelling,
      commit: commit.map { (isNamed ? "\($0.id.shortDescription) " : "") + $0.date },
      id: isNamed ? nil : commit?.id.description)
  }

  private func regimes(
    of merge: RepositoryMerge, _ findings: inout [Finding]
  ) throws -> [MergeReport.Regime] {
    let loader = session.loader(of: MergedSource(merge))
    let revisions = [base, ours, theirs]
    let own = try loader.vocabulary()
    guard let merged = own.value else {
      findings += own.findings.filter { $0.severity == .error }
      return []
    }
    var vocabulary = merged
    for revision in revisions {
      vocabulary = try session.union(vocabulary, session.vocabulary(at: revision)).vocabulary
    }
    let known = try revisions.map { Set(try session.regimeNames(at: $0)) }
    let mergedNames = try loader.regimeNames()
    var regimes: [MergeReport.Regime] = []
    for names in merge.regimeNames(known, merged: mergedNames) {
      let name = names.merged
      var versions: [LoadedVersion] = []
      for ((revision, known), name) in zip(zip(revisions, known), names.sides) {
        let own = name ?? names.merged
        let reference = "\(revision.spelling):\(own)"
        versions.append(
          name.map(known.contains) ?? false
            ? try session.load(own, at: revision, as: reference)
            : try session.silence(own, at: revision, as: reference))
      }
      guard !versions[1].isIdentical(to: versions[0]) || !versions[2].isIdentical(to: versions[0])
      else { continue }
      versions = try versions.map { try session.reload($0, under: vocabulary) }
      var regime: Regime?
      if mergedNames.contains(name) {
        let loaded = try loader.regime(name, under: vocabulary)
        regime = loaded.value?.regime
        if regime == nil {
          let told = Set(findings)
          findings += loaded.findings.filter { $0.severity == .error && !told.contains($0) }
          continue
        }
      }
      let silent = Regime(
        name: name, vocabulary: vocabulary, doctrine: .none,
        layers: [Regime.Layer(name: name, clauses: [])])
      do {
        regimes.append(
          try prove(Versions(name: name, sides: versions, merged: regime ?? silent)))
      } catch let error as TooManyNodes {
        throw CommandFailure(
          error, "proving the merge of `\(name)`",
          help: "prove it for one day with `--at`, or for the harder clauses alone with `--force`")
      }
    }
    return regimes
  }

  private func prove(_ versions: Versions) throws -> MergeReport.Regime {
    // All are read in one vocabulary, which knows everything.
    let vocabulary = versions.merged.vocabulary
    let unknown = Vocabulary.union(vocabulary, vocabulary).unknownToLeft
    var sides = versions.sides.map { version in
      DiffSide(
        reference: version.reference, name: version.name, revision: version.revisionText,
        commit: version.commit.map { "\($0.id.shortDescription) \($0.date)" },
        engine: RegimeEngine(version.loaded.regime, force: force),
        unknown: unknown)
    }
    sides.append(
      DiffSide(
        reference: versions.name, name: versions.name, revision: "merged", commit: nil,
        engine: RegimeEngine(versions.merged, force: force),
        unknown: unknown))
    func relation(_ side: Int) throws(TooManyNodes) -> Relation {
      try RegimeDiff.compare(sides[0].engine, sides[side].engine, at: day).relation
    }
    let proof = try MergeProof.prove(
      base: sides[0].engine, ours: sides[1].engine, theirs: sides[2].engine,
      merged: sides[3].engine, at: day)
    var regime = MergeReport.Regime(
      name: versions.name, proof: proof,
      relations: (try relation(1), try relation(2), try relation(3)),
      sides: (sides[0], sides[1], sides[2], sides[3]))
    guard !proof.holds else { return regime }
    var wanted: [Set<Int>] = [[], [], []]
    func want(_ side: Int, _ ruling: Ruling, _ causes: [Int]) {
      wanted[side].formUnion(causes)
      guard session.format == .json else { return }
      wanted[side].formUnion(ruling.deciding + ruling.defeated.map(\.clause))
    }
    for clash in proof.clashes {
      let causes = regime.causes(clash)
      want(0, clash.change.before, causes.base)
      want(1, clash.ourRuling, causes.ours)
      want(2, clash.theirRuling, causes.theirs)
    }
    func credits(_ side: Int) throws -> [Int: ClauseCredit] {
      try session.credits(sides[side].book.clauses, at: wanted[side], of: versions.sides[side])
    }
    regime.sides.base.book.credits = try credits(0)
    regime.sides.ours.book.credits = try credits(1)
    regime.sides.theirs.book.credits = try credits(2)
    return regime
  }
}

extension RepositoryMerge {
  /// What a regime is called on the sides of a merge: in the base, ours and theirs.
  fileprivate struct RegimeNames {
    /// Nil where a side has no such regime.
    let sides: [String?]
    let merged: String
  }

  /// The regimes of all versions, by the names in the merge; one that a side renamed is one regime.
  fileprivate func regimeNames(_ known: [Set<String>], merged: [String]) -> [RegimeNames] {
    let (ours, theirs) = (regimesRenamedByUs, regimesRenamedByThem)
    var names: [String: RegimeNames] = [:]
    for former in known[0] {
      let (mine, other) = (ours[former] ?? former, theirs[former] ?? former)
      let name = mine == former ? other : mine
      names[name] = RegimeNames(sides: [former, mine, other], merged: name)
    }
    for name in known[1].union(known[2]).union(merged) where names[name] == nil {
      var sides: [String?] = [name, name, name]
      if ours[name] != nil || theirs[name] != nil {
        // The name became free, and the merge may have a new regime of that name.
        guard merged.contains(name) else { continue }
        sides = [nil, ours[name] == nil ? nil : name, theirs[name] == nil ? nil : name]
      }
      names[name] = RegimeNames(sides: sides, merged: name)
    }
    return names.values.sorted { $0.merged < $1.merged }
  }
}
