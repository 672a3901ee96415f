package import TenureModel

/// Regions and values in words, in the vocabulary's own terms: `export; data: personal; persons:
/// 100,000 to 999,999`.
package struct RegionText {
  let vocabulary: Vocabulary
  /// The most kinds of sets, and the most terms of each, that are named.
  private let limit: Int

  /// Writes in the words of a vocabulary; of sets, only so many kinds and terms of each.
  package init(_ vocabulary: Vocabulary, showing limit: Int = .max) {
    self.vocabulary = vocabulary
    self.limit = limit
  }

  /// A box: its tests, `everywhere` if there is none.
  package func text(_ box: Box) -> String {
    let tests = box.facets.sorted { $0.key < $1.key }.compactMap { facet, region -> String? in
      guard facet != vocabulary.right, !RegionJSON(vocabulary).isFree(region, facet) else {
        return nil
      }
      return test(region, of: facet)
    }
    return tests.isEmpty ? "everywhere" : tests.joined(separator: "; ")
  }

  /// The values of a facet, behind its name; actions speak for themselves.
  func test(_ region: FacetRegion, of facet: FacetID) -> String {
    let values = values(region, of: facet)
    return facet == vocabulary.action ? values : "\(vocabulary[facet].name): \(values)"
  }

  /// The values of a facet.
  package func values(_ region: FacetRegion, of facet: FacetID) -> String {
    switch region {
    case .terms(let leaves):
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return "" }
      return terms(leaves, in: taxonomy)
    case .flags(let flags):
      return [true, false].filter(flags.contains).map { $0 ? "yes" : "no" }
        .joined(separator: " or ")
    case .sets(let cubes): return sets(cubes, of: facet)
    case .quantities(let ranges):
      var isWhole = false
      if case .quantity(let quantity) = vocabulary[facet].kind { isWhole = quantity.isWhole }
      return ranges.map { Self.text($0, isWhole: isWhole) }.joined(separator: " or ")
    case .dates(let ranges): return ranges.map { Self.text($0) }.joined(separator: " or ")
    }
  }

  /// Terms that cover the leaves, or those that cover the others if these are fewer.
  private func terms(_ leaves: LeafSet, in taxonomy: Taxonomy) -> String {
    let cover = taxonomy.cover(of: leaves)
    let others = taxonomy.cover(of: leaves.complement(in: taxonomy.leafCount))
    if others.isEmpty { return "any" }
    return others.count + 1 < cover.count
      ? "any but " + list(others, ", ") : list(cover, ", ")
  }

  /// Cubes of one wanted leaf each, alike in the rest, are one choice.
  private struct Choice {
    var any = LeafSet.empty
    var all = LeafSet.empty
    let none: LeafSet
  }

  private func sets(_ cubes: [FacetRegion.Cube], of facet: FacetID) -> String {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return "" }
    var choices: [Choice] = []
    for cube in cubes {
      guard cube.all.count == 1 else {
        choices.append(Choice(all: cube.all, none: cube.none))
        continue
      }
      if let known = choices.firstIndex(where: { $0.none == cube.none && $0.all.isEmpty }) {
        choices[known].any = choices[known].any.union(cube.all)
      } else {
        choices.append(Choice(any: cube.all, none: cube.none))
      }
    }
    let rest = choices.count - limit
    return choices.prefix(limit).map { text($0, taxonomy) }.joined(separator: ", or ")
      + (rest > 0 ? ", or \(rest) more" : "")
  }

  /// Names joined by a word; only the first of very many.
  private func list(_ names: [String], _ separator: String) -> String {
    let rest = names.count - limit
    return names.prefix(limit).joined(separator: separator)
      + (rest > 0 ? "\(separator)\(rest) more" : "")
  }

  private func text(_ choice: Choice, _ taxonomy: Taxonomy) -> String {
    if choice.none == taxonomy.allLeaves { return "empty" }
    var words: [String] = []
    if !choice.any.isEmpty {
      words.append(list(taxonomy.cover(of: choice.any), " or "))
    }
    if !choice.all.isEmpty {
      words.append(list(taxonomy.names(of: choice.all), " and "))
    }
    if !choice.none.isEmpty {
      words.append("not " + list(taxonomy.cover(of: choice.none), ", "))
    }
    return words.isEmpty ? "any" : words.joined(separator: " and ")
  }

  private static func text(_ range: QuantityRange, isWhole: Bool) -> String {
    func number(_ value: ExactDecimal) -> String { NumberText.grouped(value) }
    func from(_ lower: QuantityRange.Bound) -> String {
      (lower.isIncluded ? "at least " : "above ") + number(lower.value)
    }
    func upTo(_ upper: QuantityRange.Bound) -> String {
      (upper.isIncluded ? "at most " : "below ") + number(upper.value)
    }
    switch (range.lower, range.upper) {
    case (nil, nil): return "any"
    case (.some(let lower), nil): return from(lower)
    case (nil, .some(let upper)): return upTo(upper)
    case (.some(let lower), .some(let upper)):
      if isWhole, lower.value.isWhole, upper.value.isWhole {
        let first = lower.isIncluded ? lower.value : lower.value.adding(1)
        let last = upper.isIncluded ? upper.value : upper.value.adding(-1)
        return first == last ? number(first) : "\(number(first)) to \(number(last))"
      }
      return lower.value == upper.value
        ? number(lower.value) : "\(from(lower)) and \(upTo(upper))"
    }
  }

  private static func text(_ range: DateRange) -> String {
    switch (range.from, range.before) {
    case (nil, nil): "any day"
    case (.some(let from), nil): "from \(from)"
    case (nil, .some(let before)): "before \(before)"
    case (.some(let from), .some(let before)):
      before.number == from.number + 1 ? "\(from)" : "from \(from), before \(before)"
    }
  }
}

extension RegionText {
  /// A value of a facet as a command line takes it: `yes`, `personal,public`, `1000000`.
  package func argument(_ value: FacetValue, of facet: FacetID) -> String {
    let taxonomy = vocabulary.taxonomy(of: facet)
    switch value {
    case .term(let leaf): return taxonomy?.leafName(leaf) ?? ""
    case .set(let leaves): return taxonomy?.names(of: leaves).joined(separator: ",") ?? ""
    case .flag(let isOn): return isOn ? "yes" : "no"
    case .quantity(let number): return number.description
    case .date(let day): return day.description
    }
  }

  /// The judgements that a box leaves free: flags that only a person can set, and that are not
  /// worth a word in a command to try.
  package func freeJudgements(of box: Box) -> Set<FacetID> {
    Set(
      vocabulary.facets.indices.map { FacetID($0) }.filter { facet in
        vocabulary[facet].kind == .flag && vocabulary[facet].defaultValue == nil
          && box.facets[facet] == nil
      })
  }

  /// The facts of a total situation as arguments: those that no default would put in.
  ///
  /// - Parameters:
  ///   - situation: The situation.
  ///   - omitted: Facets whose values do not matter.
  /// - Returns: The arguments, in the order of the vocabulary.
  package func arguments(
    _ situation: TotalSituation, leavingOut omitted: Set<FacetID> = []
  ) -> [String] {
    vocabulary.facets.indices.compactMap { position in
      let facet = FacetID(position)
      guard facet != vocabulary.right, !omitted.contains(facet),
        situation[facet] != vocabulary[facet].defaultValue
      else {
        return nil
      }
      return "\(vocabulary[facet].name)=\(argument(situation[facet], of: facet))"
    }
  }
}
