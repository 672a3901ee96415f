package import TenureModel

/// The values of a facet that no test in play tells apart.
///
///     persons   ──────┬────────┬──────        tests: {at-least: 10}, {above: 50}
///              0 … 9  │10 … 50 │ 51 …         three intervals
///
/// A class is a list of *atoms*: leaves of a term facet, subsets of a set facet, flags, intervals
/// between the cuts that tests make. Atoms are what `total` counts.
package struct FacetClass: Sendable, Hashable {
  /// A leaf, a subset, a flag or an interval, with one value in it.
  package struct Atom: Sendable, Hashable {
    /// A value in it.
    package let value: FacetValue
    /// All values in it.
    package let region: FacetRegion
  }

  /// What the class is made of, at least one atom.
  package let atoms: [Atom]
  /// One value of the class.
  package let representative: FacetValue

  /// The values of the class.
  package var region: FacetRegion { FacetRegion(joining: atoms.map(\.region)) }

  /// The classes of a facet's values, in the order of their first atoms.
  ///
  /// Values that pass the same tests are one class. Where `same-as` names the facet every leaf is
  /// a class of its own.
  package static func classes(
    of facet: FacetID, toldApartBy tests: [FacetTest], in vocabulary: Vocabulary
  ) -> [FacetClass] {
    let isJoined = tests.contains { test in
      guard case .sameAs(let other) = test.condition else { return false }
      return test.facet == facet || other == facet
    }
    let own = tests.filter { $0.facet == facet }
    var classes: [[Atom]] = []
    var numbers: [[Bool]: Int] = [:]
    for atom in atoms(of: facet, cutBy: own, in: vocabulary) {
      let passed = own.map { $0.holds(for: atom.value, of: vocabulary) }
      if !isJoined, let number = numbers[passed] {
        classes[number].append(atom)
      } else {
        numbers[passed] = classes.count
        classes.append([atom])
      }
    }
    return classes.map { FacetClass(atoms: $0, representative: $0[0].value) }
  }

  /// The atoms of a facet: every value of a finite one, every interval of the others.
  package static func atoms(
    of facet: FacetID, cutBy tests: [FacetTest], in vocabulary: Vocabulary
  ) -> [Atom] {
    let leafCount = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    switch vocabulary[facet].kind {
    case .term:
      return (0..<leafCount).map { leaf in
        Atom(value: .term(leaf: leaf), region: .terms(LeafSet([leaf])))
      }
    case .set:
      return (0..<1 << leafCount).map { bits in
        let all = LeafSet((0..<leafCount).filter { bits >> $0 & 1 == 1 })
        let cube = FacetRegion.Cube(all: all, none: all.complement(in: leafCount))
        return Atom(value: .set(all), region: .sets([cube]))
      }
    case .flag:
      return [false, true].map { Atom(value: .flag($0), region: .flags([$0])) }
    case .quantity(let quantity):
      let ranges = tests.compactMap { test -> QuantityRange? in
        if case .within(let range) = test.condition { range } else { nil }
      }
      return NumberInterval.all(cutBy: ranges, of: quantity).map {
        Atom(value: .quantity($0.member), region: .quantities([$0.range]))
      }
    case .date:
      let ranges = tests.compactMap { test -> DateRange? in
        if case .during(let range) = test.condition { range } else { nil }
      }
      return DayInterval.all(cutBy: ranges).map {
        Atom(value: .date($0.member), region: .dates([$0.range]))
      }
    }
  }
}

extension FacetRegion {
  /// The values in any of the regions, which are of one facet, at least one, and disjoint.
  package init(joining regions: [FacetRegion]) {
    self = regions.dropFirst().reduce(regions[0]) { sum, next in
      switch (sum, next) {
      case (.terms(let left), .terms(let right)): .terms(left.union(right))
      case (.sets(let left), .sets(let right)): .sets(left + right)
      case (.flags(let left), .flags(let right)): .flags(left.union(right))
      case (.quantities(let left), .quantities(let right)): .quantities(left + right)
      case (.dates(let left), .dates(let right)): .dates(left + right)
      default: sum
      }
    }
  }
}
