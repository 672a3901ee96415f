package import TenureModel

/// What a policy repository holds: its regimes and its vocabulary.
package struct RepositoryReport {
  /// A regime of the repository.
  package struct Entry {
    let name: String
    let regime: Regime?
    let errorCount: Int

    /// Creates an entry; a regime that cannot be understood is nil.
    package init(name: String, regime: Regime?, errorCount: Int) {
      self.name = name
      self.regime = regime
      self.errorCount = errorCount
    }
  }

  let path: String
  let regimes: [Entry]
  let vocabulary: Vocabulary

  /// Creates a report.
  package init(path: String, regimes: [Entry], vocabulary: Vocabulary) {
    self.path = path
    self.regimes = regimes
    self.vocabulary = vocabulary
  }

  /// The repository for programs.
  package var json: JSONValue {
    [
      "regimes": .list(
        regimes.map { entry in
          [
            "regime": .text(entry.name),
            "title": .optional(entry.regime?.title),
            "jurisdiction": .optional(entry.regime?.jurisdiction),
            "layers": .texts(entry.regime?.layers.map(\.name) ?? []),
            "clauses": entry.regime.map { .whole($0.clauses.count) } ?? .null,
            "errors": .whole(entry.errorCount),
          ]
        }),
      "vocabulary": [
        "name": .text(vocabulary.name),
        "facets": .list(
          vocabulary.facets.indices.map { FacetID($0) }.filter { $0 != vocabulary.right }
            .map { json($0) }),
      ],
    ]
  }

  private func json(_ facet: FacetID) -> JSONValue {
    let declared = vocabulary[facet]
    var members: [(String, JSONValue)] = [
      ("facet", .text(declared.name)), ("kind", .text(declared.kindWord)),
      ("taxonomy", .optional(vocabulary.taxonomy(of: facet)?.name)),
    ]
    if let taxonomy = vocabulary.taxonomy(of: facet) {
      members.append(("values", .texts(taxonomy.names(of: taxonomy.allLeaves))))
    }
    members.append(
      ("default", declared.defaultValue.map { RegionJSON(vocabulary).json($0, of: facet) } ?? .null)
    )
    return .members(members)
  }

  /// The repository in words.
  package func text(ink: Ink) -> String {
    var lines = [ink("regimes", .strong)]
    var table = Table(ink)
    for entry in regimes {
      let about =
        entry.regime.map { NumberText.counted($0.clauses.count, "clause") }
        ?? NumberText.counted(entry.errorCount, "error")
      table.add(
        (entry.name, .name), (about, entry.regime == nil ? .bad : .faint),
        (entry.regime.map { $0.title ?? "" } ?? "`tenure check` says what is wrong", nil))
    }
    lines += table.isEmpty ? ["  none yet"] : table.lines(indent: 2)
    lines += ["", ink("vocabulary", .strong) + "  " + vocabulary.name]
    var facets = Table(ink)
    for position in vocabulary.facets.indices where FacetID(position) != vocabulary.right {
      let facet = vocabulary.facets[position]
      facets.add(
        (facet.name, .name), (facet.kindWord, .faint), (values(of: FacetID(position)), nil))
    }
    lines += facets.lines(indent: 2)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The values of a facet in a line: the terms at the top of its taxonomy, and its default.
  private func values(of facet: FacetID) -> String {
    let declared = vocabulary[facet]
    var words: String
    switch declared.kind {
    case .term, .set:
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return "" }
      let tops = taxonomy.terms.filter(\.parents.isEmpty)
      words = tops.map { $0.isLeaf ? $0.name : "\($0.name)/" }.joined(separator: ", ")
    case .flag: words = "yes, no"
    case .quantity(let quantity):
      words =
        (quantity.isWhole ? "a whole number" : "a number")
        + (quantity.unit.map { ", unit \($0)" } ?? "")
    case .date: words = "a day"
    }
    guard let value = declared.defaultValue else { return words }
    let text = RegionText(vocabulary).argument(value, of: facet)
    words += ink(default: text.isEmpty ? "empty" : text)
    return words
  }

  private func ink(default text: String) -> String { "  (\(text) unless given)" }
}

extension Facet {
  /// The word for the kind of facet.
  var kindWord: String {
    switch kind {
    case .term: "term"
    case .set: "set"
    case .flag: "flag"
    case .quantity: "quantity"
    case .date: "date"
    }
  }
}
