/// The union of two vocabularies, in which both sides of a comparison are read.
public struct VocabularyUnion: Sendable {
  /// What one side does not know.
  public struct Unknown: Sendable, Hashable {
    /// The facets, ascending.
    public var facets: [FacetID] = []
    /// The terms, inner ones too, by taxonomy.
    public var terms: [TaxonomyID: Set<TermID>] = [:]

    /// Whether there is nothing unknown.
    public var isEmpty: Bool { facets.isEmpty && terms.isEmpty }

    /// The leaves of a taxonomy that are unknown, as sets of values hold them.
    public func leaves(of taxonomy: TaxonomyID, in vocabulary: Vocabulary) -> LeafSet {
      let numbers = (terms[taxonomy] ?? []).compactMap { vocabulary[taxonomy].leafNumber(of: $0) }
      return LeafSet(numbers)
    }
  }

  /// Everything that either side can say; the left one if the two cannot be joined.
  public let vocabulary: Vocabulary
  /// What the left side does not know, in the numbers of the union.
  public let unknownToLeft: Unknown
  /// What the right side does not know, in the numbers of the union.
  public let unknownToRight: Unknown
  /// Why the two cannot be joined; errors.
  public let problems: [Finding]
}

extension Vocabulary {
  /// Everything that two vocabularies can say together.
  ///
  /// Terms and their parents add up, and so do facets: first those of the left, then what only the
  /// right has. A leaf of one side that is an inner term of the other is an inner term. A quantity
  /// is whole only if both say so, and its least value is the lower of the two, or none. Where both
  /// give a facet a default, the left one's counts; a default that is no leaf any more is dropped.
  ///
  /// A facet that is of different kinds, taxonomies or units on the two sides is a problem, and so
  /// are two hierarchies that add up to a circle.
  ///
  /// Complexity: linear in the terms of both; constant in most cases where the two are equal.
  public static func union(_ left: Vocabulary, _ right: Vocabulary) -> VocabularyUnion {
    if left == right {
      return VocabularyUnion(
        vocabulary: left, unknownToLeft: .init(), unknownToRight: .init(), problems: [])
    }
    var problems: [Finding] = []
    var taxonomies: [Taxonomy] = []
    for taxonomy in left.taxonomies {
      guard let id = right.taxonomy(named: taxonomy.name) else {
        taxonomies.append(taxonomy)
        continue
      }
      do throws(TaxonomyProblem) {
        taxonomies.append(try taxonomy.union(right[id]))
      } catch {
        problems.append(.cannotJoin(taxonomy.name, error))
        taxonomies.append(taxonomy)
      }
    }
    taxonomies += right.taxonomies.filter { left.taxonomy(named: $0.name) == nil }
    let joiner = FacetJoiner(left: left, right: right, taxonomies: taxonomies)
    let facets = joiner.facets(&problems)
    guard problems.isEmpty else {
      return VocabularyUnion(
        vocabulary: left, unknownToLeft: .init(), unknownToRight: .init(), problems: problems)
    }
    let seen = Set(left.labels)
    let whole = Vocabulary(
      name: left.name, taxonomies: taxonomies, facets: facets,
      labels: left.labels + right.labels.filter { !seen.contains($0) })
    return VocabularyUnion(
      vocabulary: whole, unknownToLeft: whole.unknown(to: left),
      unknownToRight: whole.unknown(to: right), problems: [])
  }

  /// What another vocabulary does not know of this one.
  private func unknown(to other: Vocabulary) -> VocabularyUnion.Unknown {
    var unknown = VocabularyUnion.Unknown()
    for (position, facet) in facets.enumerated() where other.facet(named: facet.name) == nil {
      unknown.facets.append(FacetID(position))
    }
    for (position, taxonomy) in taxonomies.enumerated() {
      let known = other.taxonomy(named: taxonomy.name).map { other[$0] }
      let missing = taxonomy.terms.indices.filter {
        known?.term(named: taxonomy.terms[$0].name) == nil
      }
      guard !missing.isEmpty else { continue }
      unknown.terms[TaxonomyID(position)] = Set(missing.map { TermID($0) })
    }
    return unknown
  }
}

extension Taxonomy {
  /// The terms and parents of both, those of this one first.
  func union(_ other: Taxonomy) throws(TaxonomyProblem) -> Taxonomy {
    if self == other { return self }
    var terms = self.terms.map { term in
      (name: term.name, parents: term.parents.map { self[$0].name })
    }
    for term in other.terms {
      let parents = term.parents.map { other[$0].name }
      if let known = self.term(named: term.name) {
        terms[known.index].parents += parents.filter { !terms[known.index].parents.contains($0) }
      } else {
        terms.append((term.name, parents))
      }
    }
    return try Taxonomy(name: name, terms: terms)
  }
}

/// Joins the declared facets of two vocabularies.
private struct FacetJoiner {
  let left: Vocabulary
  let right: Vocabulary
  let taxonomies: [Taxonomy]

