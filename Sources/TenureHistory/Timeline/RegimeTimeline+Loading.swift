internal import TenureDocuments
public import TenureEngine
public import TenureModel

extension RegimeTimeline {
  /// The loader of a commit; all share what was parsed.
  func loader(at commit: ObjectID) throws -> RegimeLoader {
    let revision = Revision(.commit(commit), spelling: commit.shortDescription)
    return RegimeLoader(
      source: SnapshotSource(try repository.snapshot(at: revision)), plugins: plugins,
      cache: cache)
  }

  /// A regime read whole.
  func load(_ name: String, at commit: ObjectID) throws -> RegimeVersion {
    counts.wholeRegimes += 1
    do {
      let loader = try loader(at: commit)
      let vocabulary = try vocabulary(loader)
      let file = "\(RegimeLoader.regimesFolder)/\(name)/\(RegimeLoader.regimeFileName)"
      guard try loader.source.identity(of: file) != nil else {
        return absent(name, at: commit, vocabulary.value)
      }
      guard let own = vocabulary.value else {
        return broken(name, at: commit, nil, vocabulary.findings)
      }
      let loaded = try loader.regime(name, under: own)
      guard let regime = loaded.value else {
        return broken(name, at: commit, own, loaded.findings)
      }
      return try version(of: regime, name, at: commit)
    } catch let error as HistoryError where Self.isOfDocument(error) {
      let finding = Finding("unreadable-document", error.message, help: error.help)
      return broken(name, at: commit, nil, [finding])
    }
  }

  /// The vocabulary of a commit; one value for all commits that have the same.
  private func vocabulary(_ loader: RegimeLoader) throws -> Loaded<Vocabulary> {
    guard let source = loader.source as? SnapshotSource,
      let id = try source.objectID(at: RegimeLoader.vocabularyFile)
    else { return try loader.vocabulary() }
    if let known = vocabularies[id] { return known }
    let vocabulary = try loader.vocabulary()
    if vocabularies.count >= Self.keptVocabularies { vocabularies = [:] }
    vocabularies[id] = vocabulary
    return vocabulary
  }

  /// How many vocabularies are kept.
  private static let keptVocabularies = 64

  /// A version in a larger vocabulary than its own.
  public func engine(
    of version: RegimeVersion, under vocabulary: Vocabulary
  ) throws -> RegimeEngine? {
    if version.vocabulary == vocabulary { return version.engine }
    guard version.isThere, version.engine != nil else {
      return absent(version.name, at: version.commit, vocabulary).engine
    }
    let loaded = try loader(at: version.commit).regime(version.name, under: vocabulary)
    return loaded.value.map { RegimeEngine($0.regime, force: force) }
  }

  /// Whether an error is about what somebody committed, and not about the repository.
  private static func isOfDocument(_ error: HistoryError) -> Bool {
    switch error.code {
    case .symbolicLink, .submodule, .tooLarge, .hostileTree: true
    default: false
    }
  }

  private func version(
    of loaded: LoadedRegime, _ name: String, at commit: ObjectID
  ) throws -> RegimeVersion {
    let revision = Revision(.commit(commit), spelling: commit.shortDescription)
    let snapshot = try repository.snapshot(at: revision)
    let paths = Set(loaded.documents.map(\.path) + [RegimeLoader.vocabularyFile]).sorted()
    let ids = try paths.compactMap { try snapshot.objectID(at: $0) }
    let key = RegimeVersion.Key(name: name, paths: paths, ids: ids)
    if let known = known(key) { return known }
    var counts: [String: Int] = [:]
    for entry in loaded.regime.clauses { counts[entry.clause.origin.file, default: 0] += 1 }
    var amendable: [String: RegimeVersion.Part] = [:]
    for (path, uses) in Dictionary(grouping: loaded.documents, by: \.path) {
      // A document that two plugins read, or that is read for two layers, is read with the whole.
      guard uses.count == 1, let pillar = uses[0].pillar,
        pillar == .property || pillar == .circulation,
        let plugin = plugins.first(where: { $0.name == uses[0].plugin && $0.pillar == pillar })
      else { continue }
      amendable[path] = RegimeVersion.Part(plugin: plugin, clauseCount: counts[path] ?? 0)
    }
    let version = RegimeVersion(
      name: name, commit: commit, vocabulary: loaded.regime.vocabulary,
      engine: RegimeEngine(loaded.regime, force: force), isThere: true, errors: [], key: key,
      folders: RegimeVersion.folders(of: paths), amendable: amendable)
    keep(version)
    return version
  }

  /// A version that rests on everything: what would mend it is not known.
  private func broken(
    _ name: String, at commit: ObjectID, _ vocabulary: Vocabulary?, _ findings: [Finding]
  ) -> RegimeVersion {
    RegimeVersion(
      name: name, commit: commit, vocabulary: vocabulary, engine: nil, isThere: true,
      errors: findings.filter { $0.severity == .error },
      key: RegimeVersion.Key(name: name, paths: [], ids: []), folders: [], amendable: [:])
  }

  /// A regime that says nothing, in the vocabulary of a version, for a commit that has none.
  public func silence(_ name: String, beside version: RegimeVersion) throws -> RegimeVersion {
    absent(name, at: version.commit, version.vocabulary)
  }

  /// A regime that says nothing, in the place of one that a commit does not have.
  func absent(
    _ name: String, at commit: ObjectID, _ vocabulary: Vocabulary? = nil
  ) -> RegimeVersion {
    let regime = Regime(
      name: name, vocabulary: vocabulary ?? Vocabulary(name: "", taxonomies: [], facets: []),
      doctrine: .none, layers: [Regime.Layer(name: name, clauses: [])])
    return RegimeVersion(
      name: name, commit: commit, vocabulary: regime.vocabulary, engine: RegimeEngine(regime),
      isThere: false, errors: [], key: RegimeVersion.Key(name: name, paths: [], ids: []),
      folders: [], amendable: [:])
  }
}
