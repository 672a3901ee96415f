internal import TenureModel

/// A facet as `vocabulary.yaml` declares it, before its taxonomy is looked up.
struct FacetDeclaration: Sendable {
  /// What a facet can be declared as.
  enum KindName: String, Sendable, CaseIterable {
    case term, set, flag, quantity, date

    /// The keys that say more about such a facet.
    var details: Set<String> {
      switch self {
      case .term, .set: ["taxonomy"]
      case .quantity: ["unit", "whole", "min"]
      case .flag, .date: []
      }
    }
  }

  let kind: Located<KindName>
  let taxonomy: DocumentNode?
  let unit: Located<String>?
  let isWhole: Located<Bool>?
  let minimum: Located<ExactDecimal>?
  let defaultValue: DocumentNode?

  private enum Keys {
    static let kind = Field.required(
      "kind", FacetDeclaration.kinds.located, "what values the facet takes")
    static let taxonomy = Field.optional(
      "taxonomy", FacetDeclaration.name, "the taxonomy of its values, for terms and sets")
    static let unit = Field.optional("unit", Schema.text.located, "the unit, for quantities")
    static let whole = Field.optional(
      "whole", Schema.flag.located, "whether only whole numbers are values")
    static let minimum = Field.optional(
      "min", Schema.decimal.located, "the least value, for quantities")
    static let defaultValue = Field.optional(
      "default", Schema<DocumentNode>.node,
      "the value that it takes when a situation leaves it out; without one it stays open")
  }

  // Every run reads the facets, and a record of many parts is read more slowly than a map.
  static let schema = Schema<FacetDeclaration>.map([
    Keys.kind, Keys.taxonomy, Keys.unit, Keys.whole, Keys.minimum, Keys.defaultValue,
  ]) { map in
    let kind = map.read(Keys.kind)
    let taxonomy = map.read(Keys.taxonomy)
    let unit = map.read(Keys.unit)
    let isWhole = map.read(Keys.whole)
    let minimum = map.read(Keys.minimum)
    let defaultValue = map.read(Keys.defaultValue)
    guard let kind, let taxonomy, let unit, let isWhole, let minimum, let defaultValue else {
      return nil
    }
    return FacetDeclaration(
      kind: kind, taxonomy: taxonomy, unit: unit, isWhole: isWhole, minimum: minimum,
      defaultValue: defaultValue)
  }

  static var shape: SchemaShape { schema.shape }

  private static let kinds = Schema<KindName>.choice([
    (.init("term", "one leaf of a taxonomy"), .term),
    (.init("set", "any subset of the leaves of a taxonomy"), .set),
    (.init("flag", "yes or no"), .flag),
    (.init("quantity", "an exact decimal"), .quantity),
    (.init("date", "a day"), .date),
  ])

  /// A name whose node is kept, to be looked up later.
  private static let name = Schema<DocumentNode>(shape: Schema.identifier.shape) {
    node, findings in
    Schema.identifier.read(node, &findings).map { _ in node }
  }

  /// The keys that belong to other kinds of facets, with their places.
  var misplacedKeys: [(key: String, location: SourceLocation)] {
    let given: [(String, SourceLocation?)] = [
      ("taxonomy", taxonomy?.location), ("unit", unit?.location), ("whole", isWhole?.location),
      ("min", minimum?.location),
    ]
    return given.compactMap { key, location in
      guard let location, !kind.value.details.contains(key) else { return nil }
      return (key, location)
    }
  }
}
