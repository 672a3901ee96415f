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
/// What is left stands on the lines on which it stood. A commit mostly changes some bytes of one
/// provision: then the layout of the new version follows from that of the old one, and the document
/// need not be parsed whole again.
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
    /// How many line feeds are in it.
    var lines: Int
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
          Block(
            id: id, start: first, content: Int(record.start), end: max(first, end),
            lines: Self.lines(in: source[first..<max(first, end)])))
      }
    }
    guard !records.contains(where: \.countsEmptyLines) else { return nil }
    self.init(bytes: source, blocks: blocks.sorted { $0.start < $1.start })
  }

  /// The document with some of its provisions; of the others nothing but empty lines is left.
  func reduced(to ids: Set<String>) -> [UInt8] {
    var reduced: [UInt8] = []
    reduced.reserveCapacity(bytes.count)
    var copied = 0
    for block in blocks where !ids.contains(block.id) {
      reduced += bytes[copied..<block.start]
      reduced += repeatElement(Self.newline, count: block.lines)
      copied = block.end
    }
    reduced += bytes[copied...]
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
    guard bytes != other else { return nil }
    let difference = bytes.firstDifference(from: other) ?? min(bytes.count, other.count)
    // A line that comes or goes may begin as the next one does: the change begins with it.
    let first = Self.start(ofIndentAt: difference, in: bytes)
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
    guard moved[position].content < moved[position].end else { return nil }
    moved[position].lines = Self.lines(in: other[moved[position].start..<moved[position].end])
    for next in moved.indices.dropFirst(position + 1) {
      moved[next].start += growth
      moved[next].content += growth
      moved[next].end += growth
    }
    let layout = ProvisionLayout(bytes: other, blocks: moved)
    guard layout.isDeeper(moved[position]) else { return nil }
    return (layout, blocks[position].id)
  }

  /// The same, if what is left of the other version can be read.
  func readEdit(to other: [UInt8], at path: String) -> (layout: ProvisionLayout, id: String)? {
    guard let (layout, id) = edited(to: other),
      let root = DocumentParser.parse(layout.reduced(to: [id]), file: path).tree?.root,
      layout.isConfirmed(by: root, for: id)
    else { return nil }
    return (layout, id)
  }

  /// The provision that a clause was lowered from, which has its name or what stands before a dot
  /// in it; nil if there is none.
  func provision(of clause: String) -> String? {
    var name = clause[...]
    while true {
      if blocks.contains(where: { $0.id == name }) { return String(name) }
      guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
      name = name[..<dot]
    }
  }

  /// Whether a document that was read of one provision alone has just that, in its place.
  func isConfirmed(by root: DocumentNode, for id: String) -> Bool {
    guard let read = ProvisionLayout(of: root)?.blocks.only,
      let position = blocks.firstIndex(where: { $0.id == id })
    else { return false }
    let own = blocks[position]
    // What was left out before it.
    let shift = blocks[..<position].reduce(0) { $0 + $1.end - $1.start - $1.lines }
    return read.id == id && read.start + shift == own.start
      && read.content + shift == own.content && read.end + shift <= own.end
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

  private static func lines(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == newline } }

  private static func start(ofLineAt offset: Int, in source: [UInt8]) -> Int {
    var start = offset
    while start > 0, source[start - 1] != newline { start -= 1 }
    return start
  }

  /// Where the line of an offset begins, if nothing but spaces stands before the offset; else the
  /// offset.
  private static func start(ofIndentAt offset: Int, in source: [UInt8]) -> Int {
    var start = offset
    while start > 0, source[start - 1] == space { start -= 1 }
    return start == 0 || source[start - 1] == newline ? start : offset
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

extension Array {
  /// The element of an array of one; nil for all others.
  fileprivate var only: Element? { count == 1 ? first : nil }
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
