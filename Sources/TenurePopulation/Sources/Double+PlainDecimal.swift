extension Double {
  /// The shortest decimal that is this number and no other, without an exponent; `inf` and `nan`
  /// as they are.
  var plainDecimal: String {
    let text = description
    guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...])
    else { return text }
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text[..<mark].drop { $0 == "-" }.split(separator: ".")
    let digits = parts.joined()
    let point = parts[0].count + exponent
    func zeros(_ count: Int) -> String { String(repeating: "0", count: max(count, 0)) }
    if point <= 0 { return "\(sign)0.\(zeros(-point))\(digits)" }
    if point >= digits.count { return sign + digits + zeros(point - digits.count) }
    return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
  }
}
