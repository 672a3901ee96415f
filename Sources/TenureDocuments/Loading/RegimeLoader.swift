public import TenureModel

/// Loads vocabularies and regimes from the documents of a policy repository.
///
///     let loader = RegimeLoader(source: source, plugins: Plugins.builtIn)
///     let loaded = try loader.regime("cn")
///     loaded.value?.regime                      // the regime, if nothing is wrong
///     loaded.findings                           // everything that is worth saying
///
/// A loader has no state but its cache. Give the loaders of several revisions the same cache.
public struct RegimeLoader {
  /// The folder of the regimes.
  public static let regimesFolder = "regimes"
  /// The document of a regime.
  public static let regimeFileName = "regime.yaml"
  /// The document of the vocabulary.
  public static let vocabularyFile = "vocabulary.yaml"

  /// The path of the document of a regime.
  package static func path(ofRegime name: String) -> String {
    LayerStack.folder(of: name) + "/" + regimeFileName
  }

  /// Where the documents come from.
  public let source: any DocumentSource
  /// The plugins that documents may name.
  public let plugins: [Plugin]
  /// What was made of documents before.
  public let cache: DocumentCache
  /// The most bytes of all documents that are read for one regime.
  public let byteLimit: Int
  /// How the documents of several plugins are lowered.
  public let sharing: WorkSharing

  /// Creates a loader.
  public init(
    source: any DocumentSource, plugins: [Plugin], cache: DocumentCache = DocumentCache(),
    byteLimit: Int = DocumentLimits.regimeBytes, sharing: WorkSharing = .alone
  ) {
    self.source = source
    self.plugins = plugins
    self.cache = cache
    self.byteLimit = byteLimit
    self.sharing = sharing
  }

  /// The names of all regimes, sorted: the folders of `regimes/` that have a `regime.yaml`.
  ///
  /// Folders whose name no regime can have are not among them: `misnamedRegimes` reports those.
  public func regimeNames() throws -> [String] {
    try folders { Identifier.isSound($0) }
  }

  /// An error for each folder of `regimes/` that has a `regime.yaml`, and a name that no regime can
  /// have: nothing could ask it.
  public func misnamedRegimes() throws -> [Finding] {
    try folders { !Identifier.isSound($0) }.map { name in
      let start = SourcePosition(line: 1, column: 1, offset: 0)
      return Finding(
        "regime-name", "`\(Finding.brief(name))` is no name of a regime",
        at: SourceLocation(
          file: Self.path(ofRegime: name), range: SourceRange(start: start, end: start)),
        help: "rename the folder: ASCII letters, digits, `-` and `.`, a letter or digit first")
    }
  }

  /// The folders of `regimes/` that have a `regime.yaml`, sorted.
  private func folders(where isWanted: (String) -> Bool) throws -> [String] {
    try source.names(in: Self.regimesFolder).filter { name in
      try isWanted(name) && source.identity(of: Self.path(ofRegime: name)) != nil
    }.sorted()
  }

  /// The vocabulary of the repository.
  public func vocabulary() throws -> Loaded<Vocabulary> {
    var reader = DocumentReader(self)
    guard let document = try reader.read(Self.vocabularyFile) else {
      let finding = Finding(
        "no-vocabulary", "there is no `\(Self.vocabularyFile)`",
        help: "a policy repository has one at its top: what can be said in its documents")
      return Loaded(nil, findings: [finding])
    }
    guard let root = document.tree?.root else { return Loaded(nil, findings: reader.findings) }
    let loaded = cache.vocabulary(document.key) { VocabularyDocument.read(root) }
    return Loaded(loaded.value, findings: reader.findings + loaded.findings)
  }

  /// Loads a regime.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - vocabulary: What can be said; the repository's own vocabulary if left out. Loading again
  ///     under another vocabulary parses nothing again.
  ///   - pillars: The pillars whose documents are read; the regime is silent on the others.
  /// - Returns: The regime with its documents, or all that is wrong with them.
  /// - Throws: What the source throws if it cannot be read.
  public func regime(
    _ name: String, under vocabulary: Vocabulary? = nil,
    pillars: Set<Pillar> = Set(Pillar.allCases)
  ) throws -> Loaded<LoadedRegime> {
    var reader = DocumentReader(self)
    var known = vocabulary
    if known == nil {
      let own = try self.vocabulary()
      known = own.value
      reader.findings += own.findings
    }
    var stack = LayerStack(knownNames: regimeNames)
    try stack.add(name, at: nil, &reader)
    let doctrine = stack.layers.reversed().lazy.compactMap(\.file.doctrine).first
    var assembly = RegimeAssembly(
      plugins: plugins, layers: stack.layers, doctrine: doctrine ?? .none, reader: reader)
    try assembly.readDocuments(of: pillars)
    guard let known else { return Loaded(nil, findings: assembly.reader.findings) }
    assembly.lower(under: known, number: cache.number(of: known), sharing)
    let regime = assembly.assemble(name, known)
    return Loaded(regime, findings: assembly.reader.findings)
  }

  /// Reads and parses what a regime is made of into the cache, so that loading it later is faster.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Whether there is a regime of that name.
  /// - Throws: What the source throws if it cannot be read.
  package func prepare(_ name: String) throws -> Bool {
    var reader = DocumentReader(self)
    var stack = LayerStack(knownNames: { [] })
    try stack.add(name, at: nil, &reader)
    guard !stack.layers.isEmpty else { return false }
    _ = try vocabulary()
    var assembly = RegimeAssembly(
      plugins: plugins, layers: stack.layers, doctrine: .none, reader: reader)
    try assembly.readDocuments(of: Set(Pillar.allCases))
    return true
  }

  /// The documents that a regime is made of, the files of its layers included, without reading more
  /// than those; nil if one of them cannot be understood.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The paths, some of which may have no document, sorted.
  /// - Throws: What the source throws if it cannot be read.
  public func documentPaths(of name: String) throws -> [String]? {
    var stack = LayerStack(knownNames: regimeNames)
    var reader = DocumentReader(self)
    try stack.add(name, at: nil, &reader)
    guard !reader.findings.containsError else { return nil }
    var assembly = RegimeAssembly(
      plugins: plugins, layers: stack.layers, doctrine: .none, reader: reader)
    return assembly.paths()?.sorted()
  }
}
