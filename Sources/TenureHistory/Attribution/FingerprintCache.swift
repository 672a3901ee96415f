/// The digests of the clauses of documents, each version taken apart once.
final class FingerprintCache {
  private struct Version: Hashable {
    let place: Int
    let id: ObjectID
  }

  private let store: ObjectStore
  private let fingerprint: PolicyRepository.Fingerprint
  private var known: [Version: [String: UInt64]?] = [:]

  init(store: ObjectStore, fingerprint: @escaping PolicyRepository.Fingerprint) {
    self.store = store
    self.fingerprint = fingerprint
  }

  /// The digests of a version of a document; nil if it cannot be understood, or is too large to be
  /// read.
  func digests(
    of id: ObjectID, at path: String, place: Int
  ) throws(HistoryError) -> [String: UInt64]? {
    let version = Version(place: place, id: id)
    if let digests = known[version] { return digests }
    if known.count >= HistoryLimits.rememberedObjects { known.removeAll() }
    let digests: [String: UInt64]?
    do throws(HistoryError) {
      digests = fingerprint(path, try store.document(id, at: path))
    } catch {
      guard error.code == .tooLarge else { throw error }
      digests = nil
    }
    known[version] = .some(digests)
    return digests
  }

  /// The digests of a document that may not be committed.
  func digests(of bytes: [UInt8], at path: String) -> [String: UInt64]? {
    fingerprint(path, bytes)
  }
}
