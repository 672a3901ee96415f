internal import TenureModel

extension YamlReader {
  /// Reads one line of a batch: a value in flow form.
  mutating func readFlowLine() {
    guard !bytes.isEmpty else { return append(.empty, 0, 0) }
    line = 0
    enterLine()
    guard !isAtBreak else { return append(.empty, cursor, cursor) }
    if flowValue() {
      skipSpaces()
      if !isAtBreak { report(.unexpectedText, cursor, lineEnd) }
    }
    if lineStarts.count > 1 {
      let second = Int(lineStarts[1])
      report(.severalLines, second, second + 1)
    }
  }

  /// Reads a list or map in brackets that is all of a line's value.
  mutating func flowLine() {
    let column = indent
    let mark = records.count
    let isWhole = flowValue()
    if records.count == mark { append(.empty, cursor, cursor) }
    lastWasText = false
    if isWhole { return endLine() }
    // The rest of it may be on the next lines, closing brackets at the indentation of the key.
    skipLines(deeperThan: column)
    while !isAtEnd, text[cursor] == Byte.closeBrace || text[cursor] == Byte.closeBracket {
      advanceLine()
    }
  }

  /// Reads a value between brackets; on an error it is reported and the rest of the line given up.
  private mutating func flowValue() -> Bool {
    if isAtLetterOrDigit { return flowPlain() }
    skipProperties()
    switch text[cursor] {
    case Byte.openBracket: return flowNesting { $0.flowList() }
    case Byte.openBrace: return flowNesting { $0.flowMap() }
    case Byte.doubleQuote, Byte.singleQuote: return quoted()
    default: return flowPlain()
    }
  }

  private mutating func flowNesting(_ read: (inout YamlReader) -> Bool) -> Bool {
    guard depth < DocumentLimits.depth else { return refuseFlow(.tooDeep) }
    return read(&self)
  }

  private mutating func flowList() -> Bool {
    let start = cursor
    let index = open(.flowSequence, at: start)
    var count = 0
    cursor += 1
    skipSpaces()
    var isSound = true
    if text[cursor] != Byte.closeBracket {
      repeat {
        skipSpaces()
        isSound = flowItem(start)
        count += 1
      } while isSound && takeComma()
      isSound = isSound && endFlow(Byte.closeBracket, from: start)
    }
    return closeFlow(index, count: count, isSound: isSound)
  }

  /// Reads one item of a list in brackets.
  private mutating func flowItem(_ start: Int) -> Bool {
    switch text[cursor] {
    case Byte.comma: return refuseFlow(.missingItem)
    case Byte.closeBracket: return refuseFlow(.trailingComma)
    case Byte.lineFeed, Byte.hash: return refuseOpenFlow(start)
    default: break
    }
    guard flowValue() else { return false }
    skipSpaces()
    return text[cursor] == Byte.colon ? refuseFlow(.pairInList) : true
  }

  private mutating func flowMap() -> Bool {
    let start = cursor
    let index = open(.flowMap, at: start)
    var count = 0
    var sketch = KeySketch()
    cursor += 1
    skipSpaces()
    var isSound = true
    if text[cursor] != Byte.closeBrace {
      repeat {
        skipSpaces()
        isSound = flowEntry(start, isFirst: count == 0, &sketch)
        if isSound { count += 1 }
      } while isSound && takeComma()
      isSound = isSound && endFlow(Byte.closeBrace, from: start)
    }
    guard closeFlow(index, count: count, isSound: isSound) else { return false }
    if sketch.mayRepeat { checkKeys(of: index) }
    return true
  }

  /// Reads one entry of a map in braces.
  private mutating func flowEntry(
    _ start: Int, isFirst: Bool, _ sketch: inout KeySketch
  ) -> Bool {
    if isAtLetter {
      guard let key = flowPlainKey(isFirst: isFirst) else { return false }
      sketch.add(key, in: text)
      append(.plain, key.start, key.end)
      cursor = key.colon + 1
      if !text.isBlank(at: cursor) { return refuseFlow(.tightColon, at: key.colon) }
      skipSpaces()
      return isAtLetterOrDigit ? flowPlain() : flowEntryValue(start, emptyAt: key.colon + 1)
    }
    guard mayBeAtFlowKey(start), let key = flowKey(isFirst: isFirst) else { return false }
    sketch.add(key, in: text)
    appendKey(key)
    cursor = key.colon + 1
    if key.isPlain, !text.isBlank(at: cursor) { return refuseFlow(.tightColon, at: key.colon) }
    skipSpaces()
    return flowEntryValue(start, emptyAt: key.colon + 1)
  }

