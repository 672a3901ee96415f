/// What a language or another vocabulary calls a term: ODRL's `sell`, a label in Chinese.
public struct TermLabel: Sendable, Hashable {
  /// The name of the taxonomy.
  public let taxonomy: String
  /// The name of the term.
  public let term: String
  /// Whose name it is: `odrl`, `dpv`, `label`, a language tag.
  public let scheme: String
  /// The name or label.
  public let text: String

  /// Creates a label.
  public init(taxonomy: String, term: String, scheme: String, text: String) {
    self.taxonomy = taxonomy
    self.term = term
    self.scheme = scheme
    self.text = text
  }
}

/// All facets that a situation can have, with their values: what can be said at all.
///
/// Two facets are always there. `date`, a day, is what effective dates test. `right`, a set over
/// the taxonomy of that name where there is one, is *derived*: the property pillar decides it,
/// and no situation gives it.
public struct Vocabulary: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// The taxonomies, in the order in which they were declared.
  public let taxonomies: [Taxonomy]
  /// The facets: those declared, then `date`, then `right` if there is a taxonomy of rights.
  public let facets: [Facet]
  /// What people and other vocabularies call the terms.
  public let labels: [TermLabel]
  /// The facet `date`.
  public let date: FacetID
  /// The derived facet `right`, if the vocabulary has a taxonomy of rights.
  public let right: FacetID?
  /// The facet `action`, if it is declared, is a term facet.
  public let action: FacetID?

  /// The name of the facet that is always there.
  public static let dateFacetName = "date"
  /// The name of the derived facet, and of its taxonomy.
  public static let rightFacetName = "right"
  /// The name of the facet on which the effects of circulation are also tests.
  public static let actionFacetName = "action"
  /// The name of the taxonomy of the acts that a body may be empowered to perform.
  public static let actTaxonomyName = "act"
  /// The word that leaves a facet open although it has a default; no term may be named so.
  public static let unknownWord = "unknown"

  private let facetIndex: [String: FacetID]
  private let taxonomyIndex: [String: TaxonomyID]

  /// Creates a vocabulary.
  ///
  /// - Precondition: names of taxonomies and of facets are distinct; no facet is named `date` or
  ///   `right`; facets name taxonomies that exist.
  public init(
    name: String, taxonomies: [Taxonomy], facets declared: [Facet], labels: [TermLabel] = []
  ) {
    var facets = declared
    date = FacetID(facets.count)
    facets.append(Facet(name: Self.dateFacetName, kind: .date))
    if let rights = taxonomies.firstIndex(where: { $0.name == Self.rightFacetName }) {
      right = FacetID(facets.count)
      facets.append(Facet(name: Self.rightFacetName, kind: .set(TaxonomyID(rights))))
    } else {
      right = nil
    }
    var facetIndex: [String: FacetID] = [:]
    for (position, facet) in facets.enumerated() {
      let former = facetIndex.updateValue(FacetID(position), forKey: facet.name)
      precondition(former == nil, "Vocabulary.facets must be distinct (`\(facet.name)` twice)")
      if let taxonomy = facet.taxonomy {
        precondition(
          taxonomies.indices.contains(taxonomy.index),
          "Facet.taxonomy must exist (facet `\(facet.name)`)")
      }
    }
    var taxonomyIndex: [String: TaxonomyID] = [:]
    for (position, taxonomy) in taxonomies.enumerated() {
      let former = taxonomyIndex.updateValue(TaxonomyID(position), forKey: taxonomy.name)
      precondition(
        former == nil, "Vocabulary.taxonomies must be distinct (`\(taxonomy.name)` twice)")
    }
    self.name = name
    self.labels = labels
    self.taxonomies = taxonomies
    self.facets = facets
    self.facetIndex = facetIndex
    self.taxonomyIndex = taxonomyIndex
    if let action = facetIndex[Self.actionFacetName],
      case .term = facets[action.index].kind
    {
      self.action = action
    } else {
      action = nil
    }
  }

  /// The facet of a name.
  public func facet(named name: String) -> FacetID? { facetIndex[name] }

  /// The taxonomy of a name.
  public func taxonomy(named name: String) -> TaxonomyID? { taxonomyIndex[name] }

  /// The facet of a number.
  public subscript(_ id: FacetID) -> Facet { facets[id.index] }

  /// The taxonomy of a number.
  public subscript(_ id: TaxonomyID) -> Taxonomy { taxonomies[id.index] }

  /// The taxonomy of a term or set facet.
  public func taxonomy(of facet: FacetID) -> Taxonomy? {
    self[facet].taxonomy.map { self[$0] }
  }

  /// The taxonomy of rights, if there is one.
  public var rights: Taxonomy? { right.flatMap { taxonomy(of: $0) } }

  /// The taxonomy of acts, if there is one.
  public var acts: Taxonomy? { taxonomy(named: Self.actTaxonomyName).map { self[$0] } }
}
