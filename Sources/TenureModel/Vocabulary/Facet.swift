/// The number of a facet in its vocabulary.
public struct FacetID: Sendable, Hashable, Comparable {
  /// The position of the facet in `Vocabulary.facets`.
  public let index: Int

  /// Creates the number of the facet at a position.
  public init(_ index: Int) { self.index = index }

  /// By position.
  public static func < (left: FacetID, right: FacetID) -> Bool { left.index < right.index }
}

/// The number of a taxonomy in its vocabulary.
public struct TaxonomyID: Sendable, Hashable {
  /// The position of the taxonomy in `Vocabulary.taxonomies`.
  public let index: Int

  /// Creates the number of the taxonomy at a position.
  public init(_ index: Int) { self.index = index }
}

/// A named dimension of a situation, such as `actor`, `consent` or `persons`.
public struct Facet: Sendable, Hashable {
  /// What values a facet takes.
  public enum Kind: Sendable, Hashable {
    /// One leaf of a taxonomy.
    case term(TaxonomyID)
    /// Any subset of a taxonomy's leaves, the empty one included.
    case set(TaxonomyID)
    /// Yes or no.
    case flag
    /// An exact decimal.
    case quantity(Quantity)
    /// A day.
    case date
  }

  /// The values of a quantity.
  public struct Quantity: Sendable, Hashable {
    /// The unit, for people.
    public let unit: String?
    /// Whether only whole numbers are values.
    public let isWhole: Bool
    /// The least value, if there is one.
    public let minimum: ExactDecimal?

    /// Creates the description of a quantity's values.
    public init(unit: String? = nil, isWhole: Bool = false, minimum: ExactDecimal? = nil) {
      self.unit = unit
      self.isWhole = isWhole
      self.minimum = minimum
    }
  }

  /// Its name.
  public let name: String
  /// What values it takes.
  public let kind: Kind
  /// The value that it takes when a situation leaves it out; without one it stays open.
  public let defaultValue: FacetValue?

  /// Creates a facet.
  public init(name: String, kind: Kind, defaultValue: FacetValue? = nil) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
  }

  /// The taxonomy of a term or set facet.
  public var taxonomy: TaxonomyID? {
    switch kind {
    case .term(let id), .set(let id): id
    case .flag, .quantity, .date: nil
    }
  }
}

/// A value of a facet.
public enum FacetValue: Sendable, Hashable {
  /// A leaf of the facet's taxonomy, by its number.
  case term(leaf: Int)
  /// A set of leaves of the facet's taxonomy.
  case set(LeafSet)
  /// Yes or no.
  case flag(Bool)
  /// A number.
  case quantity(ExactDecimal)
  /// A day.
  case date(Day)
}
