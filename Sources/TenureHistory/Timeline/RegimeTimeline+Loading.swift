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

  /// A regime that will be read whole when it is asked for.
  ///
  /// What it is made of is looked up now.
  func load(_ name: String, at commit: ObjectID) throws -> RegimeVersion {
    do {
      let loader = try loader(at: commit)
      let file = RegimeLoader.path(ofRegime: name)
      guard try loader.source.identity(of: file) != nil else {
        return absent(name, at: commit, try vocabulary(loader).value)
      }
      if let key = try key(of: name, loader) {
        if let known = known(key) { return known }
        let version = RegimeVersion(
          name: name, commit: commit, key: key, folders: RegimeVersion.folders(of: key.paths)
        ) { [unowned self] in try content(of: name, at: commit) }
        keep(version)
        return version
      }
    } catch let error as HistoryError where Self.isOfDocument(error) {
      // Said when it is read.
    }
    // What would mend it is not known, so it rests on everything.
    return RegimeVersion(
      name: name, commit: commit, key: RegimeVersion.Key(name: name, paths: [], ids: []),
      folders: []
    ) { [unowned self] in try content(of: name, at: commit) }
  }

  /// The documents of a regime; nil if one of them is missing, or it cannot be said which they are.
  private func key(of name: String, _ loader: RegimeLoader) throws -> RegimeVersion.Key? {
    guard let own = try loader.documentPaths(of: name),
      let source = loader.source as? SnapshotSource
    else { return nil }
    let paths = (own + [RegimeLoader.vocabularyFile]).sorted()
    var ids: [ObjectID] = []
    for path in paths {
      guard let id = try source.objectID(at: path) else { return nil }
      ids.append(id)
    }
    return RegimeVersion.Key(name: name, paths: paths, ids: ids)
  }

  /// Reads a regime whole.
  private func content(of name: String, at commit: ObjectID) throws -> RegimeVersion.Content {
    counts.wholeRegimes += 1
    do {
      let loader = try loader(at: commit)
      let vocabulary = try vocabulary(loader)
      guard let own = vocabulary.value else { return broken(nil, vocabulary.findings) }
      let loaded = try loader.regime(name, under: own)
      guard let regime = loaded.value else { return broken(own, loaded.findings) }
      weigh(regime.regime.layers.reduce(0) { $0 + $1.clauses.count })
      return content(of: regime)
    } catch let error as HistoryError where Self.isOfDocument(error) {
      return broken(nil, [Finding("unreadable-document", error.message, help: error.help)])
    }
  }

  private func content(of loaded: LoadedRegime) -> RegimeVersion.Content {
    var counts: [String: Int] = [:]
    for layer in loaded.regime.layers {
      for position in layer.clauses.indices {
        counts[layer.clauses[position].origin.file, default: 0] += 1
      }
    }
    var amendable: [String: RegimeVersion.Part] = [:]
    var outlines: Set<String> = []
    for (path, uses) in Dictionary(grouping: loaded.documents, by: \.path) {
      // A document that two plugins read, or that is read for two layers, is read with the whole.
      guard uses.count == 1 else { continue }
      guard let pillar = uses[0].pillar else {
        outlines.insert(path)
        continue
      }
      guard pillar == .property || pillar == .circulation,
        let plugin = plugins.first(where: { $0.name == uses[0].plugin && $0.pillar == pillar })
      else { continue }
      amendable[path] = RegimeVersion.Part(plugin: plugin, clauseCount: counts[path] ?? 0)
    }
    let engine = RegimeEngine(loaded.regime, force: force)
    return RegimeVersion.Content(
      vocabulary: loaded.regime.vocabulary, base: engine, voices: ClauseVoices(of: engine),
      amendable: amendable, outlines: outlines)
  }

  private func broken(
    _ vocabulary: Vocabulary?, _ findings: [Finding]
  ) -> RegimeVersion.Content {
    RegimeVersion.Content(
      vocabulary: vocabulary, base: nil, errors: findings.filter { $0.severity == .error })
  }

  /// Whether an error is about what somebody committed, and not about the repository.
  private static func isOfDocument(_ error: HistoryError) -> Bool {
    switch error.code {
    case .symbolicLink, .submodule, .tooLarge, .hostileTree: true
    default: false
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
}

extension RegimeTimeline {
  /// A version in a larger vocabulary than its own; nil if it cannot be understood in it.
  public func engine(
    of version: RegimeVersion, under vocabulary: Vocabulary
  ) throws -> RegimeEngine? {
    if try version.vocabulary() == vocabulary { return try version.engine() }
    guard version.isThere else {
      return try absent(version.name, at: version.commit, vocabulary).engine()
    }
    guard try version.isUnderstood() else { return nil }
    let loaded = try loader(at: version.commit).regime(version.name, under: vocabulary)
    return loaded.value.map { RegimeEngine($0.regime, force: force) }
  }

  /// A regime that says nothing, in the vocabulary of a version, for a commit that has none.
  public func silence(beside version: RegimeVersion) throws -> RegimeVersion {
    absent(version.name, at: version.commit, try version.vocabulary())
  }

  /// A regime that says nothing, in the place of one that a commit does not have.
  func absent(
    _ name: String, at commit: ObjectID, _ vocabulary: Vocabulary? = nil
  ) -> RegimeVersion {
    let regime = Regime(
      name: name, vocabulary: vocabulary ?? Vocabulary(name: "", taxonomies: [], facets: []),
      doctrine: .none, layers: [Regime.Layer(name: name, clauses: [])])
    return RegimeVersion(
      name: name, commit: commit, isThere: false,
      key: RegimeVersion.Key(name: name, paths: [], ids: []), folders: []
    ) { RegimeVersion.Content(vocabulary: regime.vocabulary, base: RegimeEngine(regime)) }
  }
}
