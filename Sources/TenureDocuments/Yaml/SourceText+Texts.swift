internal import TenureModel

/// Where texts end.
extension SourceText {
  /// The end of the text without quotes that begins at a place and is not between brackets: a
  /// colon with a blank behind it, a comment, or the end of the line.
  @inline(__always)
  func plainEnd(from start: Int) -> Int {
    var index = nextStop(from: start)
    while true {
      switch self[index] {
      case Byte.colon:
        if isBlank(at: index + 1) { return index }
      case Byte.hash:
        if index > start, isBlank(at: index - 1) { return index }
      case Byte.lineFeed:
        return index
      default:
        break
      }
      index = nextStop(from: index + 1)
    }
  }

  /// The end of the text without quotes that begins at a place between brackets.
  @inline(__always)
  func flowPlainEnd(from start: Int) -> Int {
    var index = nextStop(from: start)
    while true {
      let byte = self[index]
      switch byte {
      case Byte.colon:
        if isBlank(at: index + 1) || Byte.isFlowMark(self[index + 1]) { return index }
      case Byte.hash:
        if index > start, isBlank(at: index - 1) { return index }
      default:
        if byte == Byte.lineFeed || Byte.isFlowMark(byte) { return index }
      }
      index = nextStop(from: index + 1)
    }
  }

  /// Where a stretch ends without the blanks at its end.
  @inline(__always)
  func trimmed(from start: Int, to end: Int) -> Int {
    var end = end
    while end > start, isBlank(at: end - 1) { end -= 1 }
    return end
  }

  /// A quoted text.
  struct Quoted {
    var form: DocumentRecord.Form
    /// The place behind the closing quote.
    var end: Int
    /// 1 if there is something to unescape.
    var detail: Int
  }

  /// The quoted text that begins at a place; nil if its line has no end of it.
  func quoted(at start: Int) -> Quoted? {
    let quote = self[start]
    var detail = 0
    var index = nextStop(from: start + 1)
    while self[index] != Byte.lineFeed {
      if self[index] == quote {
        guard quote == Byte.singleQuote, self[index + 1] == quote else {
          let form: DocumentRecord.Form =
            quote == Byte.singleQuote ? .singleQuoted : .doubleQuoted
          return Quoted(form: form, end: index + 1, detail: detail)
        }
        detail = 1
        index += 1
      } else if self[index] == Byte.backslash, quote == Byte.doubleQuote {
        detail = 1
        // A backslash at the end of the line takes nothing with it.
        if self[index + 1] != Byte.lineFeed { index += 1 }
      }
      index = nextStop(from: index + 1)
    }
    return nil
  }
}
