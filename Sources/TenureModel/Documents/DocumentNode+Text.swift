extension DocumentNode {
  /// The text of a scalar, quotes, escapes and indentation taken away; empty for other nodes.
  ///
  /// Worked out anew at each call.
  public var text: String { record.text(in: tree.source) }

  /// Whether the node is a scalar with this text.
  public func hasText(_ other: String) -> Bool {
    let record = record
    switch record.form {
    case .plain:
      // Most keys are told apart by their lengths.
      guard Int(record.end) - Int(record.start) == other.utf8.count else { return false }
      return tree.source[Int(record.start)..<Int(record.end)].elementsEqual(other.utf8)
    case .singleQuoted, .doubleQuoted, .literal, .folded:
      return text.utf8.elementsEqual(other.utf8)
    case .blockMap, .flowMap, .blockSequence, .flowSequence, .empty:
      return false
    }
  }
}

extension DocumentRecord {
  /// The text of a scalar, quotes, escapes and indentation taken away; empty for other nodes.
  package func text(in source: [UInt8]) -> String {
    switch form {
    case .plain:
      return String(decoding: source[Int(start)..<Int(end)], as: UTF8.self)
    case .singleQuoted, .doubleQuoted:
      let inside = source[Int(start) + 1..<Int(end) - 1]
      guard detail != 0 else { return String(decoding: inside, as: UTF8.self) }
      let bytes = form == .singleQuoted ? halved(inside) : unescaped(inside)
      return String(decoding: bytes, as: UTF8.self)
    case .literal, .folded:
      return String(decoding: BlockText(self, in: source).bytes, as: UTF8.self)
    case .blockMap, .flowMap, .blockSequence, .flowSequence, .empty:
      return ""
    }
  }
}

/// The bytes within single quotes, where a quote is written twice.
private func halved(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var index = bytes.startIndex
  while index < bytes.endIndex {
    result.append(bytes[index])
    index += bytes[index] == UInt8(ascii: "'") ? 2 : 1
  }
  return result
}

/// The bytes within double quotes, escapes resolved; the parser has made sure they are sound.
private func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var index = bytes.startIndex
  while index < bytes.endIndex {
    guard bytes[index] == UInt8(ascii: "\\") else {
      result.append(bytes[index])
      index += 1
      continue
    }
    guard let escape = EscapeSequence(in: bytes, at: index) else { break }
    result.append(contentsOf: String(escape.scalar).utf8)
    index += escape.length
  }
  return result
}
