internal import TenureModel

/// Reads and parses the documents of one load, through the cache, and collects the findings.
struct DocumentReader {
  /// A document that is there.
  struct Document {
    let key: DocumentCache.DocumentKey
    /// The parsed document; nil if it has errors.
    let tree: DocumentTree?
  }

  let source: any DocumentSource
  let cache: DocumentCache
  /// What was found so far.
  var findings: [Finding] = []
  private var byteCount = 0
  private var isTooLarge = false

  /// The most bytes of all documents together.
  private let byteLimit: Int

  /// Creates a reader of the documents of one load.
  init(_ loader: RegimeLoader) {
    source = loader.source
    cache = loader.cache
    byteLimit = loader.byteLimit
  }

  /// Reads a document; nil if there is none.
  mutating func read(_ path: String) throws -> Document? {
    guard let identity = try source.identity(of: path) else { return nil }
    let key = DocumentCache.DocumentKey(path: path, identity: identity)
    let parsed = try cache.parsed(key) {
      try identity.content ?? source.bytes(of: path) ?? []
    }
    findings += parsed.findings
    byteCount += parsed.byteCount
    if byteCount > byteLimit, !isTooLarge {
      isTooLarge = true
      findings.append(
        Finding(
          "regime-too-large",
          "the documents have more than \(byteLimit) bytes together",
          help: "split the regime"))
    }
    return Document(key: key, tree: isTooLarge ? nil : parsed.tree)
  }
}
