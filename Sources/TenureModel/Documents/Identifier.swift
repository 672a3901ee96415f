/// The names of terms, ids, facets and bodies.
public enum Identifier {
  /// How to write a name.
  static let help =
    "names consist of ASCII letters, digits, `-` and `.`, a letter or digit first"

  /// Whether a text is a name: ASCII letters, digits, `-` and `.`, a letter or digit first.
  public static func isSound(_ text: String) -> Bool {
    var isFirst = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        break
      case UInt8(ascii: "-"), UInt8(ascii: "."):
        if isFirst { return false }
      default: return false
      }
      isFirst = false
    }
    return !isFirst
  }
}
