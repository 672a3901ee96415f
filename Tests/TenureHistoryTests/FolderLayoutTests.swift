import Testing

@testable import TenureHistory

@Suite struct `Folder layouts` {
  typealias Entry = (mode: String, name: String, id: UInt8)

  private let entries: [Entry] = [
    ("100644", "a.yaml", 1), ("40000", "b", 2), ("100644", "c.yaml", 3), ("100755", "d", 4),
  ]

  private func tree(_ entries: [Entry]) -> [UInt8] {
    entries.flatMap { entry in
      Array("\(entry.mode) \(entry.name)\0".utf8)
        + Array(repeating: entry.id, count: ObjectID.byteCount)
    }
  }

  /// The layout of the entries, in which the second and the third are looked for.
  private func layout() throws -> FolderLayout {
    let bytes = tree(entries)
    var offsets: [Int] = []
    var cursor = TreeCursor()
    while let entry = try cursor.next(in: bytes.span) { offsets.append(entry.idOffset) }
    return FolderLayout(
      of: bytes, children: [7, 8], found: [(7, offsets[1]), (8, offsets[2])], idOffsets: offsets)
  }

  private func id(_ byte: UInt8) -> ObjectID {
    let bytes = Array(repeating: byte, count: ObjectID.byteCount)
    return ObjectID(bytes.span, at: 0)
  }

  private func ids(of layout: FolderLayout) -> [ObjectID] {
    var ids: [ObjectID] = []
    layout.forEachID { _, id in ids.append(id) }
    return ids
  }

  @Test func `the same entries with other ids are another tree of one layout`() throws {
    for changed in [[0], [1], [2], [3], [0, 3], [1, 2], [0, 1, 2, 3]] {
      var layout = try layout()
      var others = entries
      for position in changed { others[position].id += 100 }
      let hasMoved = layout.move(to: tree(others))
      #expect(hasMoved, "\(changed)")
      var children: [Int] = []
      layout.forEachID { child, _ in children.append(child) }
      #expect(children == [7, 8])
      #expect(ids(of: layout) == [id(others[1].id), id(others[2].id)])
    }
  }

  @Test func `an id that differs in one byte is another`() throws {
    for place in 0..<ObjectID.byteCount {
      var layout = try layout()
      var bytes = tree(entries)
      let start = "100644 a.yaml\0".utf8.count + ObjectID.byteCount
      bytes[start + "40000 b\0".utf8.count + place] ^= 0x80
      let hasMoved = layout.move(to: bytes)
      #expect(hasMoved)
      #expect(ids(of: layout)[0] != id(2))
      #expect(ids(of: layout)[1] == id(3))
    }
  }

  @Test func `another name, mode, order or number of entries is another layout`() throws {
    var others: [[Entry]] = []
    for position in entries.indices {
      var renamed = entries
      renamed[position].name = String(repeating: "x", count: renamed[position].name.utf8.count)
      others.append(renamed)
      var without = entries
      without.remove(at: position)
      others.append(without)
    }
    var remoded = entries
    remoded[0].mode = "120000"
    others.append(remoded)
    others.append(entries + [("100644", "e", 5)])
    var swapped = entries
    swapped.swapAt(0, 2)
    others.append(swapped)
    for other in others {
      var layout = try layout()
      let hasMoved = layout.move(to: tree(other))
      #expect(!hasMoved, "\(other)")
    }
  }
}
