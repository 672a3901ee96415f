public import TenureDocuments
internal import TenureModel

/// Two versions of a policy repository merged document by document: the vocabulary, the regimes
/// and the scenarios.
///
/// A document that one side left alone is taken from the other; one that both changed is merged by
/// ids and keys (see `DocumentMerge`). A document that one side moved is followed: it is the one
/// that has the same bytes, or more than half of the ids that the old one declares, or its name in
/// the folder to which the others went. Nothing is written: see ``documents``. What else lies in
/// the repository is git's to merge.
public struct RepositoryMerge {
  /// Something that both sides made differently.
  public struct Conflict: Sendable, Hashable {
    /// The document.
    public let file: String
    /// What is in conflict.
    public let conflict: DocumentConflict
    /// What is wrong with a document that cannot be understood.
    public let reason: String?
  }

  /// The folders and the document that are merged.
  static let roots = ["vocabulary.yaml", "regimes", "scenarios"]

  /// The merged documents by path; without those that are in conflict.
  public private(set) var documents: [String: [UInt8]] = [:]
  /// What is in conflict, by document.
  public private(set) var conflicts: [Conflict] = []
  /// The documents that our side has not, or has otherwise.
  public private(set) var changed: [String] = []
  /// The documents that our side has and the merge has not.
  public private(set) var removed: [String] = []
  /// The documents that both sides changed and that were merged by what they say.
  public private(set) var merged: [String] = []

  /// The regimes that our side gave another name, by their old ones.
  public var regimesRenamedByUs: [String: String] { ourMoves.regimes }
  /// The regimes that their side gave another name, by their old ones.
  public var regimesRenamedByThem: [String: String] { theirMoves.regimes }

  private let base: MergeSide
  private let ours: MergeSide
  private let theirs: MergeSide
  private let ourMoves: DocumentMoves
  private let theirMoves: DocumentMoves
  private var sources: [String: String] = [:]

  /// Merges two versions that both come from a third.
  ///
  /// - Parameters:
  ///   - base: What both began with.
  ///   - ours: Our version.
  ///   - theirs: Their version.
  /// - Throws: A `HistoryError` if a version cannot be read.
  public init(base: Snapshot, ours: Snapshot, theirs: Snapshot) throws(HistoryError) {
    self.base = try MergeSide(base)
    self.ours = try MergeSide(ours)
    self.theirs = try MergeSide(theirs)
    ourMoves = try DocumentMoves(from: self.base, to: self.ours)
    theirMoves = try DocumentMoves(from: self.base, to: self.theirs)
    try merge()
  }

  private mutating func merge() throws(HistoryError) {
    for path in base.ids.keys.sorted() {
      let mine = ours.ids[path] != nil ? path : ourMoves.documents[path]
      let other = theirs.ids[path] != nil ? path : theirMoves.documents[path]
      if let mine, let other, mine != other, mine != path, other != path {
        refuse(path, .renamedByBoth)
        continue
      }
      let target = mine == path ? other ?? path : mine ?? other ?? path
      try merge(path, mine, other, to: target)
    }
    let followed = Set(ourMoves.documents.values).union(theirMoves.documents.values)
    let added = Set(ours.ids.keys).union(theirs.ids.keys).subtracting(base.ids.keys)
      .subtracting(followed)
    for path in added.sorted() {
      let mine = ours.ids[path].map { _ in path }
      let other = theirs.ids[path].map { _ in path }
      // What one side put into a folder that the other moved goes with it.
      let moved =
        mine == nil ? ourMoves.target(of: path) : other == nil ? theirMoves.target(of: path) : nil
      try merge(nil, mine, other, to: moved ?? path)
    }
    for path in ours.ids.keys.sorted() where sources[path] == nil { removed.append(path) }
    for path in documents.keys.sorted() {
      let known = ours.ids[path] == nil ? nil : try ours.bytes(at: path)
      if known != documents[path] { changed.append(path) }
    }
  }

  /// Merges one document, which stands at a path of its own on each side.
  private mutating func merge(
    _ former: String?, _ mine: String?, _ other: String?, to target: String
  ) throws(HistoryError) {
    let id = former.flatMap { base.ids[$0] }
    switch (mine, other) {
    case (nil, nil): break
    case (let mine?, nil):
      guard former == nil || ours.ids[mine] != id else { return }
      guard former == nil else { return refuse(mine, .removedByThem) }
      take(try ours.bytes(at: mine), to: target)
    case (nil, let other?):
      guard former == nil || theirs.ids[other] != id else { return }
      guard former == nil else { return refuse(other, .removedByUs) }
      take(try theirs.bytes(at: other), to: target)
    case (let mine?, let other?):
      if ours.ids[mine] == theirs.ids[other] || theirs.ids[other] == id {
        take(try ours.bytes(at: mine), to: target)
      } else if ours.ids[mine] == id {
        take(try theirs.bytes(at: other), to: target)
      } else {
        try mergeContents(former, mine, other, to: target)
      }
    }
  }

  private mutating func mergeContents(
    _ former: String?, _ mine: String, _ other: String, to target: String
  ) throws(HistoryError) {
    var base: DocumentTree?
    if let former {
      base = tree(try self.base.bytes(at: former), former, of: "the base", target)
      guard base != nil else { return }
    }
    guard let ours = tree(try ours.bytes(at: mine), mine, of: "our side", target),
      let theirs = tree(try theirs.bytes(at: other), other, of: "their side", target)
    else { return }
    let merge = DocumentMerge(base: base, ours: ours, theirs: theirs)
    conflicts += merge.conflicts.map { Conflict(file: target, conflict: $0, reason: nil) }
    sources[target] = mine
    guard let document = merge.document else { return }
    take(document, to: target)
    merged.append(target)
  }

  /// The document parsed; one that cannot be understood is a conflict.
  private mutating func tree(
    _ bytes: [UInt8], _ path: String, of side: String, _ target: String
  ) -> DocumentTree? {
    let (tree, findings) = DocumentParser.parse(bytes, file: path)
    if let tree { return tree }
    let finding = findings.first
    sources[target] = path
    conflicts.append(
      Conflict(
        file: target,
        conflict: DocumentConflict(
          .unreadable, path: [], base: nil, ours: finding?.location, theirs: nil),
        reason: finding.map { "\(side): \($0.message)" }))
    return nil
  }

  private mutating func take(_ bytes: [UInt8], to path: String) {
    guard documents[path] == nil else { return refuse(path, .addedByBoth) }
    documents[path] = bytes
    sources[path] = path
  }

  private mutating func refuse(_ path: String, _ kind: DocumentConflict.Kind) {
    sources[path] = path
    conflicts.append(
      Conflict(
        file: path,
        conflict: DocumentConflict(kind, path: [], base: nil, ours: nil, theirs: nil), reason: nil))
  }
}

/// The documents of a merge, for the loader of regimes.
public struct MergedSource: DocumentSource {
  private let documents: [String: [UInt8]]

  /// Creates the source of the documents of a merge.
  public init(_ merge: RepositoryMerge) { documents = merge.documents }

  /// The bytes of a document; nil if there is no such document.
  public func bytes(of path: String) throws -> [UInt8]? { documents[path] }

  /// The names of the documents and folders that stand directly in a folder.
  public func names(in folder: String) throws -> [String] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let names = documents.keys.filter { $0.hasPrefix(prefix) }.compactMap { path in
      path.utf8.dropFirst(prefix.utf8.count).split(separator: UInt8(ascii: "/")).first
        .flatMap { String($0) }
    }
    return Set(names).sorted()
  }
}
