/// Reads guards: maps of tests, as every document writes them.
///
///     data: personal                         one test for each facet, and all must hold
///     persons: {at-least: 1000000}
///     unless: {consent: separate}            all, any, not and unless nest at will
///
/// Whatever is wrong is reported; a guard is there only if nothing was. Equal tests give an equal
/// guard, in whatever order the keys stand: tests are put in the order of the vocabulary's facets.
public struct GuardReader: Sendable {
  /// What can be said.
  public let vocabulary: Vocabulary
  /// The pillar of the guards: property may not test the rights that it decides.
  public let pillar: Pillar

  /// Creates a reader of the guards of a pillar.
  public init(vocabulary: Vocabulary, pillar: Pillar) {
    self.vocabulary = vocabulary
    self.pillar = pillar
  }

  /// Reads a map of tests, all of which must hold.
  public func read(_ node: DocumentNode, _ findings: inout [Finding]) -> Guard? {
    guard node.kind == .map else {
      findings.append(.wrongKind(of: node, expected: "a map of tests"))
      return nil
    }
    guard node.count > 0 else {
      findings.append(.emptyTests(node))
      return nil
    }
    return read(Array(node.entries), &findings)
  }

  /// Reads entries of a map that are tests, all of which must hold; without any: always.
  ///
  /// - Parameters:
  ///   - entries: The entries. Each key names a facet, or is `all`, `any`, `not` or `unless`.
  ///   - others: Keys that may also stand in the map, for "did you mean".
  ///   - findings: Where what is wrong is reported.
  /// - Returns: The guard; nil if something is wrong.
  public func read(
    _ entries: [DocumentNode.Entry], others: [String] = [], _ findings: inout [Finding]
  ) -> Guard? {
    var parts: [(place: Int, part: Guard)] = []
    parts.reserveCapacity(entries.count)
    for entry in entries {
      if let part = readPart(entry, others: others, &findings) { parts.append(part) }
    }
    guard parts.count == entries.count else { return nil }
    guard parts.count != 1 else { return parts[0].part }
    return .all(parts.sorted { $0.place < $1.place }.map(\.part))
  }

  /// Reads one entry, with its place in the order of parts.
  private func readPart(
    _ entry: DocumentNode.Entry, others: [String], _ findings: inout [Finding]
  ) -> (place: Int, part: Guard)? {
    let afterFacets = vocabulary.facets.count
    switch ClauseKeyword.named(entry.key.text) {
    case .all: return readList(entry, &findings).map { (afterFacets, .all($0)) }
    case .any: return readList(entry, &findings).map { (afterFacets + 1, .any($0)) }
    case .not: return read(entry.value, &findings).map { (afterFacets + 2, .not($0)) }
    case .unless:
      if entry.value.count > 1 { findings.append(.unlessWithSeveralKeys(entry.key)) }
      return read(entry.value, &findings).map { (afterFacets + 3, .not($0)) }
    case .some(let key) where vocabulary.facet(named: key.rawValue) == nil:
      findings.append(.noTest(entry.key))
      return nil
    default:
      guard let facet = vocabulary.readFacet(entry.key, others: others, &findings) else {
        return nil
      }
      if facet == vocabulary.right, pillar == .property {
        findings.append(.rightInProperty(entry.key))
        return nil
      }
      return readTest(of: facet, entry.value, &findings).map { (facet.index, $0) }
    }
  }

  /// Reads a list of maps of tests.
  private func readList(
    _ entry: DocumentNode.Entry, _ findings: inout [Finding]
  ) -> [Guard]? {
    let node = entry.value
    guard node.kind == .sequence else {
      let key = entry.key.text
      findings.append(
        node.finding(
          "wrong-kind", "`\(key)` takes a list of maps of tests",
          help: "write `\(key): [{…}, {…}]`"))
      return nil
    }
    guard node.count > 0 else {
      findings.append(.emptyTests(node))
      return nil
    }
    let parts = node.items.compactMap { read($0, &findings) }
    return parts.count == node.count ? parts : nil
  }

