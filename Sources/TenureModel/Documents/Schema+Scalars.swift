extension Schema where Value == String {
  /// Any text that is not absent.
  public static var text: Schema<String> {
    scalar(.text(.any), named: "a text") { $0 }
  }

  /// A name: ASCII letters, digits, `-` and `.`, a letter or digit first.
  public static var identifier: Schema<String> { nameSchema }
}

// Made once: most of what documents hold are names.
private let nameSchema = Schema<String>.word(
  .identifier, id: "not-a-name", help: Identifier.help
) { Identifier.isSound($0) ? $0 : nil }

extension Schema where Value == Bool {
  /// `yes` or `no`; `true` and `false` are taken, too.
  public static var flag: Schema<Bool> {
    scalar(.flag, named: "`yes` or `no`") { text, node, findings in
      switch text {
      case "yes", "true": return true
      case "no", "false": return false
      default:
        findings.append(
          node.finding(
            "not-a-flag", "expected `yes` or `no`, found `\(Finding.brief(text))`",
            help: Suggestion.nearest(to: text, among: ["yes", "no", "true", "false"])
              .map { "did you mean `\($0)`?" }))
        return nil
      }
    }
  }
}

extension Schema where Value == Int {
  /// A whole number in decimal digits, within bounds that are part of the range.
  public static func wholeNumber(
    atLeast minimum: Int? = nil, atMost maximum: Int? = nil
  ) -> Schema<Int> {
    let shape = SchemaShape.wholeNumber(minimum: minimum, maximum: maximum)
    return scalar(shape, named: "a whole number") { text, node, findings in
      guard let number = plainNumber(text) else {
        findings.append(
          node.finding(
            "not-a-whole-number", "expected a whole number, found `\(Finding.brief(text))`",
            help: "write digits only, without a leading zero, say `1000000`"))
        return nil
      }
      if let minimum, number < minimum {
        findings.append(
          node.finding("out-of-range", "`\(number)` is less than \(minimum), the least allowed"))
        return nil
      }
      if let maximum, number > maximum {
        findings.append(
          node.finding("out-of-range", "`\(number)` is more than \(maximum), the most allowed"))
        return nil
      }
      return number
    }
  }
}

extension Schema {
  /// A text of a certain form: a day, an amount, a period.
  ///
  /// - Parameters:
  ///   - form: What such a text is called, and its pattern.
  ///   - id: The kind of finding for a text that is none.
  ///   - help: How to write one.
  ///   - parse: Makes the value; nil if the text is not of the form.
  /// - Returns: The schema of such texts.
  @inlinable public static func word(
    _ form: SchemaShape.TextShape, id: String, help: String? = nil,
    parse: @escaping @Sendable (String) -> Value?
  ) -> Schema {
    scalar(.text(form), named: form.name) { text, node, findings in
      if let value = parse(text) { return value }
      findings.append(.wrongForm(node, id, expected: form.name, help: help))
      return nil
    }
  }

  /// One of some words, each with the value that it stands for.
  @inlinable public static func choice(_ words: KeyValuePairs<String, Value>) -> Schema {
    choice(words.map { (SchemaShape.Choice($0.key), $0.value) })
  }

  /// One of some words, each explained and with the value that it stands for.
  @inlinable public static func choice(_ words: [(SchemaShape.Choice, Value)]) -> Schema {
    scalar(.choice(words.map { $0.0 }), named: "a word") { text, node, findings in
      // Not `first(where:)`, for which the runtime would look up what lists of the type can do.
      for place in words.indices where words[place].0.word == text { return words[place].1 }
      findings.append(.unknownWord(node, among: words.map { $0.0.word }))
      return nil
    }
  }

  /// One of the raw values of an enumeration.
  @inlinable public static func choice(of type: Value.Type) -> Schema
  where Value: CaseIterable & RawRepresentable<String> {
    choice(type.allCases.map { (SchemaShape.Choice($0.rawValue), $0) })
  }

  /// A scalar, read by its text; other nodes and the absent value are reported.
  @inlinable static func scalar(
    _ shape: @autoclosure @escaping @Sendable () -> SchemaShape, named name: String,
    _ read: @escaping @Sendable (String, DocumentNode, inout [Finding]) -> Value?
  ) -> Schema {
    Schema(shape: shape()) { node, findings in
      guard node.kind == .scalar, !node.isEmpty else {
        findings.append(.wrongKind(of: node, expected: name))
        return nil
      }
      return read(node.text, node, &findings)
    }
  }

  /// A scalar, read by its text, where nothing can go wrong.
  static func scalar(
    _ shape: @autoclosure @escaping @Sendable () -> SchemaShape, named name: String,
    _ read: @escaping @Sendable (String) -> Value
  ) -> Schema {
    scalar(shape(), named: name) { text, _, _ in read(text) }
  }
}

/// A number in decimal digits, as people write it: no sign but `-`, no leading zero, no `_`.
private func plainNumber(_ text: String) -> Int? {
  let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
  guard text.utf8.count - digits.count <= 1, let first = digits.first,
    digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
    first != UInt8(ascii: "0") || text == "0"
  else { return nil }
  return Int(text)
}

extension Finding {
  /// A text as it stands in a message: one line of at most 40 characters.
  package static func brief(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count <= 40 && line.count == text.count ? text : line.prefix(40) + "…"
  }

  /// A text that is not of the form that is expected.
  @usableFromInline static func wrongForm(
    _ node: DocumentNode, _ id: String, expected form: String, help: String?
  ) -> Finding {
    node.finding(id, "expected \(form), found `\(Finding.brief(node.text))`", help: help)
  }

  /// A text that is none of some words.
  @usableFromInline static func unknownWord(
    _ node: DocumentNode, among words: [String]
  ) -> Finding {
    node.finding(
      "unknown-word", "`\(Finding.brief(node.text))` is not allowed here",
      help: Suggestion.help(for: node.text, among: words))
  }

  /// Not a node of the kind that is expected.
  @usableFromInline static func wrongKind(of node: DocumentNode, expected: String) -> Finding {
    if node.isEmpty {
      return node.finding(
        "no-value", "expected \(expected), found no value",
        help: "give a value, or take the key out")
    }
    let found =
      switch node.kind {
      case .map: "a map"
      case .sequence: "a list"
      case .scalar: "`\(Finding.brief(node.text))`"
      }
    return node.finding("wrong-kind", "expected \(expected), found \(found)")
  }
}
