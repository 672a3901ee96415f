internal import TenureDocuments
internal import TenureEngine
internal import TenureModel

extension RegimeTimeline {
  /// A version made from another one whose clauses of property or circulation were amended in
  /// place; nil if more than that happened, and the regime has to be read whole.
  ///
  /// What can be wrong with a regime as a whole is that ids stand twice, that `over`, ranks, bodies
  /// or funds name what is not there, or that declarations clash. None of it can come about while
  /// the ids and the `over` of all clauses stay, ranks are known, and nothing is declared: so the
  /// checks of the whole need not be made again.
  func amended(
    _ former: RegimeVersion, _ changes: [DocumentChange], at commit: ObjectID
  ) throws -> RegimeVersion? {
    guard !former.restsOnAll else { return nil }
    var ids = former.key.ids
    for change in changes {
      guard let place = former.place(of: change.path), let id = change.after else { return nil }
      ids[place] = id
    }
    let key = RegimeVersion.Key(name: former.name, paths: former.key.paths, ids: ids)
    if let known = known(key) { return known }
    let content = try former.content()
    guard content.base != nil, force == nil else { return nil }
    var amended: [Int: AnyClause] = [:]
    for change in changes {
      guard let part = content.amendable[change.path],
        try amend(part, content, change, &amended)
      else { return nil }
    }
    counts.amendedRegimes += 1
    let version = try version(former, amended, key: key, at: commit)
    keep(version)
    return version
  }

  /// The version that differs from another one in some clauses.
  private func version(
    _ former: RegimeVersion, _ amended: [Int: AnyClause], key: RegimeVersion.Key,
    at commit: ObjectID
  ) throws -> RegimeVersion {
    var content = try former.content()
    let positions = amended.keys.sorted()
    let old = try positions.compactMap { try former.clause(at: $0) }
    content.patch.merge(amended) { $1 }
    if content.patch.count > Self.patchLimit, let base = content.base {
      weigh(base.clauses.count)
      content = RegimeVersion.Content(
        vocabulary: content.vocabulary, base: RegimeEngine(base, amending: content.patch),
        amendable: content.amendable)
    }
    weigh(content.patch.count)
    let made = content
    return RegimeVersion(
      name: former.name, commit: commit,
      amendment: .init(origin: former.number, positions: positions, former: old), key: key,
      folders: former.folders
    ) { made }
  }

  /// How many clauses a version may differ in from the one that it is built on.
  private static let patchLimit = 24

  /// Reads a document again, and adds the clauses that are not what they were.
  ///
  /// - Returns: Whether that is all that changed.
  private func amend(
    _ part: RegimeVersion.Part, _ content: RegimeVersion.Content, _ change: DocumentChange,
    _ amended: inout [Int: AnyClause]
  ) throws(HistoryError) -> Bool {
    guard let base = content.base, let root = try parsed(change.after, at: change.path) else {
      return false
    }
    var document = root
    var expected = part.clauseCount
    if part.plugin.lowersProvisionsApart, let changed = try changed(change, root) {
      if changed.isEmpty { return true }
      if let reduced = ReducedDocument.bytes(of: root, keeping: changed),
        let small = DocumentParser.parse(reduced, file: change.path).tree?.root
      {
        document = small
        expected = changed.count
      }
    }
    let doctrine = base.regime.doctrine
    let results = part.plugin.lower(
      [document], LoweringContext(vocabulary: base.regime.vocabulary, ranks: doctrine.ranks))
    guard results.count == 1, !results[0].findings.containsError,
      results[0].declarations == .none, results[0].clauses.count == expected
    else { return false }
    var seen: Set<Int> = []
    for clause in results[0].clauses {
      guard let position = base.position(ofClause: clause.id), seen.insert(position).inserted
      else { return false }
      let old = content.patch[position] ?? base.clauses[position].clause
      guard old.pillar == clause.pillar, old.over == clause.over,
        old.origin.file == clause.origin.file,
        clause.rank == old.rank || clause.rank == nil || doctrine.ranks.isEmpty
          || doctrine.position(ofRank: clause.rank) != nil
      else { return false }
      if !old.saysTheSame(as: clause) { amended[position] = clause }
    }
    return true
  }

  /// The provisions that differ between two versions of a document; nil if more than that differs.
  private func changed(
    _ change: DocumentChange, _ root: DocumentNode
  ) throws(HistoryError) -> Set<String>? {
    guard let former = change.before, let latter = change.after else { return nil }
    let after = ProvisionFingerprints(of: root)
    keep(after, of: latter)
    guard let before = try fingerprints(of: former, at: change.path),
      before.frame == after.frame, after.count == after.byID.count,
      before.byID.count == after.byID.count
    else { return nil }
    var changed: Set<String> = []
    for (id, digest) in after.byID {
      guard let other = before.byID[id] else { return nil }
      if other != digest { changed.insert(id) }
    }
    return changed
  }

  private func fingerprints(
    of id: ObjectID, at path: String
  ) throws(HistoryError) -> ProvisionFingerprints? {
    if let known = fingerprints[id] { return known }
    guard let root = try parsed(id, at: path) else { return nil }
    let made = ProvisionFingerprints(of: root)
    keep(made, of: id)
    return made
  }

  /// A parsed document; nil if it cannot be understood.
  private func parsed(
    _ id: ObjectID?, at path: String
  ) throws(HistoryError) -> DocumentNode? {
    guard let id else { return nil }
    counts.amendedDocuments += 1
    do throws(HistoryError) {
      return DocumentParser.parse(try store.document(id, at: path), file: path).tree?.root
    } catch {
      guard error.code == .tooLarge else { throw error }
      return nil
    }
  }
}

extension Clause {
  /// Whether two clauses of one id are the same but for their places.
  fileprivate func saysTheSame(as other: Clause) -> Bool {
    self.guard == other.guard && effect == other.effect && rank == other.rank
      && force == other.force && isDefault == other.isDefault && effective == other.effective
      && enacted == other.enacted && citation == other.citation && note == other.note
      && implements == other.implements && isReviewed == other.isReviewed
  }
}
