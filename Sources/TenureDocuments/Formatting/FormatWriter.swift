internal import TenureModel

/// Writes a document anew, from its nodes and its comments.
///
/// Nodes are walked in reading order with the comments beside them: a comment is written when the
/// walk comes to the place at which it stands.
struct FormatWriter {
  let tree: DocumentTree
  var out: [UInt8] = []
  /// The first comment that has not been written.
  var nextComment = 0
  /// The place in the source behind what has been written.
  var sourceEnd = 0
  /// The columns at which the open maps and lists stand in the source, outermost first.
  var openColumns: [Int] = []

  init(_ tree: DocumentTree) {
    self.tree = tree
    out.reserveCapacity(tree.source.count + 64)
  }

  /// Writes the whole document.
  mutating func writeDocument() {
    let root = tree.root
    if !root.isEmpty {
      writeComments(before: Int(root.record.start), indent: 0)
      if isBlock(root, column: 0) {
        if root.isFlow, let comment = takeTrailing(onLineOf: root) { write(comment, indent: 0) }
        writeContainer(root, indent: 0, isFirstPlaced: false)
      } else {
        writeBlankLine(before: Int(root.record.start))
        writeInline(root, indent: 0)
      }
    }
    writeComments(before: .max, indent: 0)
  }

  /// Whether a node is written as block: it is so in the source, or it is too long for a line.
  private func isBlock(_ node: DocumentNode, column: Int) -> Bool {
    guard node.kind != .scalar, node.isFlow else { return node.kind != .scalar }
    guard node.count > 0 else { return false }
    let width = ScalarLayout.flow(node).unicodeScalars.count
    return column + width > DocumentFormatter.lineColumns
  }

  /// Writes a map or list as block; its first entry may go on behind the dash of an outer list.
  private mutating func writeContainer(
    _ node: DocumentNode, indent: Int, isFirstPlaced: Bool
  ) {
    openColumns.append(column(of: Int(node.record.start)))
    var isPlaced = isFirstPlaced
    if node.kind == .map {
      for entry in node.entries {
        if !isPlaced {
          startLine(at: Int(entry.key.record.start), isFlow: node.isFlow, indent: indent)
        }
        isPlaced = false
        writeEntry(entry, indent: indent, inFlow: node.isFlow)
      }
    } else {
      for (place, item) in node.items.enumerated() {
        let dash = node.isFlow || place == 0 ? Int(node.record.start) : nextLine?.offset ?? 0
        writeItem(item, dash: dash, isPlaced: isPlaced, indent: indent, inFlow: node.isFlow)
        isPlaced = false
      }
    }
    openColumns.removeLast()
    if !node.isFlow { writeComments(atEndOf: node, indent: indent) }
  }

  /// Begins the line of an entry or item that stands at `offset` in the source.
  private mutating func startLine(at offset: Int, isFlow: Bool, indent: Int) {
    if !isFlow {
      writeComments(before: offset, indent: indent)
      writeBlankLine(before: offset)
    }
    pad(indent)
  }

  private mutating func writeEntry(_ entry: DocumentNode.Entry, indent: Int, inFlow: Bool) {
    let (key, value) = (entry.key, entry.value)
    let text = ScalarLayout.write(key.text, at: .key(inFlow: false)) + ":"
    write(text)
    sourceEnd = Int(key.record.end)
    guard !value.isEmpty else { return endLine(onLineOf: key) }
    let isBelow = hasComment(before: value)
    if isBelow || isBlock(value, column: indent + text.unicodeScalars.count + 1) {
      if isBelow || !value.isFlow {
        endLine(onLineOf: key)
      } else {
        endLine(onLineOf: value)
      }
      writeBelow(value, indent: indent + 2)
    } else {
      write(" ")
      writeInline(value, indent: indent)
    }
  }

  private mutating func writeItem(
    _ item: DocumentNode, dash: Int, isPlaced: Bool, indent: Int, inFlow: Bool
  ) {
    let start = Int(item.record.start)
    if !isPlaced, !inFlow { writeComments(before: dash, indent: indent) }
    let isBelow = !inFlow && hasComment(before: item)
    let isBlock = isBlock(item, column: indent + 2)
    if !isPlaced {
      if !inFlow { writeBlankLine(before: dash) }
      // A list too long for its line: its comment has no line to stand on but one of its own.
      if !isBelow, isBlock, item.isFlow, let comment = takeTrailing(onLineOf: item) {
        write(comment, indent: indent)
      }
      pad(indent)
    }
    write("-")
    guard !item.isEmpty else {
      sourceEnd = start
      return endLine(onLineOf: item)
    }
    if isBelow {
      sourceEnd = dash + 1
      endLine(onLine: line(of: dash))
      writeBelow(item, indent: indent + 2)
    } else {
      if isBlock, item.isFlow, let comment = takeTrailing(onLineOf: item) {
        write(" ")
        write(comment, indent: 0)
        return writeContainer(item, indent: indent + 2, isFirstPlaced: false)
      }
      write(" ")
      if isBlock {
        writeContainer(item, indent: indent + 2, isFirstPlaced: true)
      } else {
        writeInline(item, indent: indent)
      }
    }
  }

  /// Writes a value on the lines below its key or dash.
  private mutating func writeBelow(_ value: DocumentNode, indent: Int) {
    guard !isBlock(value, column: indent) else {
      if value.isFlow {
        writeComments(before: Int(value.record.start), indent: indent)
        if let comment = takeTrailing(onLineOf: value) { write(comment, indent: indent) }
      }
      return writeContainer(value, indent: indent, isFirstPlaced: false)
    }
    writeComments(before: Int(value.record.start), indent: indent)
    pad(indent)
    writeInline(value, indent: indent)
  }

  /// Writes a scalar or a value in brackets, with what follows on its line.
  private mutating func writeInline(_ node: DocumentNode, indent: Int) {
    switch node.record.form {
    case .literal, .folded:
      return writeBlockScalar(node, indent: indent)
    case .flowMap, .flowSequence:
      write(ScalarLayout.flow(node))
    default:
      write(ScalarLayout.write(node.text, at: .block))
    }
    sourceEnd = Int(node.record.end)
    endLine(onLineOf: node)
  }

  private mutating func writeBlockScalar(_ node: DocumentNode, indent: Int) {
    let record = node.record
    let lines = BlockText.lines(of: record, in: tree.source)
    let isCut = lines.last.map { !$0.endsInBreak } ?? false
    write(node.style == .literal ? "|" : ">")
    switch record.chomping {
    case .strip: write("-")
    case .clip where isCut, .keep where isCut: write("-")
    case .keep: write("+")
    case .clip: break
    }
    sourceEnd = Int(record.start)
    endLine(onLine: line(of: Int(record.start)))
    for line in lines {
      if !line.isBlank {
        pad(indent + 2)
        out.append(contentsOf: line.content)
      }
      out.append(Byte.lineFeed)
    }
    sourceEnd = Int(record.end)
  }
}

extension FormatWriter {
  mutating func write(_ text: String) { out.append(contentsOf: text.utf8) }

  mutating func pad(_ indent: Int) {
    out.append(contentsOf: repeatElement(Byte.space, count: indent))
  }

  mutating func endLine() { out.append(Byte.lineFeed) }
}
