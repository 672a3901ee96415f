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
    let sorted = keys.sorted { left, right in
      text(of: records[left]).lexicographicallyPrecedes(text(of: records[right]))
    }
    bytes.append(UInt8(ascii: "m"))
    bytes.append(number: sorted.count)
    for key in sorted {
      append(textOf: records[key])
      append(Int(records[key].next))
    }
  }

  private mutating func append(textOf record: DocumentRecord) {
    let text = text(of: record)
    bytes.append(number: text.count)
    bytes += text
  }

  private func text(of record: DocumentRecord) -> ArraySlice<UInt8> {
    record.isPlain
      ? source[Int(record.start)..<Int(record.end)] : Array(record.text(in: source).utf8)[...]
  }
}

extension [UInt8] {
  /// Adds a number of eight bytes, the highest first.
  fileprivate mutating func append(number: Int) {
    for shift in stride(from: 56, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
