internal import TenureDocuments
internal import TenureModel

/// Where the provisions of a document stand, line by line, so that one of them can be read alone.
///
///     defaults: {rank: law}               defaults: {rank: law}
///     clauses:                            clauses:
///       - id: one                  ─▶
///         prohibit: sell
///       - id: two                           - id: two
///         permit: share                       permit: share
///
/// What is left stands where it stood. A commit mostly changes some bytes of one provision: then
/// the layout of the new version follows from that of the old one, and the document need not be
/// parsed whole again.
struct ProvisionLayout {
  /// The lines of one provision.
  struct Block {
    let id: String
    /// The first byte of its first line.
    var start: Int
    /// The first byte behind the dash.
    var content: Int
    /// The place behind its last line.
    var end: Int
  }

  let bytes: [UInt8]
  let blocks: [Block]

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  private init(bytes: [UInt8], blocks: [Block]) {
    self.bytes = bytes
    self.blocks = blocks
  }

  /// The layout of a parsed document; nil if provisions share lines, have no id or the same, or if
  /// a text counts the empty lines behind it.
  init?(of root: DocumentNode) {
    let source = root.tree.source
    let records = root.tree.records
    var blocks: [Block] = []
    var ids: Set<String> = []
    for section in root.entries where section.value.kind == .sequence {
      let items = Array(section.value.items)
      guard items.contains(where: { $0.kind == .map && $0["id"] != nil }) else { continue }
      guard !section.value.isFlow else { return nil }
      var last = Self.start(ofLineAt: Int(records[section.key.index].start), in: source)
      for (position, item) in items.enumerated() {
        let record = records[item.index]
        let first = Self.start(ofLineAt: Int(record.start), in: source)
        guard first > last, let id = item["id"]?.text, ids.insert(id).inserted else { return nil }
        last = first
        let end =
          position + 1 < items.count
          ? Self.start(ofLineAt: Int(records[items[position + 1].index].start), in: source)
          : Self.end(ofLineBefore: Int(record.end), in: source)
        blocks.append(
          Block(id: id, start: first, content: Int(record.start), end: max(first, end)))
      }
    }
    guard !records.contains(where: \.countsEmptyLines) else { return nil }
    self.init(bytes: source, blocks: blocks.sorted { $0.start < $1.start })
  }

  /// The document with some of its provisions.
  func reduced(to ids: Set<String>) -> [UInt8] {
    var reduced = bytes
    for block in blocks where !ids.contains(block.id) {
      var span = reduced.mutableSpan
      for index in block.start..<block.end where span[index] != Self.newline {
        span[index] = Self.space
      }
    }
    return reduced
  }

  /// The layout of another version of the document, if the two differ in one provision alone, and
  /// the id of that; nil if they differ elsewhere, or it cannot be seen.
  ///
  /// All other lines being the same, and those of the provision being deeper than its dash, nothing
  /// else can be read otherwise than before: the grammar goes by lines and indentation, and no text
  /// goes on over several lines but deeper ones. Whether the provision can be read at all shows
  /// when it is read alone.
  func edited(to other: [UInt8]) -> (layout: ProvisionLayout, id: String)? {
    guard let first = bytes.firstDifference(from: other) else { return nil }
    let shared = bytes.commonEnd(with: other, atMost: min(bytes.count, other.count) - first)
    var end = bytes.count - shared
    // What is the same must begin with a line in both: else it is other lines that begin with it.
    if !bytes.beginsLine(at: end) || !other.beginsLine(at: other.count - shared) {
      end = Self.end(ofLineBefore: end + 1, in: bytes)
    }
    let growth = other.count - bytes.count
    let changed = blocks.firstIndex { block in
      // Lines may be added behind the last one, too.
      block.content <= first && (first < block.end || first == block.end && end == first)
    }
    guard let position = changed, end <= blocks[position].end else { return nil }
    var moved = blocks
    moved[position].end += growth
    for next in moved.indices.dropFirst(position + 1) {
      moved[next].start += growth
      moved[next].content += growth
      moved[next].end += growth
    }
    let layout = ProvisionLayout(bytes: other, blocks: moved)
    guard layout.isDeeper(moved[position]) else { return nil }
    return (layout, blocks[position].id)
  }

  /// Whether a document that was read of one provision alone has just that, in its place.
  func isConfirmed(by root: DocumentNode, for id: String) -> Bool {
    guard let read = ProvisionLayout(of: root), read.blocks.count == 1,
      let own = blocks.first(where: { $0.id == id })
    else { return false }
    return read.blocks[0].id == id && read.blocks[0].start == own.start
      && read.blocks[0].content == own.content && read.blocks[0].end <= own.end
  }

  /// Whether all lines of a provision but the first are empty, comments, or deeper than its dash.
  private func isDeeper(_ block: Block) -> Bool {
    guard block.end <= bytes.count, block.content < block.end else { return false }
    func indent(at start: Int) -> Int {
      var index = start
      while index < block.end, bytes[index] == Self.space { index += 1 }
      return index - start
    }
    let dash = indent(at: block.start)
    var line = block.start
    while let feed = bytes[line..<block.end].firstIndex(of: Self.newline) {
      line = feed + 1
      guard line < block.end else { break }
      let depth = indent(at: line)
      guard line + depth < block.end else { break }
      switch bytes[line + depth] {
      case Self.newline, UInt8(ascii: "#"): continue
      default: guard depth > dash else { return false }
      }
    }
    return true
  }

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

extension [UInt8] {
  /// Whether a line begins at a place.
  fileprivate func beginsLine(at place: Int) -> Bool {
    place == 0 || self[place - 1] == UInt8(ascii: "\n")
  }
}

extension DocumentRecord {
  /// Whether the node is a text to which the empty lines behind it belong.
  fileprivate var countsEmptyLines: Bool {
    switch form {
    case .literal, .folded: chomping == .keep
    default: false
    }
  }
}
