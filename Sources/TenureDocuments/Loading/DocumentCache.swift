internal import Synchronization
internal import TenureModel

/// What was made of documents before, by the content of the documents.
///
/// Share one cache among the loaders of all revisions: a document that two revisions have in
/// common is parsed once, and lowered once under each vocabulary and each list of ranks.
///
/// When the documents that it keeps exceed its limit it forgets them all.
public final class DocumentCache: Sendable {
  /// The most bytes of documents that are kept.
  public let byteLimit: Int
  private let state: Mutex<State>

  /// Creates an empty cache.
  public init(byteLimit: Int = 256 << 20) {
    self.byteLimit = byteLimit
    state = Mutex(State())
  }

  /// A document in the place where it stands: the place is part of every finding.
  struct DocumentKey: Hashable {
    let path: String
    let identity: DocumentIdentity
  }

  /// A parsed document.
  struct Parsed: Sendable {
    let tree: DocumentTree?
    let findings: [Finding]
    let byteCount: Int
  }

  /// All that the result of a lowering depends on.
  struct LoweringKey: Hashable {
    let document: DocumentKey
    let plugin: String
    let pillar: Pillar
    let version: Int
    let vocabulary: Int
    let ranks: [String]
  }

  /// A vocabulary, hashed by its outline: equality looks at all of it, and hashing need not.
  private struct VocabularyKey: Hashable {
    let vocabulary: Vocabulary

    func hash(into hasher: inout Hasher) {
      hasher.combine(vocabulary.name)
      hasher.combine(vocabulary.facets.count)
      for taxonomy in vocabulary.taxonomies { hasher.combine(taxonomy.terms.count) }
    }
  }

  /// How many documents were parsed: each once, unless it was forgotten in between.
  package var parsedCount: Int { state.withLock { $0.parsedCount } }

  private struct State {
    var byteCount = 0
    var parsedCount = 0
    var parsed: [DocumentKey: Parsed] = [:]
    var lowered: [LoweringKey: LoweredDocument] = [:]
    var read: [DocumentKey: Loaded<Vocabulary>] = [:]
    var vocabularies: [VocabularyKey: Int] = [:]
    var nextVocabulary = 0

    mutating func forget() {
      byteCount = 0
      parsed = [:]
      lowered = [:]
      read = [:]
      // Numbers are never given twice: a loader at work may still hold one.
      vocabularies = [:]
    }
  }

  /// The document of a key, parsed now if it was not before.
  func parsed(_ key: DocumentKey, _ bytes: () throws -> [UInt8]) rethrows -> Parsed {
    if let known = state.withLock({ $0.parsed[key] }) { return known }
    let bytes = try bytes()
    let (tree, findings) = DocumentParser.parse(bytes, file: key.path)
    let parsed = Parsed(tree: tree, findings: findings.brief, byteCount: bytes.count)
    state.withLock { state in
      if state.byteCount + bytes.count > byteLimit { state.forget() }
      state.byteCount += bytes.count
      state.parsedCount += 1
      state.parsed[key] = parsed
    }
    return parsed
  }

  /// The vocabulary of a document, read now if it was not before.
  func vocabulary(_ key: DocumentKey, _ read: () -> Loaded<Vocabulary>) -> Loaded<Vocabulary> {
    if let known = state.withLock({ $0.read[key] }) { return known }
    let vocabulary = read()
    state.withLock { $0.read[key] = vocabulary }
    return vocabulary
  }

  /// A number that stands for a vocabulary.
  func number(of vocabulary: Vocabulary) -> Int {
    state.withLock { state in
      let key = VocabularyKey(vocabulary: vocabulary)
      if let known = state.vocabularies[key] { return known }
      state.nextVocabulary += 1
      state.vocabularies[key] = state.nextVocabulary
      return state.nextVocabulary
    }
  }

  /// What a document was lowered to.
  func lowered(_ key: LoweringKey) -> LoweredDocument? { state.withLock { $0.lowered[key] } }

  /// Keeps what documents were lowered to.
  func keep(_ results: [(key: LoweringKey, document: LoweredDocument)]) {
    state.withLock { state in
      for result in results { state.lowered[result.key] = result.document }
    }
  }
}
