internal import TenureModel

extension YamlReader {
  /// Reads a whole document.
  mutating func readDocument() {
    advanceLine()
    guard !isAtEnd else {
      if records.isEmpty { append(.empty, Int(lineStarts[0]), Int(lineStarts[0])) }
      return
    }
    blockNode(parent: -1)
    if !isAtEnd, findings.isEmpty { report(.behindDocument, cursor, lineEnd) }
    // What is left over belongs nowhere, but what is wrong in it is worth saying.
    while !isAtEnd { discard { $0.blockNode(parent: -1) } }
  }

  /// Reads a node whose first character is at the cursor, on a line of its own or behind `- `.
  ///
  /// - Parameter parent: The column of the map or list that it belongs to; -1 for the root.
  mutating func blockNode(parent: Int) {
    skipProperties()
    if isAtLineEnd { return nodeBelow(parent: parent, emptyAt: cursor, listMayAlign: false) }
    let column = cursor - lineStart
    if isAtDash {
      guard enter(column) else { return }
      sequence(column, parent: parent)
    } else if isAtQuestion {
      append(.empty, cursor, cursor)
      refuseComplexKey(column)
    } else if let key = scanKey() {
      guard enter(column) else { return }
      map(column, firstKey: key)
    } else {
      inlineValue(parent: parent)
    }
  }

  /// Reads a map whose first key has been found.
  private mutating func map(_ column: Int, firstKey: Key) {
    let index = open(.blockMap, at: cursor)
    var count = 1
    var sketch = KeySketch()
    sketch.add(firstKey, in: text)
    entry(firstKey, column: column)
    while !isAtEnd, indent >= column {
      guard indent == column else {
        refuseDeeperLine(column)
        continue
      }
      if isAtLetter, let key = scanPlainKey() {
        sketch.add(key, in: text)
        append(.plain, key.start, key.end)
        cursor = key.colon + 1
        if !plainValue() { unusualValue(column, emptyAt: key.colon + 1) }
        count += 1
      } else if mayBeAtKey(column) {
        guard let key = scanKey() else {
          refuseMissingKey(column)
          continue
        }
        sketch.add(key, in: text)
        entry(key, column: column)
        count += 1
      }
    }
    close(index, count: count)
    if sketch.mayRepeat { checkKeys(of: index) }
  }

  /// Whether a key may stand where a line of a map begins; what else there is is refused.
  private mutating func mayBeAtKey(_ column: Int) -> Bool {
    skipProperties()
    if isAtDash {
      report(.itemInMap, cursor, cursor + 1)
      skipLines(deeperThan: column)
      return false
    }
    guard isAtQuestion else { return true }
    refuseComplexKey(column)
    return false
  }

  /// Reads one entry of a map; the cursor is at its key.
  private mutating func entry(_ key: Key, column: Int) {
    appendKey(key)
    cursor = key.colon + 1
    if !key.isPlain, !text.isBlank(at: cursor) {
      report(.tightColon, key.colon, key.colon + 1)
    }
    if !plainValue() { unusualValue(column, emptyAt: key.colon + 1) }
  }

  /// Reads the value behind a colon if it is a text that begins as most do.
  @inline(__always)
  private mutating func plainValue() -> Bool {
    skipSpaces()
    guard isAtLetterOrDigit else { return false }
    plainLine()
    return true
  }

  /// Reads any other value behind a colon.
  private mutating func unusualValue(_ column: Int, emptyAt: Int) {
    skipProperties()
    if isAtLineEnd { return nodeBelow(parent: column, emptyAt: emptyAt, listMayAlign: true) }
    if isAtDash {
      report(.listBehindKey, cursor, cursor + 1)
      return blockNode(parent: column)
    }
    inlineValue(parent: column)
  }