  /// Reads the tests of one facet: one test, or a list of alternatives.
  public func readTest(
    of facet: FacetID, _ node: DocumentNode, _ findings: inout [Finding]
  ) -> Guard? {
    switch vocabulary[facet].kind {
    case .term(let taxonomy): return readTermTest(of: facet, taxonomy, node, &findings)
    case .set(let taxonomy): return readSetTest(of: facet, taxonomy, node, &findings)
    case .flag:
      return alternatives(node, &findings) { node, findings in
        guard isScalar(node, facet, &findings) else { return nil }
        return Schema.flag.read(node, &findings).map { .test(FacetTest(facet, .flag($0))) }
      }
    case .quantity(let quantity):
      return alternatives(node, &findings) { node, findings in
        readRange(of: facet, quantity, node, &findings)
          .map { .test(FacetTest(facet, .within($0))) }
      }
    case .date:
      return alternatives(node, &findings) { node, findings in
        readDays(of: facet, node, &findings).map { .test(FacetTest(facet, .during($0))) }
      }
    }
  }

  /// Reads one test, or each of a list.
  func alternatives(
    _ node: DocumentNode, _ findings: inout [Finding],
    _ readOne: (DocumentNode, inout [Finding]) -> Guard?
  ) -> Guard? {
    guard node.kind == .sequence else { return readOne(node, &findings) }
    guard node.count > 0 else {
      findings.append(.emptyTests(node))
      return nil
    }
    let parts = node.items.compactMap { readOne($0, &findings) }
    guard parts.count == node.count else { return nil }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  /// Whether a node is a scalar; a map or list is reported as no test of this kind of facet.
  func isScalar(_ node: DocumentNode, _ facet: FacetID, _ findings: inout [Finding]) -> Bool {
    if node.kind == .scalar { return true }
    findings.append(.wrongTest(node, vocabulary[facet], key: nil))
    return false
  }
}

extension Finding {
  static func emptyTests(_ node: DocumentNode) -> Finding {
    node.finding(
      "empty-test", "an empty \(node.kind == .map ? "map" : "list") tests nothing",
      help: "name what must hold, or take the key out")
  }

  static func noTest(_ key: DocumentNode) -> Finding {
    key.finding(
      "not-a-test", "`\(key.text)` is a key of a clause and no test",
      help: "it stands in the clause itself, outside of the tests")
  }

  static func rightInProperty(_ key: DocumentNode) -> Finding {
    key.finding(
      "right-in-property", "a clause of the property pillar cannot test `right`",
      help: "rights follow from this pillar; test `standing` or another fact")
  }

  static func unlessWithSeveralKeys(_ key: DocumentNode) -> Finding {
    key.finding(
      "unless-with-several-keys", severity: .warning,
      "`unless` with several keys means: not all of them",
      help: "if each of them alone is an exception, write `not: {any: [{…}, {…}]}`; "
        + "if not, `not: {…}` says the same without doubt")
  }

  /// A test that facets of this kind do not have.
  static func wrongTest(_ node: DocumentNode, _ facet: Facet, key: String?) -> Finding {
    let found = key.map { "`\(Finding.brief($0))`" } ?? (node.kind == .map ? "a map" : "a list")
    let near = key.flatMap { Suggestion.nearest(to: $0, among: facet.testKeys) }
    return node.finding(
      "wrong-test", "\(found) is no test of `\(facet.name)`, a \(facet.kindName) facet",
      help: near.map { "did you mean `\($0)`?" } ?? facet.testHelp)
  }
}

extension Facet {
  /// What a facet of this kind is called.
  package var kindName: String {
    switch kind {
    case .term: "term"
    case .set: "set"
    case .flag: "flag"
    case .quantity: "quantity"
    case .date: "date"
    }
  }

  /// The keys of a map that is a test of this kind of facet.
  package var testKeys: [String] {
    switch kind {
    case .term: ["same-as"]
    case .set: ["all", "none", "only", "empty"]
    case .flag: []
    case .quantity: ["at-least", "above", "at-most", "below"]
    case .date: ["from", "before"]
    }
  }

  /// The tests of this kind of facet, for who wrote another.
  var testHelp: String {
    switch kind {
    case .term: "a term facet takes a term, a list of terms, or `{same-as: FACET}`"
    case .set: "a set facet takes a term, a list, or `all`, `none`, `only` and `empty` in a map"
    case .flag: "a flag takes `yes` or `no`"
    case .quantity: "a quantity takes a number, or a range such as `{at-least: 1, below: 10}`"
    case .date: "a date takes a day, or `{from: DAY, before: DAY}`"
    }
  }
}
