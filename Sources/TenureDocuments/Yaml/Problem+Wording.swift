internal import TenureModel

extension Problem {
  /// What a user reads: the kind of finding, the message, and the way out.
  struct Wording {
    let id: String
    let message: String
    let help: String

    init(_ id: String, _ message: String, _ help: String) {
      self.id = id
      self.message = message
      self.help = help
    }
  }

  /// The words for a problem with the stretch of a document that reads `text`.
  func wording(_ text: String) -> Wording {
    switch self {
    case .anchor, .alias, .tag, .mergeKey, .complexKey, .directive, .severalDocuments,
      .documentEnd, .textBehindMarker, .tab, .tabIndentation:
      wordingOutsideSubset(text)
    case .indentation, .behindDocument, .itemInMap, .entryInList, .listBehindKey,
      .textOverSeveralLines, .severalLines, .blockHeader, .wideBlankLine, .tooDeep:
      wordingOfLines(text)
    case .missingColon, .tightColon, .duplicateKey:
      wordingOfKeys(text)
    case .badStart, .colonInText, .openQuote, .badEscape, .unexpectedText, .tightComment:
      wordingOfTexts(text)
    case .openBrace, .openBracket, .missingItem, .trailingComma, .pairInList, .keyWithoutValue,
      .bracketInText:
      wordingOfBrackets(text)
    }
  }

  private func wordingOutsideSubset(_ text: String) -> Wording {
    switch self {
    case .anchor:
      Wording(
        "anchor", "anchors are not allowed: `\(text)`",
        "write the value out where it is needed, or quote the text if the `&` belongs to it")
    case .alias:
      Wording(
        "alias", "aliases are not allowed: `\(text)`",
        "write the value out, or quote the text if the `*` belongs to it")
    case .tag:
      Wording(
        "tag", "tags are not allowed: `\(text)`",
        "take the tag out: the schema says what a value is; or quote the text")
    case .mergeKey:
      Wording(
        "merge-key", "merge keys are not allowed", "write the entries out where they are needed")
    case .complexKey:
      Wording("complex-key", "a key must be a text", "quote it if its signs belong to the text")
    case .directive:
      Wording("directive", "directives are not allowed", "take the line out, or quote the text")
    case .severalDocuments:
      Wording(
        "several-documents", "a file holds one document",
        "put what follows the `---` into a file of its own")
    case .documentEnd:
      Wording("several-documents", "`...` is not allowed", "take the line out")
    case .textBehindMarker:
      Wording(
        "several-documents", "`---` must stand alone on its line",
        "begin the document on the next line")
    case .tabIndentation:
      Wording("tab", "the line is indented with a tab", "indent with spaces")
    default:
      Wording("tab", "a tab outside quotes", "write a space, or quote the text")
    }
  }

  private func wordingOfLines(_ text: String) -> Wording {
    switch self {
    case .indentation(let column):
      Wording(
        "indentation", "the indentation fits no map or list above",
        column == 0
          ? "begin the line without spaces, or align it with the lines above"
          : "indent it by \(column), or align it with the lines above")
    case .behindDocument:
      Wording(
        "indentation", "the line belongs to nothing above it",
        "align it with the first line of the document")
    case .itemInMap:
      Wording(
        "mixed-block", "a list item among the keys of a map",
        "indent the list under its key, or write `key: value`")
    case .entryInList:
      Wording(
        "mixed-block", "expected a list item", "begin the line with `- `, or indent it further")
    case .listBehindKey:
      Wording(
        "mixed-block", "a list cannot begin on the line of its key", "begin it on the next line")
    case .textOverSeveralLines:
      Wording(
        "several-lines", "a text must end on its line",
        "for a longer text write `>` behind the key and the text below")
    case .severalLines:
      Wording("several-lines", "expected one line", "write one value a line")
    case .blockHeader:
      Wording(
        "block-header", "only `-`, `+` or a comment may follow `|` and `>`, found `\(text)`",
        "begin the text on the next line, indented")
    case .wideBlankLine:
      Wording(
        "block-header", "a blank line is indented further than the text below it",
        "take its spaces out")
    default:
      Wording(
        "too-deep", "more than \(DocumentLimits.depth) maps and lists within one another",
        "split the document")
    }
  }

