import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// `tenure diff A..B`: every regime that two revisions answer differently.
struct RangeDiff {
  let range: RevisionRange
  let options: Diff
  let session: Session

  func run() throws -> Int32 {
    let before = try session.repository().resolve(range.from)
    let after = try session.repository().resolve(range.to)
    let formerNames = try session.regimeNames(at: before)
    let latterNames = try session.regimeNames(at: after)
    var differing: [(name: String, comparison: Comparison)] = []
    var same: [String] = []
    for name in Set(formerNames).union(latterNames).sorted() {
      let former = try version(
        name, at: before, range.from, exists: formerNames.contains(name))
      let latter = try version(name, at: after, range.to, exists: latterNames.contains(name))
      let comparison = try options.naming(former, latter) {
        try Comparison(former, latter, options: options, session: session)
      }
      if comparison.summary.isSame {
        if comparison.summary.relation == .equivalent { same.append(name) }
      } else {
        differing.append((name, comparison))
      }
    }
    switch session.format {
    case .json:
      session.output.write("{\"regimes\": {")
      for (position, entry) in differing.enumerated() {
        let key = JSONValue.text(entry.name).line
        session.output.write((position > 0 ? ",\n" : "\n") + key + ": ")
        try entry.comparison.writeJSON()
      }
      session.output.write("}}\n")
    case .text:
      for (position, entry) in differing.enumerated() {
        if position > 0 { session.output.write("\n") }
        session.output.write(try entry.comparison.text())
      }
      let scope = options.pillar?.pillar.rawValue
      if differing.isEmpty {
        session.output.write("no regime differs in \(scope ?? "meaning")\n")
      }
      if !same.isEmpty {
        let names = same.joined(separator: ", ")
        let how = scope.map { "the same in \($0) at least" } ?? "with the same meaning"
        session.output.write("\nwritten differently, \(how): \(names)\n")
      }
    }
    return differing.isEmpty ? ExitStatus.success : ExitStatus.different
  }

  /// A regime at a revision; one that is not there is silent on everything.
  private func version(
    _ name: String, at revision: Revision, _ spelling: String, exists: Bool
  ) throws -> LoadedVersion {
    let reference = "\(spelling):\(name)"
    if exists { return try session.load(name, at: revision, as: reference) }
    return try session.silence(name, at: revision, as: reference)
  }
}

extension Session {
  /// A regime that says nothing, in the place of one that a revision does not have.
  func silence(_ name: String, at revision: Revision, as text: String) throws -> LoadedVersion {
    let vocabulary = try vocabulary(at: revision)
    let regime = Regime(
      name: name, vocabulary: vocabulary, doctrine: .none,
      layers: [Regime.Layer(name: name, clauses: [])])
    return LoadedVersion(
      reference: text, name: name, snapshot: try snapshot(at: revision).snapshot,
      vocabulary: vocabulary, vocabularyBytes: nil,
      loaded: LoadedRegime(regime: regime, documents: []), findings: [],
      commit: try revision.commit.map { try repository().commit($0) })
  }
}