  func facets(_ problems: inout [Finding]) -> [Facet] {
    var facets: [Facet] = []
    for facet in left.declaredFacets {
      let other = right.facet(named: facet.name).map { right[$0] }
      guard let kind = kind(of: facet, other, &problems) else { continue }
      let value =
        facet.defaultValue.flatMap { translate($0, of: facet, in: left, to: kind) }
        ?? (facet.defaultValue == nil
          ? other.flatMap { other in
            other.defaultValue.flatMap { translate($0, of: other, in: right, to: kind) }
          } : nil)
      facets.append(Facet(name: facet.name, kind: kind, defaultValue: value))
    }
    for facet in right.declaredFacets where left.facet(named: facet.name) == nil {
      let kind = rename(facet.kind, in: right)
      let value = facet.defaultValue.flatMap { translate($0, of: facet, in: right, to: kind) }
      facets.append(Facet(name: facet.name, kind: kind, defaultValue: value))
    }
    return facets
  }

  /// The kind of a facet in the union; nil if the two sides do not agree, which is reported.
  private func kind(
    of facet: Facet, _ other: Facet?, _ problems: inout [Finding]
  ) -> Facet.Kind? {
    let kind = rename(facet.kind, in: left)
    guard let other else { return kind }
    switch (kind, rename(other.kind, in: right)) {
    case (.quantity(let first), .quantity(let second)):
      guard first.unit == second.unit else {
        problems.append(
          .facetDiffers(
            facet.name, "counts in `\(first.unit ?? "no unit")` on one side",
            "in `\(second.unit ?? "no unit")` on the other"))
        return nil
      }
      let minimum = first.minimum.flatMap { one in second.minimum.map { Swift.min(one, $0) } }
      return .quantity(
        Facet.Quantity(
          unit: first.unit, isWhole: first.isWhole && second.isWhole, minimum: minimum))
    case (.term(let first), .term(let second)) where first != second,
      (.set(let first), .set(let second)) where first != second:
      problems.append(
        .facetDiffers(
          facet.name, "takes terms of `\(taxonomies[first.index].name)` on one side",
          "of `\(taxonomies[second.index].name)` on the other"))
      return nil
    case (let first, let second) where first == second: return first
    default:
      problems.append(
        .facetDiffers(
          facet.name, "is a \(facet.kindName) on one side", "a \(other.kindName) on the other"))
      return nil
    }
  }

  /// The kind with its taxonomy in the numbers of the union.
  private func rename(_ kind: Facet.Kind, in vocabulary: Vocabulary) -> Facet.Kind {
    func renamed(_ id: TaxonomyID) -> TaxonomyID {
      TaxonomyID(taxonomies.firstIndex { $0.name == vocabulary[id].name } ?? id.index)
    }
    switch kind {
    case .term(let id): return .term(renamed(id))
    case .set(let id): return .set(renamed(id))
    case .flag, .quantity, .date: return kind
    }
  }

  /// A value in the numbers of the union; nil if it is none there.
  private func translate(
    _ value: FacetValue, of facet: Facet, in vocabulary: Vocabulary, to kind: Facet.Kind
  ) -> FacetValue? {
    guard let from = facet.taxonomy.map({ vocabulary[$0] }) else { return value }
    guard case .term(let id) = kind else {
      guard case .set(let id) = kind, case .set(let leaves) = value else { return nil }
      let moved = leaves.leaves.map { leaf($0, of: from, in: taxonomies[id.index]) }
      let known = moved.compactMap { $0 }
      return known.count == moved.count ? .set(LeafSet(known)) : nil
    }
    guard case .term(let leaf) = value else { return nil }
    return self.leaf(leaf, of: from, in: taxonomies[id.index]).map { .term(leaf: $0) }
  }

  private func leaf(_ leaf: Int, of from: Taxonomy, in to: Taxonomy) -> Int? {
    to.term(named: from.leafName(leaf)).flatMap { to.leafNumber(of: $0) }
  }
}

extension Vocabulary {
  /// The facets without those that are always there.
  package var declaredFacets: ArraySlice<Facet> { facets[..<date.index] }
}

extension Finding {
  static func facetDiffers(_ facet: String, _ left: String, _ right: String) -> Finding {
    Finding(
      "facet-differs", "facet `\(facet)` \(left), \(right)",
      help: "the two sides cannot be compared; rename one of the facets")
  }

  static func cannotJoin(_ taxonomy: String, _ problem: TaxonomyProblem) -> Finding {
    let circle =
      if case .circle(let path) = problem {
        path.map { "`\($0)`" }.joined(separator: " over ")
      } else {
        "`\(taxonomy)`"
      }
    return Finding(
      "taxonomies-differ",
      "the terms of `\(taxonomy)` on the two sides add up to a circle: \(circle)",
      help: "the two sides cannot be compared; make the hierarchies agree")
  }
}
