public import TenureModel

/// The document `vocabulary.yaml`: taxonomies, facets, further parents, and names.
///
/// It is read in two steps: the taxonomies first, because facets and names refer to them. All that
/// is wrong is reported at once, but facets of a taxonomy that is itself wrong are not blamed.
public struct VocabularyDocument {
  /// The most terms of one taxonomy.
  public static let termLimit = 50_000
  /// The most facets.
  public static let facetLimit = 1_000

  /// The taxonomies that could be built.
  var taxonomies: [Taxonomy] = []
  /// The taxonomies that are declared, sound or not.
  var declaredTaxonomies: [String] = []
  var findings: [Finding] = []

  /// Reads a vocabulary.
  ///
  /// - Parameter root: The root of the document.
  /// - Returns: The vocabulary, or all that is wrong.
  public static func read(_ root: DocumentNode) -> Loaded<Vocabulary> {
    var document = VocabularyDocument()
    let vocabulary = document.read(root)
    return Loaded(vocabulary, findings: document.findings)
  }

  private mutating func read(_ root: DocumentNode) -> Vocabulary? {
    guard let parts = Self.outline.read(root, &findings) else { return nil }
    readTaxonomies(parts.taxonomies, also: parts.also)
    let facets = readFacets(parts.facets)
    let labels = readLabels(parts.names)
    guard !findings.containsError else { return nil }
    return Vocabulary(
      name: parts.name, taxonomies: taxonomies, facets: facets, labels: labels)
  }
}

extension VocabularyDocument {
  /// The document with its sections as they stand.
  struct Outline: Sendable {
    let name: String
    let taxonomies: DocumentNode?
    let facets: DocumentNode?
    let also: DocumentNode?
    let names: DocumentNode?
  }

  static let outline = Schema<Outline>.record(
    .required("vocabulary", .identifier, "the name of the vocabulary"),
    .optional(
      "taxonomies", section(taxonomiesShape),
      "the taxonomies, each a tree of terms: what stands under a term is narrower, a term with "
        + "nothing under it is a leaf"),
    .optional("facets", section(facetsShape), "the facets, with the values that they take"),
    .optional("also", section(alsoShape), "further parents of terms, by taxonomy"),
    .optional("names", section(namesShape), "what people and other vocabularies call the terms")
  ) { Outline(name: $0, taxonomies: $1, facets: $2, also: $3, names: $4) }

  /// What a vocabulary looks like.
  public static var shape: SchemaShape { outline.shape }

  /// A map that is read later, of a known shape; `key:` without a value is the empty map.
  private static func section(_ shape: SchemaShape) -> Schema<DocumentNode> {
    Schema(shape: shape) { node, findings in
      if node.kind != .map, !node.isEmpty {
        findings.append(.expected("a map", node))
        return nil
      }
      return node
    }
  }

  private static let taxonomiesShape = SchemaShape.map(
    .init(fields: [], rest: .init("a taxonomy", "its terms", shape: termsShape)))

  private static var termsShape: SchemaShape {
    .named("terms") {
      let terms = SchemaShape.RestShape("a term", "the terms under it", shape: Self.termsShape)
      return .oneOf([.empty, .map(.init(fields: [], rest: terms))])
    }
  }

  private static let facetsShape = SchemaShape.map(
    .init(fields: [], rest: .init("a facet", "the values it takes", shape: FacetDeclaration.shape)))

  private static let alsoShape = SchemaShape.map(
    .init(
      fields: [],
      rest: .init(
        "a taxonomy",
        shape: .map(
          .init(
            fields: [],
            rest: .init("a term", "its further parents", shape: parents.shape))))))

  private static let namesShape = SchemaShape.map(
    .init(
      fields: [],
      rest: .init(
        "a taxonomy",
        shape: .map(.init(fields: [], rest: .init("a term", shape: labels.shape))))))

  /// The parents of a term.
  static let parents = Schema<[Located<String>]>.oneOrMore(Schema.identifier.located)
  /// The names of a term.
  static let labels = Schema<[(key: String, value: String)]>.map(
    of: .text, named: "a scheme or language", keys: .identifier)
}

extension Finding {
  /// Another kind of node than expected.
  static func expected(_ expected: String, _ node: DocumentNode) -> Finding {
    let found =
      switch node.kind {
      case .map: "a map"
      case .sequence: "a list"
      case .scalar: node.isEmpty ? "no value" : "`\(Finding.brief(node.text))`"
      }
    return node.finding("wrong-kind", "expected \(expected), found \(found)")
  }
}
