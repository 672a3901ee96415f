internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

/// The documents of a policy folder that may be of no commit yet, for the loader of regimes.
struct LawSource: DocumentSource {
  let files: LawFiles
  let folder: ObjectID

  func identity(of path: String) throws -> DocumentIdentity? {
    guard let entry = try files.entry(at: path, in: folder), !entry.isFolder else { return nil }
    return .object(Array(entry.id.description.utf8))
  }

  func bytes(of path: String) throws -> [UInt8]? {
    guard let entry = try files.entry(at: path, in: folder), !entry.isFolder else { return nil }
    return try files.ledger.document(entry.id, at: path)
  }

  func names(in folder: String) throws -> [String] {
    guard let entry = try files.entry(at: folder, in: self.folder), entry.isFolder else {
      return []
    }
    return try files.entries(of: entry.id, at: folder).map(\.name)
  }
}