  /// Whether a line is one of those between which git leaves what it could not merge.
  private static func isConflictMarker(_ text: String) -> Bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains { text.hasPrefix($0) }
  }

  private func wordingOfKeys(_ text: String) -> Wording {
    switch self {
    case .missingColon where Self.isConflictMarker(text):
      Wording(
        "conflict-marker", "a merge left a conflict here: `\(text)`",
        "settle it: keep one side, or both, and take the three lines with marks out")
    case .missingColon(let hasTightColon):
      Wording(
        "missing-colon", "expected `key: value`, found `\(text)`",
        hasTightColon
          ? "write a space behind the colon" : "write a colon and a space behind the key")
    case .duplicateKey(let key, let first):
      Wording(
        "duplicate-key", "duplicate key `\(Finding.brief(key))`, first on line \(first.line)",
        "keep one of the two")
    default:
      Wording("missing-colon", "a space is missing behind the colon", "write `key: value`")
    }
  }

  private func wordingOfTexts(_ text: String) -> Wording {
    switch self {
    case .badStart(let byte):
      Wording(
        "bad-start", "a text must not begin with \(Self.named(byte))",
        "quote the text")
    case .colonInText:
      Wording("colon-in-text", "a colon and a space within a text", "quote the text")
    case .openQuote:
      Wording(
        "open-quote", "the closing quote is missing",
        "close the quote on its line; for a longer text write `>` and the text below")
    case .badEscape:
      Wording(
        "bad-escape", "`\(text)` is not an escape",
        "known: `\\\"` `\\\\` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` `\\xNN` `\\uNNNN` `\\UNNNNNNNN`,"
          + " each of a character, not of half of one; write `\\\\` for a backslash")
    case .tightComment:
      Wording("unexpected-text", "a space is missing before the comment", "write ` #`")
    default:
      Wording("unexpected-text", "unexpected `\(text)` behind the value", "quote the whole text")
    }
  }

  private static func named(_ byte: UInt8) -> String {
    byte == UInt8(ascii: "`") ? "a backtick" : "`\(String(Unicode.Scalar(byte)))`"
  }

  private func wordingOfBrackets(_ text: String) -> Wording {
    switch self {
    case .openBrace:
      Wording(
        "open-bracket", "a map in braces must end on its line",
        "close it with `}`, or write `key: value` on lines of their own")
    case .openBracket:
      Wording(
        "open-bracket", "a list in brackets must end on its line",
        "close it with `]`, or write `- item` on lines of their own")
    case .missingItem:
      Wording("missing-item", "there is nothing before the comma", "take the comma out")
    case .trailingComma:
      Wording("missing-item", "there is nothing behind the comma", "take the comma out")
    case .pairInList:
      Wording(
        "pair-in-list", "`key: value` in a list",
        "write `{key: value}`, or quote the text")
    case .keyWithoutValue(let isFirst):
      Wording(
        "key-without-value",
        isFirst
          ? "`\(text)` has no value"
          : "the comma ends the value before it, and `\(text)` has no value of its own",
        isFirst
          ? "write `\(text): ` and a value"
          : "if the comma belongs to a text, quote the text")
    default:
      Wording("unexpected-text", "`\(text)` within a text in brackets", "quote the text")
    }
  }
}

extension YamlReader {
  /// Adds a finding about a stretch of the source.
  mutating func report(_ problem: Problem, _ start: Int, _ end: Int) {
    let text = String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    let wording = problem.wording(Finding.brief(text))
    var notes: [Finding.Note] = []
    if case .duplicateKey(_, let first) = problem { notes.append(.init("first here", at: first)) }
    add(
      Finding(
        wording.id, wording.message, at: location(start, end), notes: notes, help: wording.help))
  }

  /// Adds a finding about characters that may not stand in a document.
  mutating func report(_ fault: SourceScan.Fault) {
    let place = location(fault.start, fault.end)
    switch fault.kind {
    case .encoding:
      add(
        Finding(
          "encoding", "a byte that is not UTF-8", at: place, help: "save the document as UTF-8"))
    case .character(let scalar):
      let number = InvisibleCharacter.digits(scalar)
      add(
        Finding(
          "invisible-character", "the invisible character U+\(number) is not allowed",
          at: place,
          help: scalar == "\r"
            ? "end lines with a line feed"
            : "take it out, or write `\\u\(number)` in double quotes"))
    }
  }

  /// A stretch of the source.
  func location(_ start: Int, _ end: Int) -> SourceLocation {
    let range = SourceRange(
      start: lines.position(of: start, in: bytes),
      end: lines.position(of: max(start, end), in: bytes))
    return SourceLocation(file: file, range: range)
  }
}
