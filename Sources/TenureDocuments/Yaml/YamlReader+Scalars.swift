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
    let first = byte(at: cursor)
    if first == Byte.singleQuote || first == Byte.doubleQuote {
      return scanQuotedKey()
    }
    if first == Byte.openBracket || first == Byte.openBrace { return nil }
    var index = next(Byte.colon, Byte.hash, from: cursor)
    while index < lineEnd {
      if bytes[index] == Byte.colon {
        if isBlank(at: index + 1) { break }
      } else if index > cursor, isBlank(at: index - 1) {
        return nil
      }
      index = next(Byte.colon, Byte.hash, from: index + 1)
    }
    guard index < lineEnd, index > cursor else { return nil }
    let end = trimmed(index)
    if !quietly { checkPlain(cursor, end, inFlow: false) }
    return Key(form: .plain, start: cursor, end: end, detail: 0, colon: index)
  }

  private func scanQuotedKey() -> Key? {
    guard let quoted = scanQuoted(at: cursor) else { return nil }
    var colon = quoted.end
    while byte(at: colon) == Byte.space { colon += 1 }
    guard byte(at: colon) == Byte.colon else { return nil }
    return Key(
      form: quoted.form, start: cursor, end: quoted.end, detail: quoted.detail, colon: colon)
  }

  /// Adds the record of a key.
  @inline(__always)
  mutating func appendKey(_ key: Key) {
    if key.detail != 0, bytes[key.start] == Byte.doubleQuote {
      checkEscapes(key.start, key.end)
    }
    if key.end - key.start == 2, bytes[key.start] == Byte.less, bytes[key.start + 1] == Byte.less {
      report(.mergeKey, key.start, key.end)
    }
    append(key.form, key.start, key.end, detail: key.detail)
  }

  /// Where a stretch ends without the spaces at its end.
  @inline(__always)
  func trimmed(_ end: Int) -> Int {
    var end = end
    while end > cursor, isBlank(at: end - 1) { end -= 1 }
    return end
  }

  /// Reads an unquoted text up to the end of its line.
  mutating func plainLine() {
    var index = next(Byte.colon, Byte.hash, from: cursor)
    var colon: Int?
    while index < lineEnd {
      if bytes[index] == Byte.colon {
        if colon == nil, isBlank(at: index + 1) { colon = index }
      } else if index > cursor, isBlank(at: index - 1) {
        break
      }
      index = next(Byte.colon, Byte.hash, from: index + 1)
    }
    let end = trimmed(index)
    let isSound = checkPlain(cursor, end, inFlow: false)
    if isSound, let colon { report(.colonInText, colon, colon + 1) }
    append(.plain, cursor, end)
    cursor = index
    // `endLine` wants to see the space before a comment.
    lastWasText = true
    endLine()
  }

  /// Reports an unquoted text that may not begin as it does, or holds a tab.
  @discardableResult
  @inline(__always)
  mutating func checkPlain(_ start: Int, _ end: Int, inFlow: Bool) -> Bool {
    guard badStarts.contains(byte(at: start)) || hasTabs else { return true }
    return checkUnusualPlain(start, end, inFlow: inFlow)
  }

  private mutating func checkUnusualPlain(_ start: Int, _ end: Int, inFlow: Bool) -> Bool {
    let first = byte(at: start)
    if let problem = Self.problem(ofFirst: first) {
      report(problem, start, end)
      return false
    }
    if first == Byte.dash {
      let next = byte(at: start + 1)
      if isBlank(at: start + 1) || (inFlow && Self.isFlowMark(next)) {
        report(.badStart(first), start, end)
        return false
      }
    }
    for index in start..<max(start, end) where bytes[index] == Byte.tab {
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

  /// Whether a byte has a meaning between brackets.
  static func isFlowMark(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.comma, Byte.openBracket, Byte.closeBracket, Byte.openBrace, Byte.closeBrace: true
    default: false
    }
  }

  /// Reports anchors and tags before a node and steps over them; the node itself is then read.
  @inline(__always)
  mutating func skipProperties() {
    let first = byte(at: cursor)
    if first == Byte.ampersand || first == Byte.exclamation { refuseProperties() }
  }

  private mutating func refuseProperties() {
    while true {
      let first = byte(at: cursor)
      guard first == Byte.ampersand || first == Byte.exclamation else { return }
      var end = cursor
      while !isBlank(at: end) { end += 1 }
      report(first == Byte.ampersand ? .anchor : .tag, cursor, end)
      cursor = end
      skipSpaces()
    }
  }
}

extension YamlReader {
  /// A quoted text.
  struct Quoted {
    var form: DocumentRecord.Form
    /// The place behind the closing quote.
    var end: Int
    /// 1 if there is something to unescape.
    var detail: Int
  }

  /// Looks for the end of the quoted text that begins at `start`; nil if its line has none.
  func scanQuoted(at start: Int) -> Quoted? {
    let quote = bytes[start]
    var detail = 0
    var index = next(quote, Byte.backslash, from: start + 1)
    while index < lineEnd {
      let byte = bytes[index]
      if byte == quote {
        guard quote == Byte.singleQuote, self.byte(at: index + 1) == quote else {
          let form: DocumentRecord.Form =
            quote == Byte.singleQuote ? .singleQuoted : .doubleQuoted
          return Quoted(form: form, end: index + 1, detail: detail)
        }
        detail = 1
        index += 1
      } else if byte == Byte.backslash, quote == Byte.doubleQuote {
        detail = 1
        index += 1
      }
      index = next(quote, Byte.backslash, from: index + 1)
    }
    return nil
  }

  /// Reads a quoted text; false if it is not closed on its line.
  mutating func quoted() -> Bool {
    guard let quoted = scanQuoted(at: cursor) else {
      report(.openQuote, cursor, lineEnd)
      append(.empty, cursor, cursor)
      cursor = lineEnd
      return false
    }
    if quoted.detail != 0, bytes[cursor] == Byte.doubleQuote { checkEscapes(cursor, quoted.end) }
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