  /// Reads the value of an entry, if there is one.
  private mutating func flowEntryValue(_ start: Int, emptyAt: Int) -> Bool {
    let next = text[cursor]
    if next == Byte.comma || next == Byte.closeBrace {
      append(.empty, emptyAt, emptyAt)
      return true
    }
    if next == Byte.lineFeed || next == Byte.hash { return refuseOpenFlow(start) }
    return flowValue()
  }

  /// Whether a key may stand where an entry begins; what else there is is refused.
  private mutating func mayBeAtFlowKey(_ start: Int) -> Bool {
    skipProperties()
    switch text[cursor] {
    case Byte.comma: return refuseFlow(.missingItem)
    case Byte.closeBrace: return refuseFlow(.trailingComma)
    case Byte.lineFeed, Byte.hash: return refuseOpenFlow(start)
    case Byte.openBrace, Byte.openBracket: return refuseFlow(.complexKey)
    default: return true
    }
  }

  /// Reads a key up to its colon; nil if there is none, which is reported.
  private mutating func flowKey(isFirst: Bool) -> Key? {
    let start = cursor
    guard text[start] == Byte.doubleQuote || text[start] == Byte.singleQuote else {
      return flowPlainKey(isFirst: isFirst)
    }
    guard let quoted = text.quoted(at: start) else {
      _ = refuseFlow(.openQuote)
      return nil
    }
    cursor = quoted.end
    skipSpaces()
    guard text[cursor] == Byte.colon else {
      _ = refuseFlow(.keyWithoutValue(isFirst: isFirst), at: start, end: quoted.end)
      return nil
    }
    return Key(
      form: quoted.form, start: start, end: quoted.end, detail: quoted.detail, colon: cursor)
  }

  @inline(__always)
  private mutating func flowPlainKey(isFirst: Bool) -> Key? {
    let start = cursor
    let stop = text.flowPlainEnd(from: cursor)
    let end = text.trimmed(from: cursor, to: stop)
    guard checkPlain(start, end, inFlow: true) else {
      cursor = lineEnd
      return nil
    }
    guard text[stop] == Byte.colon else {
      let hasTightColon = bytes[start..<end].contains(Byte.colon)
      let problem: Problem =
        hasTightColon ? .tightColon : .keyWithoutValue(isFirst: isFirst)
      _ = refuseFlow(problem, at: start, end: end)
      return nil
    }
    return Key(form: .plain, start: start, end: end, detail: 0, colon: stop)
  }

  /// Reads an unquoted text between brackets.
  @inline(__always)
  private mutating func flowPlain() -> Bool {
    let stop = text.flowPlainEnd(from: cursor)
    let end = text.trimmed(from: cursor, to: stop)
    guard checkPlain(cursor, end, inFlow: true) else {
      cursor = lineEnd
      return false
    }
    append(.plain, cursor, end)
    switch text[stop] {
    case Byte.openBrace, Byte.openBracket: return refuseFlow(.bracketInText, at: stop)
    default:
      cursor = stop
      return true
    }
  }
}

extension YamlReader {
  /// Closes a list or map in brackets; if it is not sound, what is in it is forgotten.
  @inline(__always)
  private mutating func closeFlow(_ index: Int, count: Int, isSound: Bool) -> Bool {
    if isSound {
      cursor += 1
    } else {
      records.removeAll(from: index + 1)
    }
    close(index, count: isSound ? count : 0, end: cursor)
    return isSound
  }

  /// Steps over a comma, if there is one.
  @inline(__always)
  private mutating func takeComma() -> Bool {
    skipSpaces()
    guard text[cursor] == Byte.comma else { return false }
    cursor += 1
    return true
  }

  /// Makes sure that the closing bracket stands at the cursor.
  @inline(__always)
  private mutating func endFlow(_ bracket: UInt8, from start: Int) -> Bool {
    let next = text[cursor]
    if next == bracket { return true }
    if next == Byte.lineFeed { return refuseOpenFlow(start) }
    if next == Byte.hash, text.isBlank(at: cursor - 1) { return refuseOpenFlow(start) }
    return refuseFlow(next == Byte.colon ? .colonInText : .unexpectedText)
  }

  /// Reports a bracket that is not closed on its line.
  private mutating func refuseOpenFlow(_ start: Int) -> Bool {
    refuseFlow(text[start] == Byte.openBrace ? .openBrace : .openBracket, at: start)
  }

  /// Reports an error between brackets and gives up the rest of the line.
  private mutating func refuseFlow(_ problem: Problem, at start: Int? = nil, end: Int? = nil)
    -> Bool
  {
    let start = start ?? cursor
    report(problem, start, end ?? min(start + 1, lineEnd))
    cursor = lineEnd
    return false
  }
}
