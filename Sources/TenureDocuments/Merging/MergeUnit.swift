internal import TenureModel

/// One entry of a map or item of a list, with the stretches of the source that are its own.
///
///       # why                      lead: comments and blank lines before it
///       - id: mass-export          body: from its key or dash to the end of its last line
///         prohibit: export
///         # still of it            (comments that are indented further)
///
/// Between brackets there is no lead, and the body ends with the value.
struct MergeUnit {
  /// The key of an entry, the id of an item.
  let name: String
  /// The key; nil for an item.
  let key: DocumentNode?
  /// The value.
  let value: DocumentNode
  /// The comments and blank lines before it.
  let lead: Range<Int>
  /// What is its own.
  let body: Range<Int>
  /// The column, in bytes from 0, at which it begins.
  let column: Int
  /// Whether it begins its line; not so the first entry behind a dash, or between brackets.
  let ownsLine: Bool
  /// Whether it stands between brackets.
  let isInBrackets: Bool

  /// Where it stands.
  var location: SourceLocation { (key ?? value).location }
  /// The document.
  var tree: DocumentTree { value.tree }
}

/// The entries of a map or the items of a list, as units.
struct MergeUnits {
  let container: DocumentNode
  let units: [MergeUnit]
  /// The comments behind the last unit.
  let tail: Range<Int>
  private let positions: [String: Int]

  /// The units of a map, or of a list whose items have ids; others are no units.
  ///
  /// - Parameters:
  ///   - container: The map or list.
  ///   - limit: Where the lines end that belong to it.
  init?(of container: DocumentNode, until limit: Int) {
    var units: [MergeUnit] = []
    switch container.kind {
    case .scalar: return nil
    case .map:
      for entry in container.entries {
        units.append(
          Self.unit(entry.key.text, entry.key, entry.value, container, units.last, limit))
      }
    case .sequence:
      guard let ids = container.declaredIDs else { return nil }
      for (id, item) in zip(ids, container.items) {
        units.append(Self.unit(id, nil, item, container, units.last, limit))
      }
    }
    self.container = container
    self.units = units
    tail = (units.last?.body.upperBound ?? limit)..<max(limit, units.last?.body.upperBound ?? limit)
    positions = Dictionary(
      uniqueKeysWithValues: units.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// Whether it stands between brackets.
  var isFlow: Bool { container.isFlow }

  /// The column at which its entries or dashes stand.
  var column: Int { units.first?.column ?? 0 }

  subscript(name: String) -> MergeUnit? { positions[name].map { units[$0] } }

  /// Where a unit stands among its like.
  func position(of name: String) -> Int? { positions[name] }

  private static func unit(
    _ name: String, _ key: DocumentNode?, _ value: DocumentNode, _ container: DocumentNode,
    _ last: MergeUnit?, _ limit: Int
  ) -> MergeUnit {
    let tree = value.tree
    if container.isFlow {
      let start = Int((key ?? value).record.start)
      let end = max(Int(value.record.end), start)
      return MergeUnit(
        name: name, key: key, value: value, lead: start..<start, body: start..<end, column: 0,
        ownsLine: false, isInBrackets: true)
    }
    var start = Int(key?.record.start ?? container.record.start)
    if key == nil, let last { start = tree.contentStart(from: last.body.upperBound) }
    let lineStart = tree.lineStart(of: start)
    let ownsLine = tree.source[lineStart..<start].allSatisfy { $0 == Byte.space }
    let column = start - lineStart
    let leadStart = last?.body.upperBound ?? tree.commentsStart(before: lineStart)
    let valueEnd = max(Int(value.record.end), Int(key?.record.end ?? 0), start + 1)
    let end = tree.bodyEnd(after: valueEnd, column: column, limit: limit)
    return MergeUnit(
      name: name, key: key, value: value,
      lead: ownsLine ? min(leadStart, lineStart)..<lineStart : start..<start,
      body: start..<max(end, start), column: column, ownsLine: ownsLine,
      isInBrackets: false)
  }
}

extension DocumentTree {
  /// The index of the line on which a place lies.
  func lineIndex(of offset: Int) -> Int {
    lines.position(of: offset, in: source).line - lines.firstLine
  }

  /// Where the line of a place begins.
  func lineStart(of offset: Int) -> Int { Int(lines.starts[lineIndex(of: offset)]) }

  /// Where a line begins, by its index; the end of the document behind the last.
  func lineStart(at index: Int) -> Int {
    index < lines.starts.count ? Int(lines.starts[index]) : source.count
  }

  /// Where the first line begins that is not yet entered at the end of a node.
  func lineBehind(_ end: Int) -> Int {
    guard end < source.count else { return source.count }
    let index = lineIndex(of: end)
    return Int(lines.starts[index]) < end ? lineStart(at: index + 1) : Int(lines.starts[index])
  }

  /// The first byte of a line that is no space; nil if the line is blank.
  private func content(ofLineAt start: Int) -> (offset: Int, byte: UInt8)? {
    var place = start
    while place < source.count, source[place] == Byte.space { place += 1 }
    guard place < source.count, source[place] != Byte.lineFeed,
      source[place] != Byte.carriageReturn
    else { return nil }
    return (place, source[place])
  }

  /// The first content from a line on, comments and blank lines left out.
  func contentStart(from start: Int) -> Int {
    var line = start
    while line < source.count {
      if let content = content(ofLineAt: line), content.byte != Byte.hash { return content.offset }
      line = lineStart(at: lineIndex(of: line) + 1)
    }
    return source.count
  }

  /// Where the comments and blank lines right above a line begin.
  func commentsStart(before lineStart: Int) -> Int {
    var index = lineIndex(of: lineStart)
    while index > 0 {
      let above = self.lineStart(at: index - 1)
      if let content = content(ofLineAt: above), content.byte != Byte.hash { break }
      index -= 1
    }
    return self.lineStart(at: index)
  }

  /// The end of the lines of a unit: its last content's, and comments below that are indented
  /// further than the unit.
  func bodyEnd(after valueEnd: Int, column: Int, limit: Int) -> Int {
    var end = lineBehind(valueEnd)
    var line = end
    while line < limit {
      let content = content(ofLineAt: line)
      let next = lineStart(at: lineIndex(of: line) + 1)
      if let content {
        guard content.byte == Byte.hash, content.offset - line > column else { break }
        end = next
      }
      line = next
    }
    return min(end, limit)
  }
}
