import TenureDocuments
import TenureHistory
import TenureModel

/// The documents of a snapshot, for the loader; each is read once.
final class SnapshotSource: DocumentSource {
  private let snapshot: Snapshot
  private var known: [String: [UInt8]?] = [:]

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  func identity(of path: String) throws -> DocumentIdentity? {
    // In the working tree an id would start git, which costs more than to compare the bytes.
    guard snapshot.revision.commit != nil else { return try bytes(of: path).map { .content($0) } }
    return try snapshot.objectID(at: path).map { .object(Array($0.description.utf8)) }
  }

  func bytes(of path: String) throws -> [UInt8]? {
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

  func names(in folder: String) throws -> [String] {
    if folder == RegimeLoader.regimesFolder { return try snapshot.regimeNames() }
    let prefix = folder.isEmpty ? 0 : folder.utf8.count + 1
    let names = try snapshot.paths(under: folder).compactMap { path in
      path.utf8.dropFirst(prefix).split(separator: UInt8(ascii: "/")).first.map { String($0) }
    }
    return Set(names.compactMap { $0 }).sorted()
  }
}
