/// A set of values of one facet, in a form that documents can say.
///
/// Within a set facet a region is a list of cubes, each of which names leaves that must be there
/// and leaves that must not; cubes may overlap. Ranges are disjoint and ascending.
public enum FacetRegion: Sendable, Hashable {
  /// A cube of subsets.
  public struct Cube: Sendable, Hashable {
    /// The leaves that must be there.
    public let all: LeafSet
    /// The leaves that must not.
    public let none: LeafSet

    /// Creates a cube.
    public init(all: LeafSet, none: LeafSet) {
      self.all = all
      self.none = none
    }
  }

  /// Leaves of a term facet.
  case terms(LeafSet)
  /// Subsets of a set facet: those in one of the cubes.
  case sets([Cube])
  /// Values of a flag.
  case flags(Set<Bool>)
  /// Numbers.
  case quantities([QuantityRange])
  /// Days.
  case dates([DateRange])
}

/// A box of situations: one set of values per facet; facets left out are free.
public struct Box: Sendable, Hashable {
  /// The values, by facet.
  public var facets: [FacetID: FacetRegion]

  /// Creates a box.
  public init(_ facets: [FacetID: FacetRegion] = [:]) {
    self.facets = facets
  }
}
