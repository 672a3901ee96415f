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
    _ former: RegimeVersion, _ changes: [PathChange], at commit: ObjectID
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
    guard let base = content.base, force == nil else { return nil }
    var amended: [Int: AnyClause] = [:]
    var names = (title: base.regime.title, jurisdiction: base.regime.jurisdiction)
    for change in changes {
      if let part = content.amendable[change.path] {
        guard try amend(part, content, change, &amended) else { return nil }
      } else {
        guard content.outlines.contains(change.path), let renamed = try renamed(change) else {
          return nil
        }
        if change.path == RegimeLoader.path(ofRegime: former.name) { names = renamed }
      }
    }
    counts.amendedRegimes += 1
    let version = try version(former, amended, names, key: key, at: commit)
    keep(version)
    return version
  }

  /// What a `regime.yaml` calls its regime after a change of nothing else; nil if more changed.
  private func renamed(
    _ change: PathChange
  ) throws(HistoryError) -> (title: String?, jurisdiction: String?)? {
    guard let before = try parsed(change.before, at: change.path),
      let after = try parsed(change.after, at: change.path)
    else { return nil }
    return RegimeFile.names(of: after, replacing: before)
  }

  /// The version that differs from another one in some clauses.
  private func version(
    _ former: RegimeVersion, _ amended: [Int: AnyClause],
    _ names: (title: String?, jurisdiction: String?), key: RegimeVersion.Key,
    at commit: ObjectID
  ) throws -> RegimeVersion {
    var content = try former.content()
    let positions = amended.keys.sorted()
    let old = try positions.compactMap { try former.clause(at: $0) }
    for (position, clause) in amended { content.patch[position] = VoicedClause(clause) }
    content.base = content.base?.named(names.title, jurisdiction: names.jurisdiction)
    if content.patch.count > Self.patchLimit, let base = content.base {
      weigh(base.clauses.count)
      let patch = content.patch.mapValues(\.clause)
      content = RegimeVersion.Content(
        vocabulary: content.vocabulary, base: RegimeEngine(base, amending: patch),
        voices: content.voices?.amended(content.patch), amendable: content.amendable,
        outlines: content.outlines)
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
    _ part: RegimeVersion.Part, _ content: RegimeVersion.Content, _ change: PathChange,
    _ amended: inout [Int: AnyClause]
  ) throws(HistoryError) -> Bool {
    guard let base = content.base, let excerpt = try excerpt(of: change, part) else {
      return false
    }
    guard let document = excerpt.document else { return true }
    let doctrine = base.regime.doctrine
    let results = part.plugin.lower(
      [document], LoweringContext(vocabulary: base.regime.vocabulary, ranks: doctrine.ranks))
    guard results.count == 1, !results[0].findings.containsError,
      results[0].declarations == .none, results[0].clauses.count == excerpt.clauseCount
    else { return false }
    var seen: Set<Int> = []
    for clause in results[0].clauses {
      guard let position = base.position(ofClause: clause.id), seen.insert(position).inserted
      else { return false }
      let old = content.patch[position]?.clause ?? base.clauses[position].clause
      guard old.pillar == clause.pillar, old.over == clause.over,
        old.origin.file == clause.origin.file,
        clause.rank == old.rank || clause.rank == nil || doctrine.ranks.isEmpty
          || doctrine.position(ofRank: clause.rank) != nil
      else { return false }
      if !old.saysTheSame(as: clause) { amended[position] = clause }
    }
    return true
  }

  /// What has to be lowered of a document that changed.
  private struct Excerpt {
    /// The document, or what is left of it; nil if no provision changed.
    let document: DocumentNode?
    /// How many clauses must come of it.
    let clauseCount: Int
  }

  /// What has to be lowered of a changed document; nil if it cannot be understood.
  private func excerpt(
    of change: PathChange, _ part: RegimeVersion.Part
  ) throws(HistoryError) -> Excerpt? {
    guard let after = change.after, let bytes = try bytes(of: after, at: change.path) else {
      return nil
    }
    guard part.plugin.lowersProvisionsApart else {
      guard let root = parsed(bytes, at: change.path) else { return nil }
      return Excerpt(document: root, clauseCount: part.clauseCount)
    }
    if let before = change.before.flatMap({ layouts[$0] }),
      let (layout, id) = before.edited(to: bytes),
      let root = parsed(layout.reduced(to: [id]), at: change.path, inPart: true),
      layout.isConfirmed(by: root, for: id)
    {
      layouts.keep(layout, of: after)
      return Excerpt(document: root, clauseCount: 1)
    }
    guard let root = parsed(bytes, at: change.path) else { return nil }
    let layout = ProvisionLayout(of: root)
    if let layout { layouts.keep(layout, of: after) }
    let whole = Excerpt(document: root, clauseCount: part.clauseCount)
    guard let changed = try changed(change, root) else { return whole }
    if changed.isEmpty { return Excerpt(document: nil, clauseCount: 0) }
    guard let layout,
      let small = parsed(layout.reduced(to: changed), at: change.path, inPart: true)
    else { return whole }
    return Excerpt(document: small, clauseCount: changed.count)
  }

  /// The provisions that differ between two versions of a document; nil if more than that differs.
  private func changed(
    _ change: PathChange, _ root: DocumentNode
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
    guard let id, let bytes = try bytes(of: id, at: path) else { return nil }
    return parsed(bytes, at: path)
  }

  /// The same of bytes; `isPart` if they are some lines of a document.
  private func parsed(_ bytes: [UInt8], at path: String, inPart isPart: Bool = false)
    -> DocumentNode?
  {
    if isPart { counts.readProvisions += 1 } else { counts.amendedDocuments += 1 }
    return DocumentParser.parse(bytes, file: path).tree?.root
  }

  /// The bytes of a document; nil if it is too large to be read.
  private func bytes(of id: ObjectID, at path: String) throws(HistoryError) -> [UInt8]? {
    do throws(HistoryError) { return try store.document(id, at: path) } catch {
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
