/// A test on a facet that stands in a document under a name of the plugin's own: `consents: valid`
/// for a test of the facet `consent`.
///
/// A plugin says which facet is meant, and the document what its value must be, in the words of any
/// test. It is read once the vocabulary is known: ``ProvisionReader/test(_:)-(NamedTest)``.
public struct NamedTest: Sendable {
  /// The facet.
  public let facet: String
  /// What its value must be, as it stands in the document.
  public let node: DocumentNode

  /// Creates a test.
  public init(of facet: String, _ node: DocumentNode) {
    self.facet = facet
    self.node = node
  }

  fileprivate static func schema(_ facet: String) -> Schema<NamedTest> {
    Schema<DocumentNode>.node.map { NamedTest(of: facet, $0) }
      .described("a test of `\(facet)`")
  }
}

extension Field where Value == NamedTest {
  /// A key that must be there, whose value is a test of a facet.
  public static func test(_ name: String, of facet: String, _ doc: String) -> Field {
    .required(name, NamedTest.schema(facet), doc)
  }
}

extension Field where Value == NamedTest? {
  /// A key that may be left out, whose value is a test of a facet.
  public static func test(_ name: String, of facet: String, _ doc: String) -> Field {
    .optional(name, NamedTest.schema(facet), doc)
  }
}

extension ProvisionReader {
  /// The words of a test that take in what is under a term: for plugins that refuse some words.
  ///
  /// Words that the vocabulary lacks are none of them; reading the test reports these.
  public func words(of test: NamedTest, meeting name: String) -> [DocumentNode] {
    guard let facet = vocabulary.facet(named: test.facet),
      let taxonomy = vocabulary.taxonomy(of: facet), let term = taxonomy.term(named: name)
    else { return [] }
    let nodes = test.node.kind == .sequence ? Array(test.node.items) : [test.node]
    return nodes.filter { node in
      guard node.kind == .scalar, let word = taxonomy.term(named: node.text) else { return false }
      return !taxonomy[word].leaves.isDisjoint(with: taxonomy[term].leaves)
    }
  }
}
