internal import TenureDocuments
internal import TenureModel

/// Where a side moved the documents that it has no more, by their old paths.
///
///     regimes/cn/rights.yaml   ─▶  regimes/china/rights.yaml      same bytes, or most of the ids
///     regimes/cn               ─▶  regimes/china                  as its documents went there
///     regimes/cn/regime.yaml   ─▶  regimes/china/regime.yaml      it goes with its folder
struct DocumentMoves {
  /// The new paths of documents.
  private(set) var documents: [String: String] = [:]
  /// The new paths of folders.
  private(set) var folders: [String: String] = [:]

  /// Finds what a side moved.
  init(from base: MergeSide, to side: MergeSide) throws(HistoryError) {
    let gone = base.ids.keys.filter { side.ids[$0] == nil }.sorted()
    var new = side.ids.keys.filter { base.ids[$0] == nil }.sorted()
    guard !gone.isEmpty, !new.isEmpty else { return }
    for path in gone {
      let same = new.indices.filter { side.ids[new[$0]] == base.ids[path] }
      // Of several copies the one of its name.
      let named = same.first { Self.parts(new[$0]).name == Self.parts(path).name }
      guard let position = named ?? same.first else { continue }
      documents[path] = new.remove(at: position)
    }
    // Each candidate is parsed once, and none if all were found by their bytes.
    var declared: [String: Set<String>] = [:]
    for path in gone where documents[path] == nil {
      let ids = Self.declaredIDs(try base.bytes(at: path), path)
      var best: (position: Int, count: Int)?
      for (position, candidate) in new.enumerated() {
        if declared[candidate] == nil {
          declared[candidate] = Self.declaredIDs(try side.bytes(at: candidate), candidate)
        }
        let count = declared[candidate]?.intersection(ids).count ?? 0
        if count * 2 > ids.count, count > best?.count ?? 0 { best = (position, count) }
      }
      if let best { documents[path] = new.remove(at: best.position) }
    }
    findFolders(base.ids.keys.filter { side.ids[$0] != nil })
    for path in gone where documents[path] == nil {
      guard let target = target(of: path), new.contains(target) else { continue }
      documents[path] = target
    }
  }

  /// Finds the folders that were left by all their documents, most of them to one other folder.
  private mutating func findFolders(_ kept: [String]) {
    let inhabited = Set(kept.map { Self.parts($0).folder })
    var counts: [String: [String: Int]] = [:]
    for (old, new) in documents {
      let (from, to) = (Self.parts(old), Self.parts(new))
      guard from.folder != to.folder, !inhabited.contains(from.folder) else { continue }
      counts[from.folder, default: [:]][to.folder, default: 0] += 1
    }
    for (folder, targets) in counts {
      let all = targets.values.reduce(0, +)
      folders[folder] = targets.first { $0.value * 2 > all }?.key
    }
  }

  /// Where a document of a folder belongs that was moved; nil if the folder was not.
  func target(of path: String) -> String? {
    let parts = Self.parts(path)
    return folders[parts.folder].map { "\($0)/\(parts.name)" }
  }

  /// The new names of regimes, by their old ones.
  var regimes: [String: String] {
    var names: [String: String] = [:]
    for (old, new) in folders {
      guard let former = Self.regime(ofFolder: old), let latter = Self.regime(ofFolder: new),
        documents[RegimeLoader.path(ofRegime: former)] == RegimeLoader.path(ofRegime: latter)
      else { continue }
      names[former] = latter
    }
    return names
  }

  private static func regime(ofFolder folder: String) -> String? {
    let parts = parts(folder)
    return parts.folder == RegimeLoader.regimesFolder ? parts.name : nil
  }

  /// A path in two: the folder and the name in it.
  private static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// The ids that a document declares in its lists.
  private static func declaredIDs(_ bytes: [UInt8], _ path: String) -> Set<String> {
    guard let root = DocumentParser.parse(bytes, file: path).tree?.root else { return [] }
    return Set(root.entries.flatMap { $0.value.declaredIDs ?? [] })
  }
}
