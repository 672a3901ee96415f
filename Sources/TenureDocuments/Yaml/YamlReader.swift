internal import TenureModel

/// The state of a parse: where it stands in the source, and what it has built so far.
///
/// The grammar is one function for each form, in the extensions of this type: lines, blocks, flow,
/// scalars. Recursion is as deep as the document, and ``DocumentLimits/depth`` bounds that.
struct YamlReader: ~Copyable {
  let bytes: [UInt8]
  let file: String
  let lines: LineTable
  let lineStarts: [UInt32]
  /// The bytes at which an unquoted text between brackets may end.
  let flowStops = ByteSet(",[]{}:#")
  /// The bytes with which an unquoted text may not begin; a dash only sometimes.
  let badStarts = ByteSet("&*!,]}%@`?:#|>-")
  /// Whether there is a tab anywhere; there hardly ever is, and then nobody need look for one.
  let hasTabs: Bool

  private(set) var findings: [Finding] = []
  private(set) var comments: [DocumentComment] = []
  var records: RecordArena

  /// The index of the current line.
  var line = -1
  /// Its first byte.
  var lineStart = 0
  /// The place behind its last byte, line break left out.
  var lineEnd = 0
  /// The spaces before its content.
  var indent = 0
  /// Where reading goes on, within the current line.
  var cursor = 0
  /// Whether there are no more lines.
  var isAtEnd = false
  /// How many maps and lists are open.
  var depth = 0
  /// Whether the value read last is a text on the line of its key: what follows deeper is then
  /// more of that text, or so its author thought.
  var lastWasText = false
  /// Whether a `---` has been seen.
  var sawMarker = false

  init(_ bytes: [UInt8], file: String, firstLine: Int) {
    self.bytes = bytes
    self.file = file
    let scan = SourceScan(bytes)
    lines = LineTable(starts: scan.lineStarts, source: bytes, firstLine: firstLine)
    lineStarts = lines.starts
    hasTabs = scan.hasTabs
    // Documents have about ten bytes a node; growing later would copy them all.
    records = RecordArena(capacity: bytes.count / 8 + 4)
    for fault in scan.faults { report(fault) }
  }

  /// The tree and the findings.
  consuming func finish() -> (tree: DocumentTree?, findings: [Finding]) {
    guard findings.isEmpty else { return (nil, orderedFindings) }
    let tree = DocumentTree(
      file: file, source: bytes, records: records.array, lines: lines, comments: comments)
    return (tree, [])
  }

  private var orderedFindings: [Finding] {
    findings.enumerated().sorted { left, right in
      let first = left.element.location?.range.start.offset ?? .max
      let second = right.element.location?.range.start.offset ?? .max
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }
}

extension YamlReader {
  /// A byte of the current line; a line feed behind its end.
  @inline(__always)
  func byte(at index: Int) -> UInt8 { index < lineEnd ? bytes[index] : Byte.lineFeed }

  /// Whether a space or the end of the line stands at a place.
  @inline(__always)
  func isBlank(at index: Int) -> Bool {
    guard index < lineEnd else { return true }
    let byte = bytes[index]
    return byte == Byte.space || byte == Byte.tab
  }

  /// Moves over spaces; a tab among them is reported and skipped.
  @inline(__always)
  mutating func skipSpaces() {
    while cursor < lineEnd, bytes[cursor] == Byte.space { cursor += 1 }
    if hasTabs { skipSpacesAndTabs() }
  }

  private mutating func skipSpacesAndTabs() {
    while cursor < lineEnd {
      if bytes[cursor] == Byte.space {
        cursor += 1
      } else if bytes[cursor] == Byte.tab {
        report(.tab, cursor, cursor + 1)
        while cursor < lineEnd, bytes[cursor] == Byte.tab { cursor += 1 }
      } else {
        return
      }
    }
  }

  /// The first of two bytes from `index` on; the end of the line if there is none.
  @inline(__always)
  func next(_ first: UInt8, _ second: UInt8, from index: Int) -> Int {
    let span = bytes.span
    var index = index
    while index < lineEnd, index + ByteWord.count <= span.count {
      let word = ByteWord(span, at: index)
      let found = word.equals(first) | word.equals(second)
      index += ByteWord.first(in: found)
      if found != 0 { return min(index, lineEnd) }
    }
    while index < lineEnd, span[index] != first, span[index] != second { index += 1 }
    return min(index, lineEnd)
  }

  /// The first byte from `index` on that is no space; the end of the line if there is none.
  @inline(__always)
  func behindSpaces(from index: Int) -> Int {
    let span = bytes.span
    var index = index
    while index < lineEnd, index + ByteWord.count <= span.count {
      let spaces = ByteWord(span, at: index).leading(Byte.space)
      index += spaces
      if spaces < ByteWord.count { return min(index, lineEnd) }
    }
    while index < lineEnd, span[index] == Byte.space { index += 1 }
    return min(index, lineEnd)
  }

  /// The first byte from `index` on at which an unquoted text between brackets may end; the end of
  /// the line if there is none.
  @inline(__always)
  func nextFlowStop(from index: Int) -> Int {
    let span = bytes.span
    var index = index
    while index < lineEnd, index + ByteWord.count <= span.count {
      let word = ByteWord(span, at: index)
      // Few of the bytes that this lets through, such as spaces, are none after all.
      let found =
        word.isLess(than: Byte.comma + 1) | word.equals(Byte.colon) | word.mayBeBracket
      index += ByteWord.first(in: found)
      guard found != 0 else { continue }
      if index >= lineEnd || flowStops.contains(span[index]) { return min(index, lineEnd) }
      index += 1
    }
    while index < lineEnd, !flowStops.contains(span[index]) { index += 1 }
    return min(index, lineEnd)
  }

  /// Adds a record for a scalar.
  @inline(__always)
  mutating func append(
    _ form: DocumentRecord.Form, _ start: Int, _ end: Int, detail: Int = 0
  ) {
    records.append(form, start: start, end: end, next: records.count + 1, detail: detail)
  }

  /// Opens a map or a list.
  @inline(__always)
  mutating func open(_ form: DocumentRecord.Form, at start: Int) -> Int {
    depth += 1
    return records.append(form, start: start, end: start, next: 0, detail: 0)
  }

  /// Closes a map or a list; its end is given, or else that of the last record in it.
  @inline(__always)
  mutating func close(_ index: Int, count: Int, end: Int? = nil) {
    depth -= 1
    records[index].next = UInt32(records.count)
    records[index].detail = UInt32(count)
    records[index].end = end.map { UInt32($0) } ?? lastEnd
  }

  private var lastEnd: UInt32 { records[records.count - 1].end }

  /// Notes a comment that runs from `start` to the end of the line.
  mutating func addComment(from start: Int, ownsLine: Bool) {
    comments.append(DocumentComment(start: start, end: lineEnd, ownsLine: ownsLine))
  }

  /// Adds a finding; past the limit the parse ends.
  mutating func add(_ finding: Finding) {
    guard findings.count < DocumentLimits.findings else { return stop() }
    findings.append(finding)
    guard findings.count == DocumentLimits.findings else { return }
    stop()
  }

  /// Ends the parse where it stands.
  mutating func stop() {
    line = lineStarts.count
    isAtEnd = true
    cursor = lineEnd
  }
}
