import Foundation
import Testing

/// A value of JSON, parsed by somebody else than us.
struct JSONObject {
  let value: Any

  init(_ text: String) throws {
    value = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: [.fragmentsAllowed])
  }

  private init(value: Any) { self.value = value }

  /// The value of a key; null if there is none.
  subscript(key: String) -> JSONObject {
    JSONObject(value: (value as? [String: Any])?[key] ?? NSNull())
  }

  /// The element at a position.
  subscript(position: Int) -> JSONObject { items[position] }

  var items: [JSONObject] { (value as? [Any] ?? []).map { JSONObject(value: $0) } }
  var keys: Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }
  var text: String? { value as? String }
  var texts: [String] { items.compactMap(\.text) }
  var isNull: Bool { value is NSNull }
  var isList: Bool { value is [Any] }
  var isObject: Bool { value is [String: Any] }
  var isFlag: Bool { (value as? NSNumber).map { CFTypeIDMatcher.isBoolean($0) } ?? false }
  var number: Double? {
    guard !isFlag, let number = value as? NSNumber else { return nil }
    return number.doubleValue
  }
  var flag: Bool? { isFlag ? (value as? NSNumber)?.boolValue : nil }

  /// The same value as text, keys sorted: equal values are equal texts.
  var canonical: String {
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
    else { return "?" }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Tells the numbers that stand for truth values from others.
enum CFTypeIDMatcher {
  static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
  }
}
