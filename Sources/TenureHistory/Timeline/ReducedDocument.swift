internal import TenureModel

/// A document with some of its provisions, the lines of all others left blank: what is left stands
/// where it stood.
///
///     defaults: {rank: law}               defaults: {rank: law}
///     clauses:                            clauses:
///       - id: one                  ─▶
///         prohibit: sell
///       - id: two                           - id: two
///         permit: share                       permit: share
enum ReducedDocument {
  /// The bytes; nil if provisions share lines.
  static func bytes(of root: DocumentNode, keeping ids: Set<String>) -> [UInt8]? {
    let source = root.tree.source
    var bytes = source
    for section in root.entries where section.value.kind == .sequence {
      let items = Array(section.value.items)
      guard items.contains(where: { $0.kind == .map && $0["id"] != nil }) else { continue }
      guard !section.value.isFlow else { return nil }
      var last = start(ofLineAt: Int(root.tree.records[section.key.index].start), in: source)
      for (position, item) in items.enumerated() {
        let record = root.tree.records[item.index]
        let first = start(ofLineAt: Int(record.start), in: source)
        guard first > last else { return nil }
        last = first
        guard let id = item["id"], !ids.contains(id.text) else { continue }
        let next =
          position + 1 < items.count
          ? start(
            ofLineAt: Int(root.tree.records[items[position + 1].index].start), in: source)
          : end(ofLineBefore: Int(record.end), in: source)
        for index in first..<max(first, next) where bytes[index] != newline {
          bytes[index] = UInt8(ascii: " ")
        }
      }
    }
    return bytes
  }

  private static let newline = UInt8(ascii: "\n")

  private static func start(ofLineAt offset: Int, in source: [UInt8]) -> Int {
    var start = offset
    while start > 0, source[start - 1] != newline { start -= 1 }
    return start
  }

  /// Behind the end of the line on which the byte before the offset stands.
  private static func end(ofLineBefore offset: Int, in source: [UInt8]) -> Int {
    var end = max(0, min(offset, source.count) - 1)
    while end < source.count, source[end] != newline { end += 1 }
    return min(end + 1, source.count)
  }
}
