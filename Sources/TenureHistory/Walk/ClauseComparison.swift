internal import TenureDocuments
internal import TenureModel

/// What a commit did to the clauses of one document, by id.
public struct ClauseChanges: Sendable, Hashable {
  /// The document, relative to the policy repository.
  public let path: String
  /// The clauses that are new, sorted.
  public var added: [String] = []
  /// The clauses that are gone, sorted.
  public var removed: [String] = []
  /// The clauses that say something else, or say it in other words, sorted.
  public var amended: [String] = []
  /// Whether something changed that stands once in the document, such as a currency, a body, the
  /// doctrine, or anything of a vocabulary.
  public var settings = false
  /// Whether the document can be understood on both sides; if not, nothing is known of its clauses.
  public var isReadable = true

  /// Whether nothing changed but the text: layout, comments, notes, and the places of clauses.
  public var isTextAlone: Bool {
    isReadable && added.isEmpty && removed.isEmpty && amended.isEmpty && !settings
  }
}

/// Finds the clauses that commits changed, from the parsed documents alone: no plugin is asked, no
/// vocabulary is needed.
///
/// Each version of a document is met twice, as the one after and as the one before, and taken apart
/// once.
public final class ClauseComparison {
  private let store: ObjectStore
  private var kept = RecentValues<ObjectID, ProvisionFingerprints?>()
  private var keptCount = 0
  private var layouts = RecentLayouts()

  /// How many documents were taken apart whole.
  public private(set) var parsedCount = 0

  /// How many documents are remembered, in each of two halves.
  private static let keptDocuments = 1_024

  /// Creates a comparison of the documents of a repository.
  public init(_ repository: PolicyRepository) throws(HistoryError) {
    store = try repository.store()
  }

  /// What some changes did to clauses, by document; documents that are none of law are left out.
  ///
  /// A clause that moved from one document to another of the same regime, and says the same there,
  /// did not change.
  public func clauses(of changes: [PathChange]) throws(HistoryError) -> [ClauseChanges] {
    var found: [ClauseChanges] = []
    for change in changes where Self.isOfLaw(change.path) {
      found.append(try clauses(of: change))
    }
    if found.count > 1 { try forgetMoved(&found, changes) }
    return found
  }

  /// Whether a document is one that regimes are made of.
  public static func isOfLaw(_ path: String) -> Bool {
    path == RegimeLoader.vocabularyFile
      || (path.hasPrefix("\(RegimeLoader.regimesFolder)/") && path.hasSuffix(".yaml"))
  }

  private func clauses(of change: PathChange) throws(HistoryError) -> ClauseChanges {
    var result = ClauseChanges(path: change.path)
    if let edit = try edit(in: change) {
      if edit.isOfContent { result.amended = [edit.id] }
      return result
    }
    let former = try change.before.map { (id) throws(HistoryError) in
      try fingerprints(of: id, at: change.path)
    }
    let latter = try change.after.map { (id) throws(HistoryError) in
      try fingerprints(of: id, at: change.path)
    }
    // The outer level is whether the document is there, the inner whether it can be understood.
    if case .some(.none) = former { result.isReadable = false }
    if case .some(.none) = latter { result.isReadable = false }
    guard result.isReadable else { return result }
    let (old, new) = (former ?? nil, latter ?? nil)
    for (id, digest) in old?.byID ?? [:] {
      guard let other = new?.byID[id] else {
        result.removed.append(id)
        continue
      }
      if other != digest { result.amended.append(id) }
    }
    for id in (new?.byID ?? [:]).keys where old?.byID[id] == nil { result.added.append(id) }
    result.added.sort()
    result.removed.sort()
    result.amended.sort()
    result.settings = old?.settings ?? 0 != new?.settings ?? 0
    return result
  }

  /// The provision within which all that changed lies, and whether its content did; nil if more
  /// changed, or that cannot be seen from the bytes.
  private func edit(
    in change: PathChange
  ) throws(HistoryError) -> (id: String, isOfContent: Bool)? {
    // Going back in time, the version after was the one before of a younger commit.
    guard let before = change.before, let after = change.after else { return nil }
    let latter = layouts[after]
    let other = latter == nil ? after : before
    guard let known = latter ?? layouts[before], let bytes = try bytes(of: other, change.path),
      let (layout, id) = known.edited(to: bytes)
    else { return nil }
    func fingerprint(_ layout: ProvisionLayout) -> UInt64? {
      let reduced = layout.reduced(to: [id])
      guard let root = DocumentParser.parse(reduced, file: change.path).tree?.root,
        layout.isConfirmed(by: root, for: id)
      else { return nil }
      return ProvisionFingerprints(of: root).byID[id]
    }
    guard let first = fingerprint(known), let second = fingerprint(layout) else { return nil }
    layouts.keep(layout, of: other)
    return (id, first != second)
  }

  /// Takes out what left one document and came into another one of the same regime.
  private func forgetMoved(
    _ found: inout [ClauseChanges], _ changes: [PathChange]
  ) throws(HistoryError) {
    let byPath = Dictionary(changes.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    func folder(_ path: String) -> Substring {
      path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
    }
    for source in found.indices {
      for id in found[source].removed {
        guard let old = byPath[found[source].path]?.before,
          let digest = try fingerprints(of: old, at: found[source].path)?.byID[id]
        else { continue }
        for target in found.indices
        where folder(found[target].path) == folder(found[source].path) {
          guard let place = found[target].added.firstIndex(of: id),
            let new = byPath[found[target].path]?.after,
            try fingerprints(of: new, at: found[target].path)?.byID[id] == digest
          else { continue }
          found[target].added.remove(at: place)
          found[source].removed.removeAll { $0 == id }
        }
      }
    }
  }

  /// The fingerprints of a version of a document; nil if it cannot be understood, or is too large
  /// to be read.
  private func fingerprints(
    of id: ObjectID, at path: String
  ) throws(HistoryError) -> ProvisionFingerprints? {
    if let known = kept[id] { return known }
    parsedCount += 1
    let root = try bytes(of: id, path).flatMap { DocumentParser.parse($0, file: path).tree?.root }
    let fingerprints = root.map { ProvisionFingerprints(of: $0) }
    if let layout = root.flatMap({ ProvisionLayout(of: $0) }) { layouts.keep(layout, of: id) }
    if keptCount >= Self.keptDocuments {
      kept.turn()
      keptCount = 0
    }
    keptCount += 1
    kept[id] = .some(fingerprints)
    return fingerprints
  }

  /// The bytes of a version of a document; nil if it is too large to be read.
  private func bytes(of id: ObjectID, _ path: String) throws(HistoryError) -> [UInt8]? {
    do throws(HistoryError) { return try store.document(id, at: path) } catch {
      guard error.code == .tooLarge else { throw error }
      return nil
    }
  }
}
