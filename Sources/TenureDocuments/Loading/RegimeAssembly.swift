internal import TenureModel

/// Puts a regime together: reads the documents of its layers, has them lowered, checks the whole.
struct RegimeAssembly {
  /// A document that a pillar of a layer is made of.
  struct Part {
    let layer: Int
    let path: String
    let plugin: Plugin
    let document: DocumentReader.Document
    /// What it was lowered to; nil if it could not be.
    var lowered: LoweredDocument?
  }

  let plugins: [Plugin]
  let layers: [LayerStack.Layer]
  let doctrine: Doctrine
  var reader: DocumentReader
  private(set) var parts: [Part] = []

  init(
    plugins: [Plugin], layers: [LayerStack.Layer], doctrine: Doctrine, reader: DocumentReader
  ) {
    self.plugins = plugins
    self.layers = layers
    self.doctrine = doctrine
    self.reader = reader
  }

  /// Reads the documents of some pillars that the layers name.
  mutating func readDocuments(of pillars: Set<Pillar>) throws {
    for (position, layer) in layers.enumerated() {
      var seen: Set<String> = []
      for pillar in Pillar.allCases where pillars.contains(pillar) {
        for use in layer.file.pillars[pillar] ?? [] {
          guard let plugin = plugin(use.plugin, pillar) else { continue }
          for name in use.documents {
            guard let path = resolve(name, in: layer.folder) else { continue }
            guard seen.insert("\(pillar.rawValue) \(plugin.name) \(path)").inserted else {
              reader.findings.append(
                Finding(
                  "named-twice", "document `\(name.value)` is named twice", at: name.location,
                  help: "take one of them out"))
              continue
            }
            guard let document = try reader.read(path) else {
              reader.findings.append(try missing(name, path))
              continue
            }
            parts.append(Part(layer: position, path: path, plugin: plugin, document: document))
          }
        }
      }
    }
  }

  /// The paths of all documents that the layers name, their own files included; nil if that cannot
  /// be said of one.
  mutating func paths() -> Set<String>? {
    var paths = Set(layers.map(\.document.key.path))
    for layer in layers {
      for use in layer.file.pillars.values.flatMap({ $0 }) {
        for name in use.documents {
          guard let path = resolve(name, in: layer.folder) else { return nil }
          paths.insert(path)
        }
      }
    }
    return paths
  }

  /// The documents that wait to be lowered by one plugin.
  private struct Batch: Sendable {
    let plugin: Plugin
    let documents: [(part: Int, key: DocumentCache.LoweringKey, root: DocumentNode)]

    var byteCount: Int { documents.reduce(0) { $0 + $1.root.tree.source.count } }
  }

  /// The bytes of documents from which on sharing the work of lowering them costs less than it
  /// saves.
  private static let sharedBytes = 1 << 14

  /// Has the documents lowered, all of one plugin at once; what the cache knows is not lowered.
  mutating func lower(under vocabulary: Vocabulary, number: Int, _ sharing: WorkSharing) {
    let context = LoweringContext(vocabulary: vocabulary, ranks: doctrine.ranks)
    var waiting: [String: [(part: Int, key: DocumentCache.LoweringKey, root: DocumentNode)]] = [:]
    for (position, part) in parts.enumerated() {
      guard let root = part.document.tree?.root else { continue }
      let key = DocumentCache.LoweringKey(
        document: part.document.key, plugin: part.plugin.name, pillar: part.plugin.pillar,
        version: part.plugin.version, vocabulary: number, ranks: doctrine.ranks)
      if let known = reader.cache.lowered(key) {
        parts[position].lowered = known
      } else {
        waiting[part.plugin.batchKey, default: []].append((position, key, root))
      }
    }
    let batches = plugins.compactMap { plugin in
      waiting.removeValue(forKey: plugin.batchKey).map { Batch(plugin: plugin, documents: $0) }
    }
    let isShared = batches.reduce(0) { $0 + $1.byteCount } >= Self.sharedBytes
    let lowered = (isShared ? sharing : .alone).map(batches, size: \.byteCount) { batch in
      batch.plugin.lower(batch.documents.map { $0.root }, context)
    }
    for (batch, results) in zip(batches, lowered) {
      let documents = batch.documents
      guard results.count == documents.count else {
        reader.findings.append(.wrongBatch(batch.plugin, documents.count, results.count))
        continue
      }
      let brief = results.map(\.withBriefFindings)
      for (waiting, result) in zip(documents, brief) { parts[waiting.part].lowered = result }
      reader.cache.keep(zip(documents, brief).map { ($0.key, $1) })
    }
    for part in parts { reader.findings += part.lowered?.findings ?? [] }
  }

