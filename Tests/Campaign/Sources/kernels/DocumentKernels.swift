import RulebookPlugin
import TenureDocuments
import TenureModel

/// Documents.
enum DocumentKernels {
  static func prepared(_ kernel: Kernel) throws -> (Int) throws -> Int {
    let bytes = document(clauses: 16)
    switch kernel {
    case .parse:
      return { _ in DocumentParser.parse(bytes, file: "rules.yaml").findings.count }
    case .format:
      guard let tree = DocumentParser.parse(bytes, file: "rules.yaml").tree else {
        preconditionFailure("the document must be sound")
      }
      return { _ in DocumentFormatter.format(tree).count }
    default:
      let source = DocumentsInMemory([
        "vocabulary.yaml": vocabulary,
        "regimes/a/regime.yaml": """
        regime: a
        doctrine: {ranks: [law], precedence: [rank, specificity, prohibition]}
        pillars: {circulation: {plugin: rulebook, document: rules.yaml}}
        """,
        "regimes/a/rules.yaml": String(decoding: document(clauses: 200), as: UTF8.self),
      ])
      let plugins: [Plugin] = [.circulation(RulebookCirculation.self)]
      return { _ in
        // A new loader each time: it remembers what it read.
        let loaded = try RegimeLoader(source: source, plugins: plugins).regime("a")
        return loaded.value?.regime.layers[0].clauses.count ?? 0
      }
    }
  }

  private static let vocabulary = """
    vocabulary: kernels
    taxonomies:
      action: {export: , share: , sell: , store: }
      origin: {personal: , public: , derived: }
    facets:
      action: {kind: term, taxonomy: action}
      data: {kind: set, taxonomy: origin}
      persons: {kind: quantity, unit: person, whole: yes, min: 0}
      assessed: {kind: flag}
    """

  private static func document(clauses count: Int) -> [UInt8] {
    var text = "defaults: {rank: law}\nclauses:\n"
    for number in 1...count {
      text += """
          - id: clause-\(number)
            prohibit: [export, share]
            data: personal
            persons: {at-least: \(number)000}
            unless: {assessed: yes}
            from: 2024-03-22   # in force
            cites: "Act, art. \(number)"
          - {id: attached-\(number), attach: sell, data: [public], duties: {before: [assess]}}

        """
    }
    return Array(text.utf8)
  }
}
