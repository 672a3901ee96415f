/// The folders and documents that a walk looks at, from the root of a commit's tree down.
///
///     0 (root) ── 1 policy ── 2 regimes ── 3 cn ── 4 circulation.yaml
///                                      └── 5 us ── 6 property.yaml
///
/// A place's number is larger than that of the folder it is in.
struct WatchedPaths {
  /// A folder or a document.
  struct Place {
    let folder: Int
    let name: [UInt8]
    /// The path from the root of the policy repository; empty for it and for folders above it.
    let path: String
    let isDocument: Bool
    /// What filters of changed paths know it by.
    let key: ChangedPathKey
  }

  private(set) var places = [
    Place(folder: 0, name: [], path: "", isDocument: false, key: ChangedPathKey([]))
  ]
  /// The place of the policy repository itself.
  let policyRoot: Int

  /// Begins with the folders that lead to the policy repository.
  init(prefix: [[UInt8]]) {
    policyRoot = prefix.count
    for name in prefix { _ = add(name, to: places.count - 1, path: "", isDocument: false) }
  }

  /// The place of a document, and of the folders on the way to it.
  mutating func document(at path: String) -> Int {
    var place = policyRoot
    let names = DocumentPath.names(path)
    for (index, name) in names.enumerated() {
      place = child(of: place, named: name, isDocument: index == names.count - 1)
    }
    return place
  }

  private mutating func child(of folder: Int, named name: [UInt8], isDocument: Bool) -> Int {
    let known = places.indices.dropFirst().first { index in
      let place = places[index]
      return place.folder == folder && place.isDocument == isDocument && place.name == name
    }
    if let known { return known }
    let path = DocumentPath.join(places[folder].path, String(decoding: name, as: UTF8.self))
    return add(name, to: folder, path: path, isDocument: isDocument)
  }

  private mutating func add(
    _ name: [UInt8], to folder: Int, path: String, isDocument: Bool
  ) -> Int {
    var names = [name]
    var outer = folder
    while outer != 0 {
      names.append(places[outer].name)
      outer = places[outer].folder
    }
    let key = ChangedPathKey(Array(names.reversed().joined(separator: [UInt8(ascii: "/")])))
    places.append(Place(folder: folder, name: name, path: path, isDocument: isDocument, key: key))
    return places.count - 1
  }

  /// The folder within which a clause may move from document to document: that of its regime.
  func home(of document: Int) -> Int {
    var way = [places[document].folder]
    while let last = way.last, last > policyRoot { way.append(places[last].folder) }
    // From below: …, the regime, `regimes`, the policy repository.
    let regime = way.count - 3
    guard regime >= 0, places[way[regime + 1]].path == "regimes" else { return way[0] }
    return way[regime]
  }

  /// The part of all places that leads to some documents.
  func plan(for documents: some Sequence<Int>) -> WatchPlan {
    var children: [Int: Set<Int>] = [:]
    for document in documents {
      var place = document
      while place != 0 {
        children[places[place].folder, default: []].insert(place)
        place = places[place].folder
      }
    }
    let folders = children.keys.sorted().map { folder in
      let sorted = children[folder, default: []].sorted(by: isBefore)
      return WatchPlan.Folder(
        place: folder, children: sorted, documents: sorted.filter { places[$0].isDocument })
    }
    let sorted = folders.flatMap(\.documents)
    return WatchPlan(folders: folders, documents: sorted, keys: sorted.map { places[$0].key })
  }

  /// Git's order of names.
  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    func key(_ place: Int) -> [UInt8] {
      places[place].isDocument ? places[place].name : places[place].name + [UInt8(ascii: "/")]
    }
    return key(left).lexicographicallyPrecedes(key(right))
  }
}

/// Which folders are to be looked into, outer ones first, and for what.
struct WatchPlan {
  struct Folder {
    let place: Int
    /// The places within it, in git's order.
    let children: [Int]
    /// Those of them that are documents.
    let documents: [Int]
  }

  let folders: [Folder]
  /// The documents in all of them.
  let documents: [Int]
  /// What filters of changed paths know the documents by.
  let keys: [ChangedPathKey]

  /// Keeps of what stands in a commit its documents alone: where it is known that these are as in
  /// another commit, nothing is known of folders, nor of documents outside the plan.
  func keepDocuments(of ids: inout [ObjectID?]) {
    // Where more is known, the root is.
    guard ids.first != .some(nil) else { return }
    ids = documents(of: ids)
  }

  /// The documents of the plan, of what stands in a commit.
  func documents(of ids: [ObjectID?]) -> [ObjectID?] {
    var kept = [ObjectID?](repeating: nil, count: ids.count)
    for document in documents where document < ids.count { kept[document] = ids[document] }
    return kept
  }
}
