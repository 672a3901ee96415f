import TenureModel

/// A guard with its terms looked up once, for many situations.
///
/// Tests that can never hold, such as a test on numbers of a term facet, are left as `never`.
indirect enum CompiledGuard: Sendable {
  case constant(Bool)
  /// A term facet has one of these leaves.
  case under(FacetID, LeafSet)
  /// Two facets have the same value.
  case equal(FacetID, FacetID)
  /// A set facet has some of these leaves, or, if not, none of them.
  case meets(FacetID, LeafSet, Bool)
  /// A set facet has no leaf but these.
  case within(FacetID, LeafSet)
  /// A set facet is empty, or, if not, it has a leaf.
  case empty(FacetID, Bool)
  case flag(FacetID, Bool)
  case quantity(FacetID, QuantityRange)
  case date(FacetID, DateRange)
  case all([CompiledGuard])
  case any([CompiledGuard])
  case not(CompiledGuard)
}

extension CompiledGuard {
  init(_ condition: Guard, in vocabulary: Vocabulary) {
    switch condition {
    case .test(let test): self.init(test, in: vocabulary)
    case .all(let parts): self = .all(parts.map { CompiledGuard($0, in: vocabulary) })
    case .any(let parts): self = .any(parts.map { CompiledGuard($0, in: vocabulary) })
    case .not(let part): self = .not(CompiledGuard(part, in: vocabulary))
    }
  }

  private init(_ test: FacetTest, in vocabulary: Vocabulary) {
    let facet = test.facet
    let taxonomy = vocabulary.taxonomy(of: facet)
    func leaves(_ terms: [TermID]) -> LeafSet { taxonomy?.leaves(underAnyOf: terms) ?? .empty }
    switch test.condition {
    case .under(let terms): self = .under(facet, leaves(terms))
    case .sameAs(let other): self = .equal(facet, other)
    case .hasAny(let terms): self = .meets(facet, leaves(terms), true)
    case .hasNone(let terms): self = .meets(facet, leaves(terms), false)
    case .hasAll(let terms): self = .all(terms.map { .meets(facet, leaves([$0]), true) })
    case .hasOnly(let terms):
      self = taxonomy == nil ? .constant(false) : .within(facet, leaves(terms))
    case .isEmpty(let isEmpty): self = .empty(facet, isEmpty)
    case .flag(let isOn): self = .flag(facet, isOn)
    case .within(let range): self = .quantity(facet, range)
    case .during(let range): self = .date(facet, range)
    }
  }

  /// Whether a total situation passes.
  ///
  /// `rights` are those that the actor holds, for tests on the derived facet `right`.
  func holds(in situation: TotalSituation, rights: LeafSet, right: FacetID?) -> Bool {
    // The values are looked at where they are: only sets are copied, and those by reference.
    func set(_ facet: FacetID) -> LeafSet? {
      if facet == right { return rights }
      guard case .set(let set) = situation.values[facet.index] else { return nil }
      return set
    }
    switch self {
    case .constant(let isTrue): return isTrue
    case .under(let facet, let leaves):
      guard case .term(let leaf) = situation.values[facet.index] else { return false }
      return leaves.contains(leaf)
    case .equal(let facet, let other):
      if facet == right { return .set(rights) == situation.values[other.index] }
      return situation.values[facet.index] == situation.values[other.index]
    case .meets(let facet, let leaves, let isWanted):
      return set(facet).map { leaves.isDisjoint(with: $0) != isWanted } ?? false
    case .within(let facet, let leaves):
      return set(facet).map { $0.isSubset(of: leaves) } ?? false
    case .empty(let facet, let isWanted):
      return set(facet).map { $0.isEmpty == isWanted } ?? false
    case .flag(let facet, let isWanted):
      guard case .flag(let isOn) = situation.values[facet.index] else { return false }
      return isOn == isWanted
    case .quantity(let facet, let range):
      guard case .quantity(let number) = situation.values[facet.index] else { return false }
      return range.contains(number)
    case .date(let facet, let range):
      guard case .date(let day) = situation.values[facet.index] else { return false }
      return range.contains(day)
    case .all(let parts):
      return parts.allSatisfy { $0.holds(in: situation, rights: rights, right: right) }
    case .any(let parts):
      return parts.contains { $0.holds(in: situation, rights: rights, right: right) }
    case .not(let part): return !part.holds(in: situation, rights: rights, right: right)
    }
  }
}
