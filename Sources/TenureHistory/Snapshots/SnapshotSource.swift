public import TenureDocuments

/// The documents of a snapshot, for the loader of regimes; each is read once.
///
///     let repository = try PolicyRepository.open(at: folder)
///     let snapshot = try repository.snapshot(at: repository.resolve("main~3"))
///     let loader = RegimeLoader(source: SnapshotSource(snapshot), plugins: Plugins.builtIn)
///
/// A document of a commit is identified by its id in git, so loaders that share a cache read what
/// is the same in two revisions once.
public final class SnapshotSource: DocumentSource {
  private let snapshot: Snapshot
  private var known: [String: [UInt8]?] = [:]

  /// Creates the source of a snapshot's documents.
  public init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// What tells the content of a document from all others; nil if there is no such document.
  public func identity(of path: String) throws -> DocumentIdentity? {
    // In the working tree an id would start git, which costs more than to compare the bytes.
    guard snapshot.revision.commit != nil else { return try bytes(of: path).map { .content($0) } }
    return try snapshot.objectID(at: path).map { .object(Array($0.description.utf8)) }
  }

  /// The id of a document in git; nil if there is none.
  func objectID(at path: String) throws(HistoryError) -> ObjectID? {
    try snapshot.objectID(at: path)
  }

  /// The bytes of a document; nil if there is no such document.
  public func bytes(of path: String) throws -> [UInt8]? {
    if let bytes = known[path] { return bytes }
    let bytes: [UInt8]?
    do throws(HistoryError) {
      bytes = try snapshot.bytes(at: path)
    } catch {
      guard error.code == .noDocument else { throw error }
      bytes = nil
    }
    known[path] = .some(bytes)
    return bytes
  }

  /// The names of the documents and folders that stand directly in a folder.
  public func names(in folder: String) throws -> [String] {
    if folder == RegimeLoader.regimesFolder { return try snapshot.regimeNames() }
    let prefix = folder.isEmpty ? 0 : folder.utf8.count + 1
    let names = try snapshot.paths(under: folder).compactMap { path in
      path.utf8.dropFirst(prefix).split(separator: UInt8(ascii: "/")).first.map { String($0) }
    }
    return Set(names.compactMap { $0 }).sorted()
  }
}
