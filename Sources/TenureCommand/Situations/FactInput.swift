import TenureModel
import TenureReport

/// What a user gave for one facet, before anybody knows what it means.
struct FactInput {
  /// Its form.
  enum Form {
    /// One word.
    case word(String)
    /// Several words.
    case list([String])
  }

  let facet: String
  let form: Form
  /// Where it stands, if it was read from a line of a batch.
  let location: SourceLocation?
  /// Whether one word may still be a list of one: on a command line `tags=` is the empty set.
  let isArgument: Bool

  /// Takes `facet=value` or `facet=a,b` apart.
  init(argument: String) throws {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw CommandFailure(
        "`\(argument.printable)` is not a fact", help: "write facet=value, or facet=a,b for a set")
    }
    facet = String(argument[..<equals])
    var value = String(argument[argument.index(after: equals)...])
    if value.hasPrefix("["), value.hasSuffix("]") { value = String(value.dropFirst().dropLast()) }
    let words = value.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }
    form = value.isEmpty ? .list([]) : words.count == 1 ? .word(words[0]) : .list(words)
    location = nil
    isArgument = true
  }

  /// Reads an entry of a map.
  init(_ entry: DocumentNode.Entry) throws {
    facet = entry.key.text
    location = entry.value.location
    isArgument = false
    switch entry.value.kind {
    case .scalar: form = .word(entry.value.text)
    case .sequence:
      for item in entry.value.items where item.kind != .scalar {
        throw CommandFailure(
          "a value of `\(facet.printable)` is no text or number", at: item.location,
          help: "list the names of terms")
      }
      form = .list(entry.value.items.map(\.text))
    case .map:
      throw CommandFailure(
        "the value of `\(facet.printable)` is a map", at: entry.value.location,
        help: "a situation gives values; tests such as ranges stand in clauses")
    }
  }
}

extension CommandFailure {
  /// One thing that is wrong at a place of a document or batch.
  init(_ message: String, at location: SourceLocation?, help: String? = nil) {
    self.init(
      message, file: location?.file, line: location?.line, column: location?.column, help: help)
  }
}
