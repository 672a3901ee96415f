/// The text of a Swift file with everything that is no code blanked out.
///
/// Comments and the insides of string literals become spaces, so that a brace in a message closes
/// nothing and an example in a comment calls nothing. Lines stay where they are. Code that is
/// interpolated into a string stays. Regex literals are not known.
struct SwiftSource {
  /// The code, line by line.
  let lines: [Substring]
  private let code: [UInt8]

  init(_ text: String) {
    var mask = Mask(Array(text.utf8))
    mask.readCode(untilParenthesis: false)
    code = mask.result
    lines = String(decoding: mask.result, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// A function, an initialiser or a subscript, from its name to its closing brace.
  struct Function: CustomStringConvertible {
    let name: String
    let line: Int
    let lineCount: Int
    var description: String { "\(name) (line \(line), \(lineCount) lines)" }
  }

  /// All functions with a body.
  var functions: [Function] {
    var found: [Function] = []
    var line = 1
    var index = 0
    while index < code.count {
      if code[index] == UInt8(ascii: "\n") { line += 1 }
      guard isWordStart(index) else {
        index += 1
        continue
      }
      let word = word(at: index)
      if ["func", "init", "deinit", "subscript"].contains(word), isDeclared(index, word),
        let end = bodyEnd(from: index + word.utf8.count)
      {
        let lineCount = code[index...end].count { $0 == UInt8(ascii: "\n") } + 1
        let rest = code[(index + word.utf8.count)...].prefix { $0 != UInt8(ascii: "(") }
        let name = String(decoding: rest, as: UTF8.self).filter { !$0.isWhitespace }
        found.append(Function(name: name.isEmpty ? word : name, line: line, lineCount: lineCount))
      }
      index += word.utf8.count
    }
    return found
  }

  private func isWordStart(_ index: Int) -> Bool {
    isWord(code[index]) && (index == 0 || !isWord(code[index - 1]))
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func word(at index: Int) -> String {
    String(decoding: code[index...].prefix { isWord($0) }, as: UTF8.self)
  }

  /// Whether the word declares, where `.init(…)` and `self.init` only call.
  private func isDeclared(_ index: Int, _ word: String) -> Bool {
    guard word != "func" else { return true }
    let before = code[..<index].last { $0 != UInt8(ascii: " ") }
    return before != UInt8(ascii: ".")
  }

  /// The closing brace of the body that begins behind `start`; nil for a requirement, or a call.
  private func bodyEnd(from start: Int) -> Int? {
    var brackets = 0
    var index = start
    while index < code.count {
      switch code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        brackets -= 1
        if brackets < 0 { return nil }
      case UInt8(ascii: "{") where brackets == 0: return closingBrace(from: index)
      case UInt8(ascii: "}"), UInt8(ascii: ";"): if brackets == 0 { return nil }
      case UInt8(ascii: "\n") where brackets == 0 && !isContinued(behind: index): return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Whether the signature goes on in the next line: with its result, its `where`, or its body.
  private func isContinued(behind lineEnd: Int) -> Bool {
    let rest = code[(lineEnd + 1)...].drop { $0 == UInt8(ascii: " ") }
    let next = String(decoding: rest.prefix(8), as: UTF8.self)
    return ["->", "where ", "throws", "async", "{"].contains { next.hasPrefix($0) }
      || code[..<lineEnd].last { $0 != UInt8(ascii: " ") } == UInt8(ascii: ",")
  }

  private func closingBrace(from open: Int) -> Int? {
    var depth = 0
    for index in open..<code.count {
      if code[index] == UInt8(ascii: "{") { depth += 1 }
      if code[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

/// Walks over a Swift file once and blanks comments and strings.
private struct Mask {
  let bytes: [UInt8]
  var result: [UInt8]
  var cursor = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    result = bytes
  }

  /// Whether the bytes at the cursor are these.
  private func sees(_ text: StaticString, at offset: Int = 0) -> Bool {
    let start = cursor + offset
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[start..<(start + $0.count)]) }
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where cursor < bytes.count {
      if bytes[cursor] != UInt8(ascii: "\n") { result[cursor] = UInt8(ascii: " ") }
      cursor += 1
    }
  }

  /// Reads code to the end, or past the parenthesis that ends an interpolation.
  mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while cursor < bytes.count {
      if sees("//") {
        while cursor < bytes.count, !sees("\n") { blank(1) }
      } else if sees("/*") {
        readBlockComment()
      } else if let hashes = hashesOfString() {
        readString(hashes)
      } else {
        if sees("(") { depth += 1 }
        if sees(")") { depth -= 1 }
        cursor += 1
        if untilParenthesis, depth < 0 { return }
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if sees("/*") { depth += 1 }
      if sees("*/") { depth -= 1 }
      blank(sees("/*") || sees("*/") ? 2 : 1)
    } while depth > 0 && cursor < bytes.count
  }

  /// The number of `#` before the quote, if a string begins here.
  private func hashesOfString() -> Int? {
    let hashes = bytes[cursor...].prefix { $0 == UInt8(ascii: "#") }.count
    return sees("\"", at: hashes) ? hashes : nil
  }

  private mutating func readString(_ hashes: Int) {
    blank(hashes)
    let quotes = sees("\"\"\"") ? 3 : 1
    blank(quotes)
    while cursor < bytes.count {
      if sees("\\"), endsWithHashes(hashes, at: 1) {
        blank(1 + hashes)
        if sees("(") {
          cursor += 1
          readCode(untilParenthesis: true)
        } else {
          blank(1)
        }
      } else if quotes == 3 ? sees("\"\"\"") : sees("\""), endsWithHashes(hashes, at: quotes) {
        blank(quotes + hashes)
        return
      } else {
        blank(1)
      }
    }
  }

  private func endsWithHashes(_ count: Int, at offset: Int) -> Bool {
    let start = cursor + offset
    guard start + count <= bytes.count else { return false }
    return bytes[start..<(start + count)].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}
