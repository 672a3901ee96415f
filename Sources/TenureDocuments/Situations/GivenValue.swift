internal import TenureModel

/// What a situation gives for one facet, on a command line or in a document, before it is typed.
struct GivenValue {
  /// A word, and where it stands; nowhere on a command line.
  struct Word {
    let text: String
    let location: SourceLocation?
  }

  /// The facet that it is given for.
  let facet: Facet
  /// The words.
  let words: [Word]
  /// Whether they stand in a list.
  let isList: Bool
  /// Where the whole stands.
  let location: SourceLocation?

  /// Reads `facet=value`, behind the `=`.
  init(_ text: Substring, of facet: Facet) {
    self.facet = facet
    location = nil
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    isList = parts.count > 1 || text.isEmpty
    words = text.isEmpty ? [] : parts.map { Word(text: Self.trimmed($0), location: nil) }
  }

  /// Reads a node; nil if it is not a word or a list of words, which is reported.
  init?(_ node: DocumentNode, of facet: Facet, _ findings: inout [Finding]) {
    self.facet = facet
    location = node.location
    isList = node.kind == .sequence
    let items = isList ? Array(node.items) : [node]
    for item in items where item.kind != .scalar || item.isEmpty {
      findings.append(
        item.finding(
          "not-a-value", "this is no value of `\(facet.name)`", help: facet.valueHelp))
      return nil
    }
    words = items.map { Word(text: $0.text, location: $0.location) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The one word that there must be.
  func oneWord(_ findings: inout [Finding]) -> Word? {
    if !isList, let word = words.first { return word }
    findings.append(
      Finding(
        "not-a-value", "`\(facet.name)` takes one value", at: location, help: facet.valueHelp))
    return nil
  }
}

extension Facet {
  /// How to write a value.
  var valueHelp: String {
    switch kind {
    case .term: "give a term, a list of terms it is one of, or `unknown`"
    case .set: "give a list of terms, or one term"
    case .flag: "give `yes` or `no`"
    case .quantity(let quantity) where quantity.isWhole:
      "give a whole number in digits, say `1000000`" + leastHelp(quantity)
    case .quantity(let quantity): "give a number in digits, say `0.5`" + leastHelp(quantity)
    case .date: "give a day, say `2024-03-22`"
    }
  }

  /// How to write a value, where something else was given.
  func valueHelp(insteadOf text: String) -> String {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard case .quantity = kind, isNumber, text.utf8.count > ExactDecimal.digitLimit else {
      return valueHelp
    }
    return "a number has at most \(ExactDecimal.digitLimit) digits"
  }

  private func leastHelp(_ quantity: Quantity) -> String {
    quantity.minimum.map { ", at least `\($0)`" } ?? ""
  }
}
