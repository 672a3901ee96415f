internal import TenureModel

extension YamlReader {
  /// A key that has been found at the cursor, with the place of its colon.
  struct Key {
    var form: DocumentRecord.Form
    var start: Int
    var end: Int
    var detail: Int
    var colon: Int

    /// Whether it stands without quotes.
    var isPlain: Bool {
      switch form {
      case .plain: true
      default: false
      }
    }
  }

  /// Looks for `key:` at the cursor, which stays where it is.
  ///
  /// - Parameter quietly: Whether to leave what is wrong with the key for a later look.
  /// - Returns: The key, or nil if there is none on the line.
  mutating func scanKey(quietly: Bool = false) -> Key? {
    switch text[cursor] {
    case Byte.singleQuote, Byte.doubleQuote: return scanQuotedKey()
    case Byte.openBracket, Byte.openBrace: return nil
    default: return scanPlainKey(quietly: quietly)
    }
  }

  /// Looks for `key:` without quotes at the cursor.
  @inline(__always)
  mutating func scanPlainKey(quietly: Bool = false) -> Key? {
    let colon = text.plainEnd(from: cursor)
    guard text[colon] == Byte.colon, colon > cursor else { return nil }
    let end = text.trimmed(from: cursor, to: colon)
    if !quietly { checkPlain(cursor, end, inFlow: false) }
    return Key(form: .plain, start: cursor, end: end, detail: 0, colon: colon)
  }

  private mutating func scanQuotedKey() -> Key? {
    guard let quoted = text.quoted(at: cursor) else { return nil }
    var colon = quoted.end
    while text[colon] == Byte.space { colon += 1 }
    guard text[colon] == Byte.colon else { return nil }
    return Key(
      form: quoted.form, start: cursor, end: quoted.end, detail: quoted.detail, colon: colon)
  }

  /// Adds the record of a key.
  @inline(__always)
  mutating func appendKey(_ key: Key) {
    if key.detail != 0, text[key.start] == Byte.doubleQuote {
      checkEscapes(key.start, key.end)
    }
    if key.end - key.start == 2, text[key.start] == Byte.less, text[key.start + 1] == Byte.less {
      report(.mergeKey, key.start, key.end)
    }
    append(key.form, key.start, key.end, detail: key.detail)
  }

  /// Reads an unquoted text up to the end of its line.
  @inline(__always)
  mutating func plainLine() {
    let stop = text.plainEnd(from: cursor)
    var textEnd = stop
    while text[textEnd] == Byte.colon { textEnd = text.plainEnd(from: textEnd + 1) }
    let end = text.trimmed(from: cursor, to: textEnd)
    let isSound = checkPlain(cursor, end, inFlow: false)
    if isSound, stop < textEnd { report(.colonInText, stop, stop + 1) }
    append(.plain, cursor, end)
    lastWasText = true
    // `endLine` wants to see the space before a comment.
    cursor = textEnd
    if isAtBreak { advanceLine() } else { endLine() }
  }

  /// Reports an unquoted text that may not begin as it does, or holds a tab.
  @discardableResult
  @inline(__always)
  mutating func checkPlain(_ start: Int, _ end: Int, inFlow: Bool) -> Bool {
    guard hasTabs || !Byte.isLetterOrDigit(text[start]) else { return true }
    return checkUnusualPlain(start, end, inFlow: inFlow)
  }

  private mutating func checkUnusualPlain(_ start: Int, _ end: Int, inFlow: Bool) -> Bool {
    let first = text[start]
    if let problem = Self.problem(ofFirst: first) {
      report(problem, start, end)
      return false
    }
    if first == Byte.dash {
      let next = text[start + 1]
      if text.isBlank(at: start + 1) || (inFlow && Byte.isFlowMark(next)) {
        report(.badStart(first), start, end)
        return false
      }
    }
    for index in start..<max(start, end) where hasTabs && text[index] == Byte.tab {
      report(.tab, index, index + 1)
      return false
    }
    return true
  }

  private static func problem(ofFirst byte: UInt8) -> Problem? {
    switch byte {
    case Byte.ampersand: .anchor
    case Byte.star: .alias
    case Byte.exclamation: .tag
    case Byte.comma, Byte.closeBracket, Byte.closeBrace, Byte.percent, UInt8(ascii: "@"),
      UInt8(ascii: "`"), Byte.question, Byte.colon, Byte.hash, Byte.pipe, Byte.greater:
      .badStart(byte)
    default: nil
    }
  }

  /// Reports anchors and tags before a node and steps over them; the node itself is then read.
  @inline(__always)
  mutating func skipProperties() {
    let first = text[cursor]
    if first == Byte.ampersand || first == Byte.exclamation { refuseProperties() }
  }

  private mutating func refuseProperties() {
    while true {
      let first = text[cursor]
      guard first == Byte.ampersand || first == Byte.exclamation else { return }
      var end = cursor
      while !text.isBlank(at: end) { end += 1 }
      report(first == Byte.ampersand ? .anchor : .tag, cursor, end)
      cursor = end
      skipSpaces()
    }
  }
}

extension YamlReader {
  /// Reads a quoted text; false if it is not closed on its line.
  mutating func quoted() -> Bool {
    guard let quoted = text.quoted(at: cursor) else {
      report(.openQuote, cursor, lineEnd)
      append(.empty, cursor, cursor)
      cursor = lineEnd
      return false
    }
    if quoted.detail != 0, text[cursor] == Byte.doubleQuote { checkEscapes(cursor, quoted.end) }
    append(quoted.form, cursor, quoted.end, detail: quoted.detail)
    cursor = quoted.end
    return true
  }

  /// Reads a quoted text that is all of a line's value.
  mutating func quotedLine() {
    let column = indent
    guard quoted() else { return skipLines(deeperThan: column) }
    lastWasText = true
    endLine()
  }

  /// Reports escapes that mean nothing.
  private mutating func checkEscapes(_ start: Int, _ end: Int) {
    let inside = bytes[start + 1..<end - 1]
    var index = inside.startIndex
    while index < inside.endIndex {
      guard inside[index] == Byte.backslash else {
        index += 1
        continue
      }
      guard let escape = EscapeSequence(in: inside, at: index) else {
        report(.badEscape, index, min(index + 2, inside.endIndex))
        index += 2
        continue
      }
      index += escape.length
    }
  }
}
