internal import TenureDocuments
internal import TenureModel

/// The digests of the clauses of documents, each version taken apart once.
///
/// Most versions of a document differ from the one that was met before in one provision, and that
/// is mostly none of those that are asked about. Then all digests stay, and of the version nothing
/// is read but that provision: one that cannot be read makes the whole document unreadable.
final class FingerprintCache {
  private struct Version: Hashable {
    let place: Int
    let id: ObjectID
  }

  /// A document as it was met last.
  private struct Former {
    let digests: [String: UInt64]
    /// Where its provisions stand; nil if that was not worth to be found out.
    var layout: ProvisionLayout?
    /// The provisions that the digests rest on.
    var provisions: Set<String> = []
    /// How many versions were taken apart whole since there was a layout.
    var wholeCount = 0
  }

  private let store: ObjectStore
  private let fingerprint: PolicyRepository.Fingerprint
  private var known: [Version: [String: UInt64]?] = [:]
  private var formers: [Int: Former] = [:]

  /// How many versions are taken apart whole before a layout is made: it takes another parse, for
  /// which most histories are too short.
  private static let wholeVersions = 3

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
      digests = self.digests(of: try store.document(id, at: path), at: path, place: place)
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

  private func digests(of bytes: [UInt8], at path: String, place: Int) -> [String: UInt64]? {
    let former = formers[place]
    let edit = former?.layout?.readEdit(to: bytes, at: path)
    if let former, let edit, !former.provisions.contains(edit.id) {
      formers[place]?.layout = edit.layout
      return former.digests
    }
    // A version that cannot be understood may be followed by one like that before it.
    guard let digests = fingerprint(path, bytes) else { return nil }
    var next = Former(digests: digests, layout: edit?.layout)
    if edit == nil {
      next.wholeCount = former?.layout == nil ? (former?.wholeCount ?? 0) + 1 : 1
      if next.wholeCount == Self.wholeVersions {
        next.wholeCount = 0
        next.layout = DocumentParser.parse(bytes, file: path).tree.flatMap {
          ProvisionLayout(of: $0.root)
        }
      }
    }
    if let layout = next.layout {
      let provisions = digests.keys.compactMap { layout.provision(of: $0) }
      // A clause without a provision rests on the whole document.
      if provisions.count == digests.count {
        next.provisions = Set(provisions)
      } else {
        next.layout = nil
      }
    }
    formers[place] = next
    return digests
  }
}