  /// Reads a list; the cursor is at its first dash.
  private mutating func sequence(_ column: Int, parent: Int) {
    let index = open(.blockSequence, at: cursor)
    var count = 0
    while !isAtEnd, indent >= column || count == 0 {
      if count > 0, indent > column {
        refuseDeeperLine(column)
        continue
      }
      guard isAtDash else {
        // A list may stand at the indentation of its key; then the next key ends it.
        if column == parent { break }
        report(.entryInList, cursor, lineEnd)
        skipLines(deeperThan: column)
        continue
      }
      item(column)
      count += 1
    }
    close(index, count: count)
  }

  /// Reads one item of a list; the cursor is at its dash.
  private mutating func item(_ column: Int) {
    cursor += 1
    let emptyAt = cursor
    skipSpaces()
    if isAtLineEnd { return nodeBelow(parent: column, emptyAt: emptyAt, listMayAlign: false) }
    blockNode(parent: column)
  }

  /// Reads a node that stands below its key or dash, if there is one, and else the absent value.
  private mutating func nodeBelow(parent: Int, emptyAt: Int, listMayAlign: Bool) {
    endLine()
    if !isAtEnd, indent > parent {
      blockNode(parent: parent)
    } else if !isAtEnd, listMayAlign, indent == parent, isAtDash {
      guard enter(indent) else { return }
      sequence(indent, parent: parent)
    } else {
      append(.empty, emptyAt, emptyAt)
      lastWasText = false
    }
  }

  /// Reads a value that begins on the line of its key or dash and is no block map or list.
  mutating func inlineValue(parent: Int) {
    lastWasText = false
    switch text[cursor] {
    case Byte.pipe, Byte.greater:
      blockScalar(parent: parent)
    case Byte.openBracket, Byte.openBrace:
      flowLine()
    case Byte.singleQuote, Byte.doubleQuote:
      quotedLine()
    default:
      plainLine()
    }
  }
}

extension YamlReader {
  /// Whether a dash and a blank stand at the cursor.
  @inline(__always)
  var isAtDash: Bool { text[cursor] == Byte.dash && text.isBlank(at: cursor + 1) }

  /// Whether a question mark and a blank stand at the cursor: a key that is no text.
  @inline(__always)
  private var isAtQuestion: Bool {
    text[cursor] == Byte.question && text.isBlank(at: cursor + 1)
  }

  /// Whether one more map or list may be opened; if not, its lines are skipped.
  private mutating func enter(_ column: Int) -> Bool {
    guard depth >= DocumentLimits.depth else { return true }
    report(.tooDeep, cursor, cursor + 1)
    append(.empty, cursor, cursor)
    let limit = min(column - 1, indent)
    skipLines(deeperThan: limit)
    return false
  }

  /// Reads something for its findings, and forgets it.
  private mutating func discard(_ read: (inout YamlReader) -> Void) {
    let mark = records.count
    read(&self)
    records.removeAll(from: mark)
  }

  /// Reports a line that is indented further than the map or list to which it must belong.
  private mutating func refuseDeeperLine(_ column: Int) {
    let start = cursor
    let looksLikeBlock = isAtDash || scanKey(quietly: true) != nil
    guard looksLikeBlock else {
      report(lastWasText ? .textOverSeveralLines : .indentation(column), start, lineEnd)
      return skipLines(deeperThan: column)
    }
    report(.indentation(column), start, lineEnd)
    discard { $0.blockNode(parent: column) }
  }

  /// Reports a line without a colon where a key must stand.
  private mutating func refuseMissingKey(_ column: Int) {
    let end = lineEnd
    if text[cursor] == Byte.openBracket || text[cursor] == Byte.openBrace {
      report(.complexKey, cursor, end)
    } else {
      let hasTightColon = bytes[cursor..<end].contains(Byte.colon)
      report(.missingColon(hasTightColon: hasTightColon), cursor, end)
    }
    skipLines(deeperThan: column)
  }

  /// Reports a key that is not a text on one line, and skips what belongs to it.
  private mutating func refuseComplexKey(_ column: Int) {
    report(.complexKey, cursor, cursor + 1)
    repeat {
      advanceLine()
    } while !isAtEnd && (indent > column || (indent == column && text[cursor] == Byte.colon))
  }
}
