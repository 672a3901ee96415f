/// Writes JSON, member by member, in the order in which it is told.
///
///     var json = JSONText()
///     json.object {
///       $0.member("verdict", "permitted")
///       $0.member("deciding", array: clauses) { $0.value($1.id) }
///     }
///     json.text      // {"verdict": "permitted", "deciding": ["pipl-23"]}
///
/// What is written is sound JSON as long as each member gets one value and the whole is one value;
/// both are checked in debug builds. Characters that a terminal would act on are escaped.
package struct JSONText: Sendable {
  /// How the text is laid out.
  package enum Layout: Sendable {
    /// All on one line: one object a line in a batch.
    case line
    /// One member or element a line, indented by two.
    case indented
  }

  /// Whole numbers beyond this are written as strings: other readers would round them.
  package static let largestNumber = 1 << 53

  /// What has been written.
  package private(set) var text = ""
  private let layout: Layout
  private var depth = 0
  /// Whether the innermost object or array has nothing in it yet.
  private var isFirst = true
  /// Whether a key has been written and waits for its value.
  private var hasKey = false

  /// Creates an empty text.
  package init(_ layout: Layout = .line) { self.layout = layout }

  /// Writes an object; the closure writes its members.
  package mutating func object(_ members: (inout JSONText) -> Void) {
    nest("{", "}", members)
  }

  /// Writes an array; the closure writes its elements.
  package mutating func array(_ elements: (inout JSONText) -> Void) {
    nest("[", "]", elements)
  }

  /// Writes an array of strings.
  package mutating func array(_ elements: some Sequence<String>) {
    array { json in
      for element in elements { json.value(element) }
    }
  }

  /// Writes a string.
  package mutating func value(_ value: String) {
    beginValue()
    quote(value)
  }

  /// Writes a string, or null.
  package mutating func value(_ value: String?) {
    guard let value else { return null() }
    self.value(value)
  }

  /// Writes `true` or `false`.
  package mutating func value(_ value: Bool) {
    beginValue()
    text += value ? "true" : "false"
  }

  /// Writes a whole number; beyond 2^53 as a string.
  package mutating func value(_ value: Int) {
    guard value.magnitude <= UInt(Self.largestNumber) else { return self.value(String(value)) }
    beginValue()
    text += String(value)
  }

  /// Writes a number for display, a share; what must be exact is written as a string.
  package mutating func value(_ value: Double) {
    guard value.isFinite else { return null() }
    beginValue()
    // Neither `rounded()` nor `Int(exactly:)`: in a debug build they call the C library's
    // mathematics, and a program may link the model and nothing else.
    let whole = value.magnitude < 1e15 ? Int(value) : nil
    text += whole.map { Double($0) == value ? "\($0)" : "\(value)" } ?? "\(value)"
  }

  /// Writes `null`.
  package mutating func null() {
    beginValue()
    text += "null"
  }

  /// Writes a key; the closure writes its value.
  package mutating func member(_ key: String, value: (inout JSONText) -> Void) {
    assert(!hasKey, "JSONText.member must follow a whole member (was \(key))")
    separate()
    quote(key)
    text += ": "
    hasKey = true
    value(&self)
    assert(!hasKey, "JSONText.member must be given a value (was \(key))")
  }
}

extension JSONText {
  /// Writes a member whose value is a string.
  package mutating func member(_ key: String, _ value: String) {
    member(key, value: { $0.value(value) })
  }

  /// Writes a member whose value is a string or null.
  package mutating func member(_ key: String, _ value: String?) {
    member(key, value: { $0.value(value) })
  }

  /// Writes a member whose value is `true` or `false`.
  package mutating func member(_ key: String, _ value: Bool) {
    member(key, value: { $0.value(value) })
  }

  /// Writes a member whose value is a whole number.
  package mutating func member(_ key: String, _ value: Int) {
    member(key, value: { $0.value(value) })
  }

  /// Writes a member whose value is a number for display.
  package mutating func member(_ key: String, _ value: Double) {
    member(key, value: { $0.value(value) })
  }

  /// Writes a member whose value is an array of strings.
  package mutating func member(_ key: String, _ values: [String]) {
    member(key, value: { $0.array(values) })
  }

  /// Writes a member whose value is an object.
  package mutating func member(_ key: String, object members: (inout JSONText) -> Void) {
    member(key, value: { $0.object(members) })
  }

  /// Writes a member whose value is an array, one element for each of some values.
  package mutating func member<Element>(
    _ key: String, array elements: some Sequence<Element>,
    _ write: (inout JSONText, Element) -> Void
  ) {
    member(
      key,
      value: { json in
        json.array { json in
          for element in elements { write(&json, element) }
        }
      })
  }
}

extension JSONText {
  private mutating func nest(
    _ opening: String, _ closing: String, _ content: (inout JSONText) -> Void
  ) {
    beginValue()
    text += opening
    depth += 1
    isFirst = true
    content(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    text += closing
  }

  /// What stands before a value: nothing behind a key, else a comma.
  private mutating func beginValue() {
    if hasKey {
      hasKey = false
    } else if depth > 0 {
      separate()
    }
  }

  private mutating func separate() {
    if !isFirst { text += layout == .line ? ", " : "," }
    isFirst = false
    breakLine()
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    text += "\n" + String(repeating: "  ", count: depth)
  }

  private mutating func quote(_ value: String) {
    // Nearly all texts are names, and go out as they are.
    let isPlain = value.utf8.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if isPlain {
      text += "\""
      text += value
      text += "\""
      return
    }
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if InvisibleCharacter.isOne(scalar) {
          text += "\\u" + InvisibleCharacter.digits(scalar)
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
