import TenureModel

/// Documents that are wrong.
extension Trial {
  /// Puts into each place in turn what nobody understands, and leaves each out in turn.
  mutating func checkStrictness(with sample: Sample) {
    for change in sample.sketch.misunderstandings {
      let name = "\(sample.name) with \(change.phrase) that nobody understands"
      guard let lowered = lower(change.document.written(), as: name) else { continue }
      if !lowered.findings.containsError {
        violate(.strictness, "\(name) is taken: what is not understood must be refused")
      }
    }
    for change in sample.sketch.gaps {
      _ = lower(change.document.written(), as: "\(sample.name) with \(change.phrase)")
    }
    for text in ["", "text\n", "[]\n", "{}\n"] {
      _ = lower(text, as: "the document `\(text.filter { $0 != "\n" })`")
    }
  }

  /// Takes each facet away in turn, then each taxonomy that no facet needs, then all.
  mutating func checkVocabularies(with sample: Sample) {
    let whole = context.vocabulary
    let declared = whole.facets.filter {
      $0.name != Vocabulary.dateFacetName && $0.name != Vocabulary.rightFacetName
    }
    for (position, facet) in declared.enumerated() {
      var others = declared
      others.remove(at: position)
      let less = Vocabulary(name: whole.name, taxonomies: whole.taxonomies, facets: others)
      _ = lower(
        sample.text, as: "\(sample.name) without the facet `\(facet.name)`", under: less)
    }
    for name in [Vocabulary.rightFacetName, Vocabulary.actTaxonomyName] {
      guard let gone = whole.taxonomy(named: name),
        !declared.contains(where: { $0.taxonomy == gone })
      else { continue }
      _ = lower(
        sample.text, as: "\(sample.name) without the taxonomy `\(name)`",
        under: whole.without(gone, facets: declared))
    }
    let bare = Vocabulary(name: "bare", taxonomies: [], facets: [])
    _ = lower(sample.text, as: "\(sample.name) under an empty vocabulary", under: bare)
  }
}

extension Vocabulary {
  /// The vocabulary without a taxonomy that none of the facets is of.
  fileprivate func without(_ taxonomy: TaxonomyID, facets: [Facet]) -> Vocabulary {
    var taxonomies = taxonomies
    taxonomies.remove(at: taxonomy.index)
    func moved(_ id: TaxonomyID) -> TaxonomyID {
      TaxonomyID(id.index > taxonomy.index ? id.index - 1 : id.index)
    }
    return Vocabulary(
      name: name, taxonomies: taxonomies,
      facets: facets.map { facet in
        let kind: Facet.Kind =
          switch facet.kind {
          case .term(let id): .term(moved(id))
          case .set(let id): .set(moved(id))
          case .flag, .quantity, .date: facet.kind
          }
        return Facet(name: facet.name, kind: kind, defaultValue: facet.defaultValue)
      })
  }
}
