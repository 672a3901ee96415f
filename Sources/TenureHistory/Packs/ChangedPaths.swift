/// A path as the filters of a commit graph know it: two hashes, from which all others follow.
///
/// Git keeps for each commit a Bloom filter of the paths that it changed against its first parent,
/// folders on the way included (`git commit-graph write --changed-paths`). A filter may say yes
/// where the answer is no, but never no where it is yes.
struct ChangedPathKey {
  let first: UInt32
  let second: UInt32
  /// Whether all versions of the filter hash the path alike.
  let isPlain: Bool

  init(_ path: [UInt8]) {
    first = Self.murmur(path, seed: 0x293a_e76f)
    second = Self.murmur(path, seed: 0x7e64_6e2c)
    isPlain = path.allSatisfy { $0 < 0x80 }
  }

  /// MurmurHash3 with 32 bits.
  private static func murmur(_ bytes: [UInt8], seed: UInt32) -> UInt32 {
    func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
      word << count | word >> (32 - count)
    }
    func mixed(_ word: UInt32) -> UInt32 { rotated(word &* 0xcc9e_2d51, 15) &* 0x1b87_3593 }
    var hash = seed
    let whole = bytes.count / 4 * 4
    for start in stride(from: 0, to: whole, by: 4) {
      let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
      hash = rotated(hash ^ mixed(word), 13) &* 5 &+ 0xe654_6b64
    }
    let tail = (whole..<bytes.count).reduce(UInt32(0)) {
      $0 | UInt32(bytes[$1]) << (8 * UInt32($1 - whole))
    }
    if whole < bytes.count { hash ^= mixed(tail) }
    hash ^= UInt32(bytes.count)
    hash = (hash ^ hash >> 16) &* 0x85eb_ca6b
    hash = (hash ^ hash >> 13) &* 0xc2b2_ae35
    return hash ^ hash >> 16
  }
}

extension CommitGraph {
  /// Whether there are filters of changed paths for some commits.
  var hasFilters: Bool { files.contains { $0.filters != nil } }

  /// Whether a commit may have changed one of some paths against its first parent; false only if it
  /// did not.
  func mayChange(_ keys: [ChangedPathKey], in commit: ObjectID) -> Bool {
    guard let (file, row) = row(of: commit) else { return true }
    return file.mayChange(keys, at: row)
  }
}

extension CommitGraphFile {
  /// Whether the commit of a row may have changed one of some paths.
  func mayChange(_ keys: [ChangedPathKey], at row: Int) -> Bool {
    guard let filters else { return true }
    let start = row == 0 ? 0 : file.word(at: filters.ends + (row - 1) * 4)
    let end = file.word(at: filters.ends + row * 4)
    // An empty filter is one that was not made: too many paths changed.
    guard start < end, filters.bits.lowerBound + end <= filters.bits.upperBound else { return true }
    let count = UInt32(truncatingIfNeeded: (end - start) * 8)
    return keys.contains { key in
      guard key.isPlain || filters.version == 2 else { return true }
      for number in 0..<UInt32(filters.hashCount) {
        let bit = Int((key.first &+ number &* key.second) % count)
        let byte = file.byte(at: filters.bits.lowerBound + start + bit / 8)
        if byte & 1 << UInt8(bit % 8) == 0 { return false }
      }
      return true
    }
  }
}
