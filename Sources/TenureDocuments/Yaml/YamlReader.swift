internal import TenureModel

/// The state of a parse: where it stands in the source, and what it has built so far.
///
/// The grammar is one function for each form, in the extensions of this type: lines, blocks, flow,
/// scalars. Recursion is as deep as the document, and ``DocumentLimits/depth`` bounds that.
struct YamlReader: ~Copyable {
  /// The document as it was given.
  let bytes: [UInt8]
  /// The document as it is read: every line of it ends at a line feed.
  let text: SourceText
  let file: String
  let lines: LineTable
  let lineStarts: [UInt32]
  /// Whether there is a tab anywhere; there hardly ever is, and then nobody need look for one.
  let hasTabs: Bool

  private(set) var findings: [Finding] = []
  private(set) var comments: [DocumentComment] = []
  var records: RecordArena

  /// The index of the current line.
  var line = -1
  /// Its first byte.
  var lineStart = 0
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
    lineStarts = scan.lineStarts
    lines = LineTable(starts: lineStarts, source: bytes, firstLine: firstLine)
    hasTabs = scan.hasTabs
    let faults = scan.faults
    text = scan.text
    // Documents have eight to ten bytes a node; growing later would copy them all.
    records = RecordArena(capacity: bytes.count / 6 + 4)
    for fault in faults { report(fault) }
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
  /// Whether a letter stands at the cursor: most keys begin with one, and then need no other look.
  @inline(__always)
  var isAtLetter: Bool { Byte.isLetter(text[cursor]) }

  /// Whether a letter or a digit stands at the cursor: most values begin with one.
  @inline(__always)
  var isAtLetterOrDigit: Bool { Byte.isLetterOrDigit(text[cursor]) }

  /// Whether the line ends at the cursor.
  @inline(__always)
  var isAtBreak: Bool { text[cursor] == Byte.lineFeed }

  /// The place behind the last byte of the current line, line break left out.
  var lineEnd: Int { text.lineEnd(from: cursor) }

  /// Moves over spaces; a tab among them is reported and skipped.
  @inline(__always)
  mutating func skipSpaces() {
    var index = cursor
    while text[index] == Byte.space { index &+= 1 }
    cursor = index
    if hasTabs { skipSpacesAndTabs() }
  }

  private mutating func skipSpacesAndTabs() {
    while true {
      if text[cursor] == Byte.space {
        cursor += 1
      } else if text[cursor] == Byte.tab {
        report(.tab, cursor, cursor + 1)
        while text[cursor] == Byte.tab { cursor += 1 }
      } else {
        return
      }
    }
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
    let end = end.map { UInt32(truncatingIfNeeded: $0) } ?? lastEnd
    records.close(index, end: end, detail: count)
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
