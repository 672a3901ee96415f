/// Characters that a reader cannot see and that change what he sees.
///
/// Control characters, line breaks other than the line feed, and marks that turn the direction of
/// a text: with these a clause can read differently from what it says. Documents may hold them
/// only as escapes, and nothing that is printed holds them raw.
package enum InvisibleCharacter {
  /// Whether a scalar is one; the line feed and the tab count as such.
  package static func isOne(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029: true
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Four hexadecimal digits, as in `U+202E` and `\u202E`; all such characters have four.
  package static func digits(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
