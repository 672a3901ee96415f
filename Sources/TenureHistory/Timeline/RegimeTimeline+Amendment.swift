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
  ) throws(HistoryError) -> RegimeVersion? {
    guard !former.restsOnAll, let engine = former.engine else { return nil }
    var ids = former.key.ids
    for change in changes {
      guard let place = former.place(of: change.path), let id = change.after,
        former.amendable[change.path] != nil
      else { return nil }
      ids[place] = id
    }
    let key = RegimeVersion.Key(name: former.name, paths: former.key.paths, ids: ids)
    if let known = known(key) { return known }
    var amended: [Int: AnyClause] = [:]
    for change in changes {
      guard let id = change.after, let part = former.amendable[change.path],
        try amend(part, engine, change.path, id, &amended)
      else { return nil }
    }
    counts.amendedRegimes += 1
    let positions = amended.keys.sorted()
    let version = RegimeVersion(
      name: former.name, commit: commit, vocabulary: former.vocabulary,
      engine: amended.isEmpty ? engine : RegimeEngine(engine, amending: amended), isThere: true,
      errors: [],
      amendment: RegimeVersion.Amendment(
        origin: former.number, positions: positions,
        former: positions.map { engine.clauses[$0].clause }),
      key: key, folders: former.folders, amendable: former.amendable)
    keep(version)
    return version
  }

  /// Reads a document again, and adds the clauses that are not what they were.
  ///
  /// - Returns: Whether that is all that changed.
  private func amend(
    _ part: RegimeVersion.Part, _ engine: RegimeEngine, _ path: String, _ id: ObjectID,
    _ amended: inout [Int: AnyClause]
  ) throws(HistoryError) -> Bool {
    let bytes: [UInt8]
    do throws(HistoryError) { bytes = try store.document(id, at: path) } catch {
      guard error.code == .tooLarge else { throw error }
      return false
    }
    counts.amendedDocuments += 1
    guard let root = DocumentParser.parse(bytes, file: path).tree?.root else { return false }
    let doctrine = engine.regime.doctrine
    let results = part.plugin.lower(
      [root], LoweringContext(vocabulary: engine.regime.vocabulary, ranks: doctrine.ranks))
    guard results.count == 1, !results[0].findings.containsError,
      results[0].declarations == .none, force == nil,
      results[0].clauses.count == part.clauseCount
    else { return false }
    var seen: Set<Int> = []
    for clause in results[0].clauses {
      guard let position = engine.position(ofClause: clause.id),
        seen.insert(position).inserted
      else { return false }
      let old = engine.clauses[position].clause
      guard old.pillar == clause.pillar, old.over == clause.over,
        old.origin.file == clause.origin.file,
        clause.rank == nil || doctrine.ranks.isEmpty || clause.rank == old.rank
          || doctrine.position(ofRank: clause.rank) != nil
      else { return false }
      if !old.saysTheSame(as: clause) { amended[position] = clause }
    }
    return true
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
