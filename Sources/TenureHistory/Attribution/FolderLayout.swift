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
    while let difference = Self.difference(of: bytes, other, from: place) {
      while entry < idOffsets.count, idOffsets[entry] + ObjectID.byteCount <= difference {
        entry += 1
      }
      guard entry < idOffsets.count, idOffsets[entry] <= difference else { return false }
      place = idOffsets[entry] + ObjectID.byteCount
    }
    bytes = other
    return true
  }

  /// The first place from `start` on at which two trees of one length differ.
  private static func difference(of left: [UInt8], _ right: [UInt8], from start: Int) -> Int? {
    unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right in
        let count = left.count
        var place = start
        while place + 8 <= count {
          let (first, second) = unsafe (
            left.loadUnaligned(fromByteOffset: place, as: UInt64.self),
            right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          )
          if first != second {
            return place + (first ^ second).littleEndian.trailingZeroBitCount / 8
          }
          place += 8
        }
        while place < count {
          if unsafe left[place] != right[place] { return place }
          place += 1
        }
        return nil
      }
    }
  }
}
