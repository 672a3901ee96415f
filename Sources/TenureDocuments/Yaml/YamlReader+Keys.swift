internal import TenureModel

extension YamlReader {
  /// Maps with more keys than this are checked with a dictionary.
  private static let fewKeys = 24

  /// Reports keys that stand twice in a map.
  mutating func checkKeys(of map: Int) {
    let count = Int(records[map].detail)
    guard count > 1 else { return }
    guard count <= Self.fewKeys else { return checkManyKeys(of: map, count) }
    withUnsafeTemporaryAllocation(of: (print: UInt64, index: Int).self, capacity: count) { keys in
      var index = map + 1
      for place in 0..<count {
        let print = fingerprint(of: index)
        keys.initializeElement(at: place, to: (print, index))
        for earlier in 0..<place
        where keys[earlier].print == print && hasSameText(keys[earlier].index, index) {
          reportDuplicate(index, first: keys[earlier].index)
          break
        }
        index = Int(records[Int(records[index].next)].next)
      }
    }
  }

  private mutating func checkManyKeys(of map: Int, _ count: Int) {
    var first: [[UInt8]: Int] = Dictionary(minimumCapacity: count)
    var index = map + 1
    for _ in 0..<count {
      let text = Array(records[index].text(in: bytes).utf8)
      if let earlier = first[text] {
        reportDuplicate(index, first: earlier)
      } else {
        first[text] = index
      }
      index = Int(records[Int(records[index].next)].next)
    }
  }

  private mutating func reportDuplicate(_ index: Int, first: Int) {
    let (key, other) = (records[index], records[first])
    let place = location(Int(other.start), Int(other.end))
    let text = key.text(in: bytes)
    report(.duplicateKey(text, first: place), Int(key.start), Int(key.end))
  }

  private func hasSameText(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (records[left], records[right])
    guard left.form == .plain, right.form == .plain else {
      // Strings that look alike may be equal though their bytes differ; YAML compares scalars.
      return left.text(in: bytes).utf8.elementsEqual(right.text(in: bytes).utf8)
    }
    return bytes[Int(left.start)..<Int(left.end)] == bytes[Int(right.start)..<Int(right.end)]
  }

  /// A number that is equal for equal texts: the length and the first seven bytes.
  private func fingerprint(of index: Int) -> UInt64 {
    let record = records[index]
    var (start, end) = (Int(record.start), Int(record.end))
    if record.form != .plain {
      guard record.detail == 0 else {
        return fingerprint(of: Array(record.text(in: bytes).utf8)[...])
      }
      (start, end) = (start + 1, end - 1)
    }
    return fingerprint(of: bytes[start..<end])
  }

  private func fingerprint(of text: ArraySlice<UInt8>) -> UInt64 {
    var print = UInt64(truncatingIfNeeded: text.count)
    for byte in text.prefix(7) { print = print << 8 | UInt64(byte) }
    return print
  }
}
