/// Where the objects of a pack stand in it: git's index, version 2.
///
///     ff 't' 'O' 'c' │ 2 │ 256 counts │ n ids, sorted │ n checksums │ n offsets │ long offsets
struct PackIndex: ~Copyable {
  private let file: MappedFile
  /// The number of objects.
  let count: Int

  private static let countsStart = 8
  private static let idsStart = countsStart + 256 * 4

  /// Maps an index; nil if it is none of version 2, or is cut off.
  init?(_ path: String) {
    guard let file = MappedFile(path), file.word(at: 0) == 0xFF74_4F63, file.word(at: 4) == 2 else {
      return nil
    }
    let count = file.word(at: Self.countsStart + 255 * 4)
    guard file.count >= Self.idsStart + count * (ObjectID.byteCount + 8) else { return nil }
    self.count = count
    self.file = file
  }

  /// The first ids of a range, at most `limit`.
  func ids(from lowest: ObjectID, through highest: ObjectID, limit: Int) -> [ObjectID] {
    var low = 0
    var high = count
    while low < high {
      let middle = low + (high - low) / 2
      guard let id = id(of: middle) else { return [] }
      if id < lowest { low = middle + 1 } else { high = middle }
    }
    var ids: [ObjectID] = []
    while ids.count < limit, low < count, let id = id(of: low), id <= highest {
      ids.append(id)
      low += 1
    }
    return ids
  }

  private func id(of number: Int) -> ObjectID? {
    file.id(at: Self.idsStart + number * ObjectID.byteCount)
  }

  /// The object's offset in the pack; nil if it is not in it.
  func offset(of id: ObjectID) -> Int? {
    let bucket = Int(id.firstByte)
    let low = bucket == 0 ? 0 : file.word(at: Self.countsStart + (bucket - 1) * 4)
    let high = min(count, file.word(at: Self.countsStart + bucket * 4))
    return file.place(of: id, in: low, high, ofIDsAt: Self.idsStart).map { offset(ofObject: $0) }
  }

  private func offset(ofObject number: Int) -> Int {
    let offsets = Self.idsStart + count * (ObjectID.byteCount + 4)
    let offset = file.word(at: offsets + number * 4)
    guard offset & 0x8000_0000 != 0 else { return offset }
    let long = offsets + count * 4 + (offset & 0x7FFF_FFFF) * 8
    return file.word(at: long) << 32 | file.word(at: long + 4)
  }
}
