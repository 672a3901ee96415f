import TenureModel
import TenureReport

/// Reads situations, from the arguments of a command line and from lines of JSON.
struct SituationReader {
  let vocabulary: Vocabulary

  /// The situation of some arguments, each `facet=value`.
  func read(arguments: [String]) throws -> Situation {
    try read(arguments.map { try FactInput(argument: $0) })
  }

  /// The situation of a map of facets.
  func read(_ node: DocumentNode) throws -> Situation {
    guard node.kind == .map else {
      throw CommandFailure(
        "a situation is a map of facets", at: node.location,
        help: "write an object, such as {\"action\": \"export\", \"data\": [\"personal\"]}")
    }
    return try read(node.entries.map { try FactInput($0) })
  }

  private func read(_ inputs: [FactInput]) throws -> Situation {
    var situation = Situation()
    for input in inputs {
      let facet = try facet(of: input)
      guard situation[facet] == nil else {
        throw CommandFailure(
          "`\(input.facet)` is given twice", at: input.location, help: "give each facet once")
      }
      situation[facet] = try fact(input, of: facet)
    }
    return situation
  }

  private func facet(of input: FactInput) throws -> FacetID {
    let name = input.facet
    guard let facet = vocabulary.facet(named: name) else {
      let known = vocabulary.facets.map(\.name).filter { $0 != Vocabulary.rightFacetName }
      throw CommandFailure(
        "unknown facet `\(name.printable)`", at: input.location,
        help: Suggestion.help(for: name, among: known)
          ?? "`tenure show` lists the facets of the vocabulary")
    }
    guard facet != vocabulary.right else {
      throw CommandFailure(
        "`right` is derived and cannot be given", at: input.location,
        help: "rights follow from the property pillar; give `standing` and other facts")
    }
    return facet
  }

  private func fact(_ input: FactInput, of facet: FacetID) throws -> Situation.Fact {
    if case .word(Vocabulary.unknownWord) = input.form { return .unknown }
    switch vocabulary[facet].kind {
    case .term(let taxonomy): return try term(input, vocabulary[taxonomy])
    case .set(let taxonomy): return try set(input, vocabulary[taxonomy])
    case .flag:
      switch try word(input, "takes yes or no") {
      case "yes", "true": return .known(.flag(true))
      case "no", "false": return .known(.flag(false))
      case let word: throw wrong(word, input, "write yes, no or unknown")
      }
    case .quantity(let quantity): return try number(input, quantity)
    case .date:
      let word = try word(input, "takes a day")
      guard let day = Day(word) else { throw wrong(word, input, "write a day as YYYY-MM-DD") }
      return .known(.date(day))
    }
  }

  private func word(_ input: FactInput, _ takes: String) throws -> String {
    if case .word(let word) = input.form { return word }
    throw CommandFailure(
      "`\(input.facet)` \(takes), not a list", at: input.location, help: "give one value")
  }

  private func wrong(_ word: String, _ input: FactInput, _ help: String?) -> CommandFailure {
    CommandFailure(
      "`\(word.printable)` is no value of `\(input.facet)`", at: input.location, help: help)
  }

  private func number(
    _ input: FactInput, _ quantity: Facet.Quantity
  ) throws -> Situation.Fact {
    let word = try word(input, "takes a number")
    guard let number = ExactDecimal(word) else {
      throw wrong(word, input, "write digits only, such as 1000000 or 0.5")
    }
    if quantity.isWhole, !number.isWhole { throw wrong(word, input, "it takes whole numbers") }
    if let minimum = quantity.minimum, number < minimum {
      throw wrong(word, input, "it takes numbers of at least \(minimum)")
    }
    return .known(.quantity(number))
  }

  private func term(_ input: FactInput, _ taxonomy: Taxonomy) throws -> Situation.Fact {
    let words: [String]
    switch input.form {
    case .word(let word): words = [word]
    case .list(let list): words = list
    }
    guard !words.isEmpty else {
      throw CommandFailure(
        "`\(input.facet)` is given no term", at: input.location,
        help: "name a term of `\(taxonomy.name)`, or `unknown`")
    }
    let terms = try words.map { try known($0, input, taxonomy) }
    let leaves = taxonomy.leaves(underAnyOf: terms)
    if leaves.count == 1, let leaf = leaves.first { return .known(.term(leaf: leaf)) }
    return .oneOf(leaves)
  }

  private func set(_ input: FactInput, _ taxonomy: Taxonomy) throws -> Situation.Fact {
    let words: [String]
    switch input.form {
    case .word(let word): words = [word]
    case .list(let list): words = list
    }
    var leaves: [Int] = []
    for word in words {
      let term = try known(word, input, taxonomy)
      guard let leaf = taxonomy.leafNumber(of: term) else {
        let names = taxonomy.names(of: taxonomy[term].leaves)
        throw CommandFailure(
          "`\(word)` stands for several terms, and `\(input.facet)` is a set of single ones",
          at: input.location, help: "name those that are meant: " + names.joined(separator: ", "))
      }
      leaves.append(leaf)
    }
    return .known(.set(LeafSet(leaves)))
  }

  private func known(_ word: String, _ input: FactInput, _ taxonomy: Taxonomy) throws -> TermID {
    if let term = taxonomy.term(named: word) { return term }
    if word == Vocabulary.unknownWord {
      throw CommandFailure(
        "`unknown` stands in a list", at: input.location,
        help: "write `unknown` alone, or list the terms that are possible")
    }
    throw wrong(word, input, Suggestion.help(for: word, among: taxonomy.terms.map(\.name)))
  }
}
