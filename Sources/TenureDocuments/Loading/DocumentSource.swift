/// Where the documents of a policy repository come from: a revision in git, a folder, a test.
///
/// Paths are relative to the repository, with `/` between their parts: `regimes/cn/regime.yaml`.
/// Only what cannot be read throws; what is not there is nil or empty.
public protocol DocumentSource {
  /// What tells the content of a document from all others; nil if there is no such document.
  ///
  /// Documents of equal path and identity are read and parsed once. Git has an identity without
  /// reading; the default is the content itself.
  func identity(of path: String) throws -> DocumentIdentity?

  /// The bytes of a document; nil if there is no such document.
  func bytes(of path: String) throws -> [UInt8]?

  /// The names of the documents and folders that stand directly in a folder, in any order.
  func names(in folder: String) throws -> [String]
}

extension DocumentSource {
  /// The content itself.
  public func identity(of path: String) throws -> DocumentIdentity? {
    try bytes(of: path).map { .content($0) }
  }
}

/// What tells the content of one document from that of all others.
///
/// The id of an object in git, or the content itself, compared byte by byte: nobody can make two
/// contents collide.
public struct DocumentIdentity: Sendable, Hashable {
  private let isContent: Bool
  private let bytes: [UInt8]
  /// The hash of the bytes, worked out once: a content is looked up many times.
  private let digest: Int

  private init(isContent: Bool, bytes: [UInt8]) {
    self.isContent = isContent
    self.bytes = bytes
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    digest = hasher.finalize()
  }

  /// The identity of an object in git.
  ///
  /// - Parameter id: The id of the object, as bytes.
  /// - Returns: The identity.
  public static func object(_ id: [UInt8]) -> DocumentIdentity {
    DocumentIdentity(isContent: false, bytes: id)
  }

  /// The identity that a content is to itself.
  public static func content(_ bytes: [UInt8]) -> DocumentIdentity {
    DocumentIdentity(isContent: true, bytes: bytes)
  }

  /// The content, if the identity holds it.
  var content: [UInt8]? { isContent ? bytes : nil }

  /// Whether two contents are the same, byte for byte.
  public static func == (left: DocumentIdentity, right: DocumentIdentity) -> Bool {
    left.digest == right.digest && left.isContent == right.isContent && left.bytes == right.bytes
  }

  /// Mixes the hash in that was worked out before.
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// Documents in memory, by path: for tests and for embedders without a repository.
public struct DocumentsInMemory: DocumentSource, Sendable {
  /// The documents, by path.
  public var documents: [String: [UInt8]]

  /// Creates a source of documents.
  public init(_ documents: [String: String]) {
    self.documents = documents.mapValues { Array($0.utf8) }
  }

  /// The bytes of a document; nil if there is no such document.
  public func bytes(of path: String) -> [UInt8]? { documents[path] }

  /// The names of the documents and folders that stand directly in a folder.
  public func names(in folder: String) -> [String] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let names = documents.keys.lazy.filter { $0.hasPrefix(prefix) }
      .compactMap { $0.dropFirst(prefix.count).split(separator: "/").first.map { String($0) } }
    return Set(names).sorted()
  }
}
