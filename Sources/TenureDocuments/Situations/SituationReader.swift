public import TenureModel

/// Reads situations: from arguments such as `data=personal,public`, and from documents.
///
/// A term facet takes a term; an inner one leaves it open to the leaves under it, and a list says
/// that it is one of several. A set facet takes a list, or one term for the set of that one.
/// `unknown` leaves a facet open although it has a default.
public struct SituationReader: Sendable {
  /// What can be said.
  public let vocabulary: Vocabulary

  /// Creates a reader of situations.
  public init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// Reads arguments of the form `facet=value`.
  ///
  /// - Parameter arguments: The arguments. `a,b` is a list, and nothing behind the `=` is the empty
  ///   set.
  /// - Returns: The situation, or all that is wrong; findings have no place.
  public func read(arguments: [String]) -> Loaded<Situation> {
    var findings: [Finding] = []
    var situation = Situation()
    for argument in arguments {
      guard let sign = argument.firstIndex(of: "=") else {
        findings.append(
          Finding(
            "not-an-argument", "`\(Finding.brief(argument))` is not of the form `facet=value`",
            help: "write `data=personal`, say, or `tags=health,minor` for a set"))
        continue
      }
      guard let facet = facet(String(argument[..<sign]), at: nil, &findings) else { continue }
      let given = GivenValue(
        argument[argument.index(after: sign)...], of: vocabulary[facet])
      add(given, facet, to: &situation, &findings)
    }
    return Loaded(situation, findings: findings)
  }

  /// Reads a map of facets.
  public func read(_ node: DocumentNode, _ findings: inout [Finding]) -> Situation? {
    guard node.kind == .map else {
      findings.append(.expected("a situation, a map of facets", node))
      return nil
    }
    let before = findings.count
    var situation = Situation()
    for entry in node.entries {
      guard let facet = facet(entry.key.text, at: entry.key.location, &findings),
        let given = GivenValue(entry.value, of: vocabulary[facet], &findings)
      else { continue }
      add(given, facet, to: &situation, &findings)
    }
    return findings.count == before ? situation : nil
  }

  /// Reads what may stand on one line of a batch: a situation, or one with a right or a power.
  public func readQuery(_ node: DocumentNode, _ findings: inout [Finding]) -> Query? {
    guard node["right"] != nil || node["power"]?.kind == .map else {
      return read(node, &findings).map { .ruling($0) }
    }
    if let stray = node.entries.first(where: { isFacetBesideQuestion($0.key.text) }) {
      findings.append(
        stray.key.finding(
          "unknown-key", "`\(stray.key.text)` is a facet, and stands beside a question",
          help: "write `situation: {\(stray.key.text): …}` with all facets in it"))
      return nil
    }
    return Self.question.read(node, &findings).flatMap { question in
      readQuery(question, at: node.location, &findings)
    }
  }

  private func isFacetBesideQuestion(_ key: String) -> Bool {
    !["right", "power", "situation"].contains(key) && vocabulary.facet(named: key) != nil
  }

  /// The facet of a name, if a situation may give it.
  private func facet(
    _ name: String, at location: SourceLocation?, _ findings: inout [Finding]
  ) -> FacetID? {
    let known = vocabulary.facets.indices.lazy.map { FacetID($0) }
      .filter { $0 != vocabulary.right }
    guard let facet = vocabulary.facet(named: name), facet != vocabulary.right else {
      let isDerived = name == Vocabulary.rightFacetName
      findings.append(
        Finding(
          isDerived ? "derived-facet" : "unknown-facet",
          isDerived
            ? "`\(name)` cannot be given: rights follow from the property pillar"
            : "unknown facet `\(Finding.brief(name))`", at: location,
          help: isDerived
            ? "give `standing`, and ask for the right"
            : Suggestion.help(for: name, among: known.map { vocabulary[$0].name })
              ?? "write `facet=value` with a facet of the vocabulary"))
      return nil
    }
    return facet
  }