  /// The regime, if nothing is wrong with it.
  mutating func assemble(_ name: String, _ vocabulary: Vocabulary) -> LoadedRegime? {
    guard let top = layers.last, top.name == name, !reader.findings.containsError else {
      return nil
    }
    let regime = Regime(
      name: name, title: top.file.title, jurisdiction: top.file.jurisdiction,
      vocabulary: vocabulary, doctrine: doctrine, layers: makeLayers())
    reader.findings += RegimeChecks(regime: regime, parts: parts).findings().brief
    guard !reader.findings.containsError else { return nil }
    return LoadedRegime(regime: regime, documents: documents)
  }

  private func makeLayers() -> [Regime.Layer] {
    layers.enumerated().map { position, layer in
      let own = parts.filter { $0.layer == position }.compactMap(\.lowered)
      let parts = Regime(
        name: layer.name, vocabulary: Vocabulary(name: "", taxonomies: [], facets: []),
        doctrine: .none, layers: own.map { $0.declarations.layer })
      let clauses = own.count == 1 ? own[0].clauses : own.flatMap(\.clauses)
      return Regime.Layer(
        name: layer.name, clauses: clauses, distribution: parts.distribution,
        governance: parts.governance)
    }
  }

  private var documents: [LoadedRegime.Document] {
    layers.enumerated().flatMap { position, layer in
      var documents: [LoadedRegime.Document] = []
      if let tree = layer.document.tree {
        documents.append(
          .init(
            path: layer.document.key.path, identity: layer.document.key.identity,
            layer: layer.name, pillar: nil, plugin: nil, tree: tree))
      }
      for part in parts where part.layer == position {
        guard let tree = part.document.tree else { continue }
        documents.append(
          .init(
            path: part.path, identity: part.document.key.identity, layer: layer.name,
            pillar: part.plugin.pillar, plugin: part.plugin.name, tree: tree))
      }
      return documents
    }
  }
}

extension RegimeAssembly {
  private mutating func plugin(_ name: Located<String>, _ pillar: Pillar) -> Plugin? {
    if let plugin = plugins.first(where: { $0.name == name.value && $0.pillar == pillar }) {
      return plugin
    }
    let elsewhere = plugins.filter { $0.name == name.value }.map { $0.pillar.rawValue }
    let names = plugins.filter { $0.pillar == pillar }.map(\.name)
    reader.findings.append(
      Finding(
        "unknown-plugin",
        "there is no plugin `\(Finding.brief(name.value))` for the \(pillar.rawValue) pillar",
        at: name.location,
        help: elsewhere.isEmpty
          ? Suggestion.help(for: name.value, among: names)
          : "it is for " + elsewhere.joined(separator: ", ")))
    return nil
  }

  /// The path of a document from the folder of its regime; nil if it leaves the repository.
  private mutating func resolve(_ name: Located<String>, in folder: String) -> String? {
    if let path = RegimeFile.path(of: name.value, in: folder) { return path }
    reader.findings.append(
      Finding(
        "path-outside", "document `\(Finding.brief(name.value))` does not lie in the repository",
        at: name.location, help: "write a path from the folder of the regime: `circulation.yaml`"))
    return nil
  }

  private func missing(_ name: Located<String>, _ path: String) throws -> Finding {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let others = try reader.source.names(in: folder)
      .filter { $0.hasSuffix(".yaml") && $0 != RegimeLoader.regimeFileName }.sorted()
    return Finding(
      "no-document", "there is no document `\(path)`", at: name.location,
      help: Suggestion.help(for: name.value, among: others))
  }
}

extension Plugin {
  /// Tells a plugin from all others of a host.
  fileprivate var batchKey: String { "\(pillar.rawValue) \(name)" }
}

extension PillarDeclarations {
  /// A layer that declares this and nothing else.
  fileprivate var layer: Regime.Layer {
    switch self {
    case .none: .init(name: "", clauses: [])
    case .distribution(let own): .init(name: "", clauses: [], distribution: own)
    case .governance(let own): .init(name: "", clauses: [], governance: own)
    }
  }
}

extension Finding {
  fileprivate static func wrongBatch(_ plugin: Plugin, _ asked: Int, _ got: Int) -> Finding {
    Finding(
      "plugin-failed", "plugin `\(plugin.name)` answered \(got) of \(asked) documents",
      help: "this is a mistake of the plugin; tell its authors")
  }
}
