import TenureDocuments
import TenureModel

/// Reads the cells of a facet's column, as `tenure ask` reads facts.
///
/// An empty cell is not known. A set is written as terms with commas, semicolons or spaces between
/// them, in brackets or not, or as a list in JSON; `[]` is the empty set.
struct CellText: Sendable {
  let facet: FacetID
  private let name: String
  private let kind: Facet.Kind
  private let reader: SituationReader

  init(_ facet: FacetID, in vocabulary: Vocabulary) {
    self.facet = facet
    name = vocabulary[facet].name
    kind = vocabulary[facet].kind
    reader = SituationReader(vocabulary: vocabulary)
  }

  /// The fact that a cell gives.
  func fact(_ cell: String) throws(PopulationError) -> Situation.Fact {
    let text = String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    if text.isEmpty { return .unknown }
    var given = text
    switch kind {
    case .set: given = try terms(of: text).joined(separator: ",")
    case .term where text.hasPrefix("["): given = try terms(of: text).joined(separator: ",")
    case .flag: given = ["1": "yes", "0": "no"][text] ?? text
    case .term, .quantity, .date: break
    }
    let read = reader.read(arguments: ["\(name)=\(given)"])
    if let fact = read.value?[facet], read.findings.isEmpty { return fact }
    let finding = read.findings.first
    throw PopulationError(
      finding?.message ?? "`\(text.prefix(40))` is no value of `\(name)`", help: finding?.help)
  }

  /// The words of a list: in JSON, or with commas, semicolons or spaces between them; either all
  /// stand in quotes, or none.
  private func terms(of text: String) throws(PopulationError) -> [String] {
    var words: [String]
    if text.contains("\\"), let texts = JSONReader.texts(text) {
      words = texts
    } else {
      var inner = Substring(text)
      if inner.hasPrefix("["), inner.hasSuffix("]") { inner = inner.dropFirst().dropLast() }
      words = inner.split(whereSeparator: Self.isSeparator).map(String.init)
      if words.allSatisfy({ $0.count > 1 && $0.hasPrefix("\"") && $0.hasSuffix("\"") }) {
        words = words.map { String($0.dropFirst().dropLast()) }
      }
    }
    guard Set(words).count == words.count else {
      throw PopulationError(
        "a term stands twice in `\(text.prefix(40))`", help: "write each term of a set once")
    }
    let isList = text != Vocabulary.unknownWord
    for word in words where word.isEmpty || word.contains(where: Self.isSeparator) {
      throw PopulationError("`\(word.prefix(40))` is no value of `\(name)`")
    }
    if isList, words.contains(Vocabulary.unknownWord) {
      throw PopulationError(
        "`\(Vocabulary.unknownWord)` is no value of `\(name)`",
        help: "`\(Vocabulary.unknownWord)` stands alone, not in a list")
    }
    return words
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character == "," || character == " " || character == ";"
  }
}
