/// A tree as git has it, and its entries once they were asked for.
final class RawTree {
  let bytes: [UInt8]
  private var known: [TreeCursor.Entry]?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All entries, in git's order.
  ///
  /// Id and path are for errors.
  func entries(_ id: ObjectID?, at path: String) throws(HistoryError) -> [TreeCursor.Entry] {
    if let known { return known }
    let bytes = bytes
    var entries: [TreeCursor.Entry] = []
    var cursor = TreeCursor()
    do throws(TreeDefect) {
      while let entry = try cursor.next(in: bytes.span) { entries.append(entry) }
    } catch {
      throw id.map { error.error($0, at: path) } ?? .tooDeep(path)
    }
    known = entries
    return entries
  }

  /// The entries whose ids are not the same in another tree, if nothing else differs between the
  /// two and one of them was found sound; nil if more differs, or neither was gone through.
  ///
  /// Names and modes being the same bytes, the other one is as sound, and has the same entries.
  ///
  /// Complexity: linear in the bytes, eight at a time.
  func changedEntries(in other: RawTree) -> [TreeCursor.Entry]? {
    guard let entries = known ?? other.known, bytes.count == other.bytes.count else { return nil }
    var changed: [TreeCursor.Entry] = []
    var offset = 0
    var next = 0
    while let place = bytes.firstDifference(from: other.bytes, startingAt: offset) {
      while next < entries.count, entries[next].idOffset + ObjectID.byteCount <= place { next += 1 }
      guard next < entries.count, place >= entries[next].idOffset else { return nil }
      changed.append(entries[next])
      offset = entries[next].idOffset + ObjectID.byteCount
    }
    known = entries
    other.known = entries
    return changed
  }
}

extension RawTree {
  /// The id of an entry.
  func id(of entry: TreeCursor.Entry) -> ObjectID {
    let bytes = bytes
    return ObjectID(bytes.span, at: entry.idOffset)
  }

  /// The folder of a name; nil if there is none.
  ///
  /// Id and path are for errors.
  func folder(named name: [UInt8], _ id: ObjectID) throws(HistoryError) -> ObjectID? {
    let bytes = bytes
    for entry in try entries(id, at: "")
    where entry.kind == .folder
      && TreeCursor.compare(name, isFolder: true, entry, in: bytes.span) == 0
    {
      return self.id(of: entry)
    }
    return nil
  }
}

extension [UInt8] {
  /// The first place from an offset on at which two arrays of bytes differ; nil if there is none
  /// before the end of the shorter one.
  func firstDifference(from other: [UInt8], startingAt start: Int = 0) -> Int? {
    let count = Swift.min(self.count, other.count)
    return unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        var offset = start
        // Four words at a time, as long as all are the same.
        while offset + 32 <= count {
          func differing(_ place: Int) -> UInt64 {
            unsafe left.loadUnaligned(fromByteOffset: offset + place, as: UInt64.self)
              ^ right.loadUnaligned(fromByteOffset: offset + place, as: UInt64.self)
          }
          guard differing(0) | differing(8) | differing(16) | differing(24) == 0 else { break }
          offset += 32
        }
        while offset + 8 <= count {
          let first = unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          let second = unsafe right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          if first != second {
            return offset + (first ^ second).littleEndian.trailingZeroBitCount / 8
          }
          offset += 8
        }
        while offset < count {
          if unsafe left[offset] != right[offset] { return offset }
          offset += 1
        }
        return nil
      }
    }
  }

  /// How many bytes at the ends of two arrays are the same, at most `limit`, which neither is
  /// shorter than.
  func commonEnd(with other: [UInt8], atMost limit: Int) -> Int {
    unsafe withUnsafeBytes { own in
      unsafe other.withUnsafeBytes { theirs in
        var count = 0
        while count + 8 <= limit {
          let first = unsafe own.loadUnaligned(
            fromByteOffset: own.count - count - 8, as: UInt64.self)
          let second = unsafe theirs.loadUnaligned(
            fromByteOffset: theirs.count - count - 8, as: UInt64.self)
          if first != second {
            return count + (first ^ second).littleEndian.leadingZeroBitCount / 8
          }
          count += 8
        }
        while count < limit,
          unsafe own[own.count - 1 - count] == theirs[theirs.count - 1 - count]
        {
          count += 1
        }
        return count
      }
    }
  }
}
