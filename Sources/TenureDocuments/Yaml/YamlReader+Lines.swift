internal import TenureModel

extension YamlReader {
  /// Goes to the next line that has content; blank lines are skipped, comments noted.
  mutating func advanceLine() {
    while !isAtEnd {
      line += 1
      guard line < lineStarts.count else {
        isAtEnd = true
        cursor = lineEnd
        return
      }
      enterLine()
      let first = byte(at: cursor)
      if first == Byte.lineFeed { continue }
      if first == Byte.hash {
        addComment(from: cursor, ownsLine: true)
        continue
      }
      if first == Byte.tab {
        // How far it is indented, nobody can say: it cannot be placed.
        report(.tabIndentation, cursor, cursor + 1)
        continue
      }
      if indent == 0, skipMarker() { continue }
      return
    }
  }

  /// Sets the bounds of the current line and goes to its content.
  mutating func enterLine() {
    lineStart = Int(lineStarts[line])
    lineEnd = line + 1 < lineStarts.count ? Int(lineStarts[line + 1]) : bytes.count
    if lineEnd > lineStart, bytes[lineEnd - 1] == Byte.lineFeed {
      lineEnd -= 1
      if lineEnd > lineStart, bytes[lineEnd - 1] == Byte.carriageReturn { lineEnd -= 1 }
    }
    cursor = behindSpaces(from: lineStart)
    indent = cursor - lineStart
  }

  /// Skips a line that is no content: `---`, `...` or a directive.
  ///
  /// All but one leading `---` are reported.
  private mutating func skipMarker() -> Bool {
    let first = byte(at: cursor)
    if first == Byte.percent, records.isEmpty {
      report(.directive, cursor, lineEnd)
      return true
    }
    guard first == Byte.dash || first == Byte.dot, byte(at: cursor + 1) == first,
      byte(at: cursor + 2) == first, isBlank(at: cursor + 3)
    else { return false }
    guard first == Byte.dash else {
      report(.documentEnd, cursor, cursor + 3)
      return true
    }
    guard records.isEmpty, !sawMarker else {
      report(.severalDocuments, cursor, cursor + 3)
      stop()
      return true
    }
    sawMarker = true
    cursor += 3
    skipSpaces()
    if byte(at: cursor) == Byte.hash {
      addComment(from: cursor, ownsLine: false)
    } else if cursor < lineEnd {
      report(.textBehindMarker, cursor, lineEnd)
    }
    return true
  }

  /// Ends a line behind a value: nothing but a comment may follow.
  mutating func endLine() {
    skipSpaces()
    if cursor < lineEnd {
      if bytes[cursor] == Byte.hash, isBlank(at: cursor - 1) {
        addComment(from: cursor, ownsLine: false)
      } else {
        report(bytes[cursor] == Byte.hash ? .tightComment : .unexpectedText, cursor, lineEnd)
      }
    }
    advanceLine()
  }

  /// Whether only a comment or nothing is left on the line.
  var isAtLineEnd: Bool {
    let byte = byte(at: cursor)
    return byte == Byte.lineFeed || byte == Byte.hash
  }

  /// Skips the rest of this line and all lines that are indented further than `column`.
  mutating func skipLines(deeperThan column: Int) {
    repeat { advanceLine() } while !isAtEnd && indent > column
  }
}
