/// One entry of a folder in a commit.
struct TreeEntry {
  /// What an entry is.
  enum Kind {
    case file, folder, symbolicLink, submodule
    /// A mode that git no longer writes.
    case other
  }

  /// The name, in whatever bytes it was written.
  let name: [UInt8]
  /// What it is.
  let kind: Kind
  /// Its content.
  let id: ObjectID

  /// All entries of a raw tree, in git's order.
  static func all(in bytes: Span<UInt8>) throws(TreeDefect) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var cursor = TreeCursor()
    while let entry = try cursor.next(in: bytes) {
      var name: [UInt8] = []
      name.reserveCapacity(entry.name.count)
      for index in entry.name { name.append(bytes[index]) }
      entries.append(
        TreeEntry(name: name, kind: entry.kind, id: ObjectID(bytes, at: entry.idOffset)))
    }
    return entries
  }
}
