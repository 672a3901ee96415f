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
      if isAtLetter || hasContent() { return }
    }
  }

  /// Whether there is content on a line that has been entered; what else there is is noted.
  private mutating func hasContent() -> Bool {
    switch text[cursor] {
    case Byte.lineFeed:
      return false
    case Byte.hash:
      addComment(from: cursor, ownsLine: true)
      return false
    case Byte.tab:
      // How far it is indented, nobody can say: it cannot be placed.
      report(.tabIndentation, cursor, cursor + 1)
      return false
    default:
      return indent > 0 || !skipMarker()
    }
  }

  /// Goes to the content of the current line.
  mutating func enterLine() {
    lineStart = Int(lineStarts[line])
    cursor = text.behindSpaces(from: lineStart)
    indent = cursor - lineStart
  }

  /// Skips a line that is no content: `---`, `...` or a directive.
  ///
  /// All but one leading `---` are reported.
  private mutating func skipMarker() -> Bool {
    let first = text[cursor]
    if first == Byte.percent, records.isEmpty {
      report(.directive, cursor, lineEnd)
      return true
    }
    guard first == Byte.dash || first == Byte.dot, text[cursor + 1] == first,
      text[cursor + 2] == first, text.isBlank(at: cursor + 3)
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
    if text[cursor] == Byte.hash {
      addComment(from: cursor, ownsLine: false)
    } else if !isAtBreak {
      report(.textBehindMarker, cursor, lineEnd)
    }
    return true
  }

  /// Ends a line behind a value: nothing but a comment may follow.
  mutating func endLine() {
    skipSpaces()
    if !isAtBreak {
      if text[cursor] == Byte.hash, text.isBlank(at: cursor - 1) {
        addComment(from: cursor, ownsLine: false)
      } else {
        report(text[cursor] == Byte.hash ? .tightComment : .unexpectedText, cursor, lineEnd)
      }
    }
    advanceLine()
  }

  /// Whether only a comment or nothing is left on the line.
  @inline(__always)
  var isAtLineEnd: Bool {
    let byte = text[cursor]
    return byte == Byte.lineFeed || byte == Byte.hash
  }

  /// Skips the rest of this line and all lines that are indented further than `column`.
  mutating func skipLines(deeperThan column: Int) {
    repeat { advanceLine() } while !isAtEnd && indent > column
  }
}