  private func add(
    _ given: GivenValue, _ facet: FacetID, to situation: inout Situation,
    _ findings: inout [Finding]
  ) {
    guard situation[facet] == nil else {
      findings.append(
        Finding(
          "given-twice", "`\(given.facet.name)` is given twice", at: given.location,
          help: "give it once; several values are written `\(given.facet.name)=a,b`"))
      return
    }
    if !given.isList, given.words.first?.text == Vocabulary.unknownWord {
      situation[facet] = .unknown
      return
    }
    situation[facet] = fact(given, &findings)
  }

  private func fact(_ given: GivenValue, _ findings: inout [Finding]) -> Situation.Fact? {
    switch given.facet.kind {
    case .term(let id): return oneOf(given, vocabulary[id], &findings)
    case .set(let id): return subset(given, vocabulary[id], &findings)
    case .flag, .quantity, .date:
      guard let word = given.oneWord(&findings) else { return nil }
      if let value = given.facet.value(of: word.text) { return .known(value) }
      findings.append(
        Finding(
          "not-a-value", "`\(Finding.brief(word.text))` is no value of `\(given.facet.name)`",
          at: word.location, help: given.facet.valueHelp(insteadOf: word.text)))
      return nil
    }
  }

  private func oneOf(
    _ given: GivenValue, _ taxonomy: Taxonomy, _ findings: inout [Finding]
  ) -> Situation.Fact? {
    let terms = given.words.compactMap { term($0, given.facet, taxonomy, &findings) }
    guard terms.count == given.words.count else { return nil }
    guard !terms.isEmpty else {
      findings.append(
        Finding(
          "not-a-value", "`\(given.facet.name)` has one value, and none is given",
          at: given.location, help: given.facet.valueHelp))
      return nil
    }
    let leaves = taxonomy.leaves(underAnyOf: terms)
    guard leaves.count == 1, let leaf = leaves.first else { return .oneOf(leaves) }
    return .known(.term(leaf: leaf))
  }

  private func subset(
    _ given: GivenValue, _ taxonomy: Taxonomy, _ findings: inout [Finding]
  ) -> Situation.Fact? {
    var leaves: [Int] = []
    for word in given.words {
      guard let term = term(word, given.facet, taxonomy, &findings) else { continue }
      guard let leaf = taxonomy.leafNumber(of: term) else {
        findings.append(.notALeaf(word, term, taxonomy))
        continue
      }
      leaves.append(leaf)
    }
    return leaves.count == given.words.count ? .known(.set(LeafSet(leaves))) : nil
  }

  private func term(
    _ word: GivenValue.Word, _ facet: Facet, _ taxonomy: Taxonomy, _ findings: inout [Finding]
  ) -> TermID? {
    if let term = taxonomy.term(named: word.text) { return term }
    let isUnknown = word.text == Vocabulary.unknownWord
    findings.append(
      Finding(
        "unknown-term", "`\(Finding.brief(word.text))` is no value of `\(facet.name)`",
        at: word.location,
        help: isUnknown
          ? "`unknown` stands alone, not in a list"
          : Suggestion.help(for: word.text, among: taxonomy.terms.map(\.name))
            ?? taxonomy.widestTerms))
    return nil
  }
}

extension Facet {
  /// The value that a word is, of a flag, a quantity or a date.
  fileprivate func value(of text: String) -> FacetValue? {
    switch kind {
    case .flag:
      switch text {
      case "yes", "true": return .flag(true)
      case "no", "false": return .flag(false)
      default: return nil
      }
    case .quantity(let quantity):
      return ExactDecimal(text).flatMap { quantity.admits(.exactly($0)) ? .quantity($0) : nil }
    case .date: return Day(text).map { .date($0) }
    case .term, .set: return nil
    }
  }
}

extension Finding {
  fileprivate static func notALeaf(
    _ word: GivenValue.Word, _ term: TermID, _ taxonomy: Taxonomy
  ) -> Finding {
    Finding(
      "not-a-leaf", "`\(word.text)` stands for the terms under it and is no value",
      at: word.location, help: taxonomy.leafHelp(term))
  }
}
