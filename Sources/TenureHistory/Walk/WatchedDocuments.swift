/// Some documents and the folders that lead to them, to see at once whether a commit left them
/// alone.
///
///     root ── regimes ── cn ── circulation.yaml
///                           └─ regime.yaml
///          └─ vocabulary.yaml
struct WatchedDocuments {
  /// An entry of a folder.
  struct Entry {
    let name: [UInt8]
    /// The place of the folder among the folders; nil for a document.
    let folder: Int?
  }

  /// The watched entries of each folder; the first folder is the root.
  private(set) var folders: [[Entry]] = [[]]

  /// The documents at some paths.
  init(_ paths: [String]) {
    for path in paths {
      var folder = 0
      let names = DocumentPath.names(path)
      for name in names.dropLast() { folder = child(of: folder, named: name) }
      if let name = names.last { folders[folder].append(Entry(name: name, folder: nil)) }
    }
  }

  private mutating func child(of folder: Int, named name: [UInt8]) -> Int {
    let known = folders[folder].first { $0.name == name }?.folder
    if let known { return known }
    folders.append([])
    folders[folder].append(Entry(name: name, folder: folders.count - 1))
    return folders.count - 1
  }
}

extension TreeComparison {
  /// Whether some documents are the same in two trees, as is seen without taking the trees apart;
  /// false says nothing.
  ///
  /// Complexity: linear in the trees on the way to what differs, eight bytes at a time.
  func areSame(
    _ documents: WatchedDocuments, _ before: ObjectID, _ after: ObjectID, at folder: Int = 0
  ) throws(HistoryError) -> Bool {
    let (old, new) = (try rawTree(before), try rawTree(after))
    guard let changed = old.changedEntries(in: new) else { return false }
    for entry in changed {
      let watched = documents.folders[folder].first { old.isNamed($0.name, entry) }
      guard let watched else { continue }
      guard let inner = watched.folder, entry.kind == .folder,
        try areSame(documents, old.id(of: entry), new.id(of: entry), at: inner)
      else { return false }
    }
    return true
  }
}

extension RawTree {
  /// Whether an entry has a name.
  fileprivate func isNamed(_ name: [UInt8], _ entry: TreeCursor.Entry) -> Bool {
    name.count == entry.name.count
      && name.indices.allSatisfy { bytes[entry.name.lowerBound + $0] == name[$0] }
  }
}
