internal import TenureModel

/// How a text is written on one line: plain if it can be, else in quotes.
enum ScalarLayout {
  /// Where a text stands.
  enum Place {
    /// A value on a line of a block.
    case block
    /// A key, in a block or between braces.
    case key(inFlow: Bool)
    /// A value between brackets.
    case flow
  }

  /// The text as it is written.
  static func write(_ text: String, at place: Place) -> String {
    if canBePlain(text, at: place) { return text }
    let needsEscapes = text.unicodeScalars.contains { InvisibleCharacter.isOne($0) }
    let hasQuotes = text.utf8.contains { $0 == Byte.doubleQuote || $0 == Byte.backslash }
    guard needsEscapes || !hasQuotes else {
      return "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    }
    return doubleQuoted(text)
  }

  /// Whether the parser reads the same text without quotes.
  private static func canBePlain(_ text: String, at place: Place) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, first != Byte.space,
      last != Byte.space, last != Byte.colon, isPlainStart(bytes)
    else { return false }
    let inFlow =
      switch place {
      case .block: false
      case .key(let inFlow): inFlow
      case .flow: true
      }
    if case .key = place, text == "<<" { return false }
    for (index, byte) in bytes.enumerated() {
      if inFlow, Byte.isFlowMark(byte) { return false }
      if byte == Byte.colon, bytes[index + 1] == Byte.space { return false }
      if byte == Byte.hash, bytes[index - 1] == Byte.space { return false }
    }
    return !text.unicodeScalars.contains { InvisibleCharacter.isOne($0) }
  }

  /// Whether a plain text may begin so.
  private static func isPlainStart(_ bytes: [UInt8]) -> Bool {
    switch bytes[0] {
    case Byte.ampersand, Byte.star, Byte.exclamation, Byte.comma, Byte.openBracket,
      Byte.closeBracket, Byte.openBrace, Byte.closeBrace, Byte.percent, Byte.question,
      Byte.colon, Byte.hash, Byte.pipe, Byte.greater, Byte.singleQuote, Byte.doubleQuote,
      UInt8(ascii: "@"), UInt8(ascii: "`"):
      return false
    case Byte.dash:
      // `- ` begins an item, and `---` at the beginning of a line a document.
      return bytes.count > 1 && bytes[1] != Byte.space && !bytes.starts(with: "---".utf8)
    case Byte.dot:
      return !bytes.starts(with: "...".utf8)
    default:
      return true
    }
  }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        guard InvisibleCharacter.isOne(scalar) else {
          result.unicodeScalars.append(scalar)
          continue
        }
        result += "\\u" + InvisibleCharacter.digits(scalar)
      }
    }
    return result + "\""
  }

  /// A value between brackets, with all that is in it.
  static func flow(_ node: DocumentNode) -> String {
    switch node.kind {
    case .scalar:
      return node.isEmpty ? "" : write(node.text, at: .flow)
    case .sequence:
      return "[" + node.items.map { flow($0) }.joined(separator: ", ") + "]"
    case .map:
      let entries = node.entries.map {
        write($0.key.text, at: .key(inFlow: true)) + ": " + flow($0.value)
      }
      return "{" + entries.joined(separator: ", ") + "}"
    }
  }
}
