/// A value of JSON whose objects keep the order of their keys, so that equal answers are equal
/// bytes.
package indirect enum JSONValue: Sendable, Hashable {
  /// A member of an object.
  package struct Member: Sendable, Hashable {
    /// The key.
    package let key: String
    /// The value.
    package let value: JSONValue
  }

  /// Nothing.
  case null
  /// True or false.
  case flag(Bool)
  /// A whole number; written as a text beyond 2^53.
  case number(Int)
  /// A share, for display.
  case share(Double)
  /// A text.
  case text(String)
  /// A list.
  case list([JSONValue])
  /// An object, its keys in order.
  case object([Member])
}

extension JSONValue {
  /// A whole number; a text beyond 2^53.
  package static func whole(_ number: Int128) -> JSONValue {
    Int(exactly: number).map { .number($0) } ?? .text(String(number))
  }

  /// A whole number.
  package static func whole(_ number: Int) -> JSONValue { .number(number) }

  /// A text, or nothing.
  package static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

  /// A list of texts.
  package static func texts(_ texts: some Sequence<String>) -> JSONValue {
    .list(texts.map { .text($0) })
  }

  /// The value of a key of an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral
{
  /// Creates an object.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }

  /// Creates a list.
  package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }

  /// Creates a text.
  package init(stringLiteral value: String) { self = .text(value) }

  /// Creates an object of members in order.
  package static func members(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { Member(key: $0.0, value: $0.1) })
  }
}
