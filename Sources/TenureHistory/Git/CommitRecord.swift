/// What a walk needs of a commit: its tree, its parents and when it was committed.
struct CommitRecord {
  var tree: ObjectID
  var parents: CommitParents
  var committed: CommitTime

  /// Reads a raw commit; nil if it is none.
  ///
  ///     tree <40 digits>
  ///     parent <40 digits>          (any number of them, here at most 16)
  ///     author NAME <MAIL> SECONDS ZONE
  ///     committer NAME <MAIL> SECONDS ZONE
  ///     …
  init?(_ bytes: Span<UInt8>) {
    var reader = ByteReader(count: bytes.count)
    guard reader.skip("tree ", in: bytes), let tree = reader.readID(in: bytes) else { return nil }
    var parents = CommitParents()
    while reader.skip("parent ", in: bytes) {
      guard let parent = reader.readID(in: bytes) else { return nil }
      parents.append(parent)
      guard parents.count <= HistoryLimits.commitParents else { break }
    }
    self.tree = tree
    self.parents = parents
    committed = CommitTime(seconds: 0, zoneMinutes: 0)
    guard parents.count <= HistoryLimits.commitParents else { return }
    guard reader.skip("author ", in: bytes) else { return nil }
    reader.skipLine(in: bytes)
    guard reader.skip("committer ", in: bytes) else { return nil }
    committed = CommitTime(bytes, line: reader.lineRange(in: bytes))
  }

  /// Whether the commit has more parents than are followed.
  var hasTooManyParents: Bool { parents.count > HistoryLimits.commitParents }
}
