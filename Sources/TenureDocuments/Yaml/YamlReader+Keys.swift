internal import TenureModel

extension YamlReader {
  /// Maps with more keys than this are checked with a dictionary.
  private static let fewKeys = 24

  /// Reports keys that stand twice in a map of which a ``KeySketch`` says that some may.
  mutating func checkKeys(of map: Int) {
    let count = Int(records[map].detail)
    guard count > 1 else { return }
    guard count <= Self.fewKeys else { return checkManyKeys(of: map, count) }
    withUnsafeTemporaryAllocation(of: (print: UInt, index: Int).self, capacity: count) { keys in
      var index = map + 1
      for place in 0..<count {
        let print = fingerprint(of: index)
        keys.initializeElement(at: place, to: (print, index))
        defer { index = Int(records[Int(records[index].next)].next) }
        for earlier in 0..<place
        where keys[earlier].print == print && hasSameText(keys[earlier].index, index) {
          reportDuplicate(index, first: keys[earlier].index)
          break
        }
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
    guard left.isPlain, right.isPlain else {
      // Strings that look alike may be equal though their bytes differ; YAML compares scalars.
      return left.text(in: bytes).utf8.elementsEqual(right.text(in: bytes).utf8)
    }
    return bytes[Int(left.start)..<Int(left.end)] == bytes[Int(right.start)..<Int(right.end)]
  }

  /// A number that is equal for equal texts: the length and three of the bytes.
  private func fingerprint(of index: Int) -> UInt {
    let record = records[index]
    let (start, end) = (Int(record.start), Int(record.end))
    if record.isPlain { return fingerprint(from: start, to: end) }
    guard record.detail != 0 else { return fingerprint(from: start + 1, to: end - 1) }
    // Escapes must not hide that two keys are equal.
    let text = Array(record.text(in: bytes).utf8)
    guard let first = text.first, let last = text.last else { return 0 }
    return Self.fingerprint(text.count, first, last, text[text.count / 2])
  }

  private func fingerprint(from start: Int, to end: Int) -> UInt {
    guard start < end else { return 0 }
    return Self.fingerprint(
      end - start, bytes[start], bytes[end - 1], bytes[start + (end - start) / 2])
  }

  private static func fingerprint(
    _ count: Int, _ first: UInt8, _ last: UInt8, _ middle: UInt8
  ) -> UInt {
    UInt(truncatingIfNeeded: count) << 24 | UInt(first) << 16 | UInt(middle) << 8
      | UInt(last)
  }
}
