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
  }

  private(set) var places = [Place(folder: 0, name: [], path: "", isDocument: false)]
  /// The place of the policy repository itself.
  let policyRoot: Int

  /// Begins with the folders that lead to the policy repository.
  init(prefix: [[UInt8]]) {
    for name in prefix {
      places.append(Place(folder: places.count - 1, name: name, path: "", isDocument: false))
    }
    policyRoot = places.count - 1
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
    places.append(Place(folder: folder, name: name, path: path, isDocument: isDocument))
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
      WatchPlan.Folder(place: folder, children: children[folder, default: []].sorted(by: isBefore))
    }
    return WatchPlan(folders: folders)
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
  }

  let folders: [Folder]
}
