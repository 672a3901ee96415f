internal import Crypto
internal import TenureModel

/// The digests of documents and folders: a Merkle tree over what documents say.
///
/// The bytes are those of the handbook's page on the constitution. Two documents of one digest say
/// the same, and layout, comments, quotes and the order of keys are not part of it.
enum DocumentDigest {
  /// The digest of a parsed document.
  static func digest(of root: DocumentNode) -> SHA256Digest {
    var bytes = Array("tenure-document\0".utf8)
    append(root, to: &bytes)
    return .hash(bytes)
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
      append(entry.name, to: &bytes)
      bytes += entry.digest.bytes
    }
    return .hash(bytes)
  }

  /// The digest of a part of a document; that of absence if it is not there.
  static func digest(ofPart node: DocumentNode?) -> SHA256Digest {
    var bytes: [UInt8] = []
    if let node { append(node, to: &bytes) }
    return .hash(bytes)
  }

  /// The digest of some entries of a map.
  static func digest(ofEntries entries: [DocumentNode.Entry]) -> SHA256Digest {
    var bytes: [UInt8] = []
    append(entries, to: &bytes)
    return .hash(bytes)
  }

  private static func append(_ node: DocumentNode, to bytes: inout [UInt8]) {
    switch node.kind {
    case .scalar where node.isEmpty: bytes.append(UInt8(ascii: "n"))
    case .scalar:
      bytes.append(UInt8(ascii: "s"))
      append(node.text, to: &bytes)
    case .sequence:
      bytes.append(UInt8(ascii: "l"))
      append(node.count, to: &bytes)
      for item in node.items { append(item, to: &bytes) }
    case .map: append(Array(node.entries), to: &bytes)
    }
  }

  private static func append(_ entries: [DocumentNode.Entry], to bytes: inout [UInt8]) {
    let sorted = entries.map { (key: $0.key.text, value: $0.value) }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    bytes.append(UInt8(ascii: "m"))
    append(sorted.count, to: &bytes)
    for entry in sorted {
      append(entry.key, to: &bytes)
      append(entry.value, to: &bytes)
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes += text.utf8
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
