internal import Crypto
internal import TenureModel

/// The digests of documents and folders: a Merkle tree over what documents say.
///
/// The bytes are those of the handbook's page on the constitution. Two documents of one digest say
/// the same, and layout, comments, quotes and the order of keys are not part of it.
enum DocumentDigest {
  /// The digest of a parsed document.
  static func digest(of root: DocumentNode) -> SHA256Digest {
    var writer = DocumentWriter(root.tree, after: Array("tenure-document\0".utf8))
    writer.append(root.index)
    return .hash(writer.bytes)
  }

  /// The digest of a file that is no document.
  static func digest(ofFile content: [UInt8]) -> SHA256Digest {
    .hash(Array("tenure-file\0".utf8) + content)
  }

  /// The digest of a folder.
  static func digest(
    ofFolder entries: [(name: String, isFolder: Bool, digest: SHA256Digest)]
  ) -> SHA256Digest {
    var bytes = Array("tenure-folder\0".utf8)
    let sorted = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for entry in sorted {
      bytes.append(UInt8(ascii: entry.isFolder ? "d" : "f"))
      bytes.append(number: entry.name.utf8.count)
      bytes += entry.name.utf8
      bytes += entry.digest.bytes
    }
    return .hash(bytes)
  }

  /// The digest of a part of a document; that of absence if it is not there.
  static func digest(ofPart node: DocumentNode?) -> SHA256Digest {
    guard let node else { return .hash([]) }
    var writer = DocumentWriter(node.tree)
    writer.append(node.index)
    return .hash(writer.bytes)
  }

  /// The digest of a map without some of its entries.
  static func digest(of node: DocumentNode, without key: String) -> SHA256Digest {
    var writer = DocumentWriter(node.tree)
    writer.append(mapOf: node.entries.filter { !$0.key.hasText(key) }.map(\.key.index))
    return .hash(writer.bytes)
  }
}

/// Writes what a document says, straight from its arena: a text is not made for it.
private struct DocumentWriter {
  private(set) var bytes: [UInt8]
  private let records: [DocumentRecord]
  private let source: [UInt8]

  init(_ tree: DocumentTree, after head: [UInt8] = []) {
    bytes = head
    records = tree.records
    source = tree.source
    // Before each text stands its length, in eight bytes.
    bytes.reserveCapacity(source.count + 9 * records.count + head.count)
  }

  mutating func append(_ index: Int) {
    let record = records[index]
    switch record.form {
    case .empty: bytes.append(UInt8(ascii: "n"))
    case .plain, .singleQuoted, .doubleQuoted, .literal, .folded:
      bytes.append(UInt8(ascii: "s"))
      append(textOf: record)
    case .blockSequence, .flowSequence:
      bytes.append(UInt8(ascii: "l"))
      bytes.append(number: Int(record.detail))
      var item = index + 1
      for _ in 0..<record.detail {
        append(item)
        item = Int(records[item].next)
      }
    case .blockMap, .flowMap:
      var keys: [Int] = []
      keys.reserveCapacity(Int(record.detail))
      var key = index + 1
      for _ in 0..<record.detail {
        keys.append(key)
        key = Int(records[Int(records[key].next)].next)
      }
      append(mapOf: keys)
    }
  }

  /// A map of some keys, sorted.
  mutating func append(mapOf keys: [Int]) {
    let keys = keys.sorted { precedes(records[$0], records[$1]) }
    bytes.append(UInt8(ascii: "m"))
    bytes.append(number: keys.count)
    for key in keys {
      append(textOf: records[key])
      append(Int(records[key].next))
    }
  }

  /// Whether the text of a record comes before that of another one, byte by byte.
  private func precedes(_ left: DocumentRecord, _ right: DocumentRecord) -> Bool {
    guard left.isPlain, right.isPlain else {
      return Array(left.text(in: source).utf8).lexicographicallyPrecedes(
        Array(right.text(in: source).utf8))
    }
    let source = source.span
    var (first, second) = (Int(left.start), Int(right.start))
    while first < Int(left.end), second < Int(right.end) {
      if source[first] != source[second] { return source[first] < source[second] }
      first += 1
      second += 1
    }
    return first == Int(left.end) && second < Int(right.end)
  }

  private mutating func append(textOf record: DocumentRecord) {
    guard record.isPlain else {
      let text = Array(record.text(in: source).utf8)
      bytes.append(number: text.count)
      bytes += text
      return
    }
    let range = Int(record.start)..<Int(record.end)
    bytes.append(number: range.count)
    bytes += source[range]
  }
}

extension [UInt8] {
  /// Adds a number of eight bytes, the highest first.
  fileprivate mutating func append(number: Int) {
    let word = UInt64(number).bigEndian
    unsafe Swift.withUnsafeBytes(of: word) { unsafe self += $0 }
  }
}
