/// Where the ids stand in a raw tree that was looked through: its neighbours in the history mostly
/// have the same entries, and other ids.
///
///     100644 a.yaml␀<20 bytes>100644 b.yaml␀<20 bytes>40000 cn␀<20 bytes>
///                    ▲ here trees of one layout may differ, and nowhere else
///
/// A tree of the same layout has the same entries in the same order, so what was checked of the one
/// holds for the other.
struct FolderLayout {
  /// Which places were looked for.
  let children: [Int]
  /// Those that were found, and where their ids stand.
  private let found: [(child: Int, idOffset: Int)]
  /// Where the ids of all entries stand, ascending.
  private let idOffsets: [Int]
  private var bytes: [UInt8]

  init(
    of bytes: [UInt8], children: [Int], found: [(child: Int, idOffset: Int)], idOffsets: [Int]
  ) {
    self.bytes = bytes
    self.children = children
    self.found = found
    self.idOffsets = idOffsets
  }

  /// Calls `body` with the places that were found and their ids.
  func forEachID(_ body: (_ child: Int, _ id: ObjectID) -> Void) {
    for (child, offset) in found { body(child, ObjectID(bytes.span, at: offset)) }
  }

  /// Takes another tree in, if it has the same layout; whether it has.
  mutating func move(to other: [UInt8]) -> Bool {
    guard other.count == bytes.count else { return false }
    var place = 0
    var entry = 0
    while let difference = bytes.firstDifference(from: other, startingAt: place) {
      while entry < idOffsets.count, idOffsets[entry] + ObjectID.byteCount <= difference {
        entry += 1
      }
      guard entry < idOffsets.count, idOffsets[entry] <= difference else { return false }
      place = idOffsets[entry] + ObjectID.byteCount
    }
    bytes = other
    return true
  }
}

/// How the folder at each place looked when it was last looked into.
struct FolderLayouts {
  private var layouts: [FolderLayout] = []
  /// One that no folder has.
  private static let unknown = FolderLayout(of: [], children: [], found: [], idOffsets: [])

  /// Reads the ids of the places that were found in a folder; false if it does not look as it did.
  mutating func read(
    _ tree: [UInt8], of folder: WatchPlan.Folder, into ids: inout [ObjectID?]
  ) -> Bool {
    guard folder.place < layouts.count, layouts[folder.place].children == folder.children,
      layouts[folder.place].move(to: tree)
    else { return false }
    layouts[folder.place].forEachID { child, id in ids[child] = id }
    return true
  }

  mutating func keep(_ layout: FolderLayout, of folder: WatchPlan.Folder) {
    while layouts.count <= folder.place { layouts.append(Self.unknown) }
    layouts[folder.place] = layout
  }
}
