import TenureEngine
package import TenureModel

/// Regions, situations and values in JSON: in the documents' own tests, so that a region that is
/// pasted into a clause is a guard of exactly its situations.
package struct RegionJSON {
  let vocabulary: Vocabulary

  /// Writes in the words of a vocabulary.
  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// A union of boxes: one map of tests, or a list of several.
  package func json(_ region: some Collection<Box>) -> JSONValue {
    if region.count == 1, let box = region.first { return json(box) }
    return .list(region.map { json($0) })
  }

  /// Writes a region as `json` has it on one line, piece by piece: it may have very many boxes.
  func write(_ region: Region, to write: (String) -> Void) {
    // Boxes are made of few pieces, so each is put in words once.
    let tests = region.pieces.map { piece -> String? in
      guard piece.facet != vocabulary.right, !isFree(piece.values, piece.facet) else { return nil }
      return JSONValue.text(vocabulary[piece.facet].name).line + ": "
        + json(piece.values, of: piece.facet).line
    }
    var text = region.count == 1 ? "" : "["
    for position in region.indices {
      text += position > 0 ? ", {" : "{"
      var isFirst = true
      for number in region.pieceNumbers(of: position) {
        guard let test = tests[Int(number)] else { continue }
        if !isFirst { text += ", " }
        isFirst = false
        text += test
      }
      text += "}"
      if text.utf8.count > Self.chunk {
        write(text)
        text = ""
      }
    }
    write(region.count == 1 ? text : text + "]")
  }

  /// How many bytes of a region are written at once.
  private static let chunk = 1 << 16

  /// One box: a map of tests; facets that are free are left out.
  package func json(_ box: Box) -> JSONValue {
    .members(
      box.facets.sorted { $0.key < $1.key }.compactMap { facet, region in
        guard facet != vocabulary.right, !isFree(region, facet) else { return nil }
        return (vocabulary[facet].name, json(region, of: facet))
      })
  }

  /// The values of a facet as tests.
  package func json(_ region: FacetRegion, of facet: FacetID) -> JSONValue {
    switch region {
    case .terms(let leaves):
      return .texts(vocabulary.taxonomy(of: facet)?.names(of: leaves) ?? [])
    case .flags(let flags):
      return .list([true, false].filter(flags.contains).map { .flag($0) })
    case .sets(let cubes): return .list(cubes.map { json($0, of: facet) })
    case .quantities(let ranges): return .list(ranges.map { json($0) })
    case .dates(let ranges): return .list(ranges.map { json($0) })
    }
  }

  private func json(_ cube: FacetRegion.Cube, of facet: FacetID) -> JSONValue {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return [:] }
    var members: [(String, JSONValue)] = []
    if !cube.all.isEmpty { members.append(("all", .texts(taxonomy.names(of: cube.all)))) }
    if !cube.none.isEmpty { members.append(("none", .texts(taxonomy.names(of: cube.none)))) }
    return .members(members)
  }

  /// A range of numbers as a test.
  package func json(_ range: QuantityRange) -> JSONValue {
    var members: [(String, JSONValue)] = []
    if let lower = range.lower {
      members.append((lower.isIncluded ? "at-least" : "above", Self.json(lower.value)))
    }
    if let upper = range.upper {
      members.append((upper.isIncluded ? "at-most" : "below", Self.json(upper.value)))
    }
    return .members(members)
  }

  /// A range of days as a test.
  package func json(_ range: DateRange) -> JSONValue {
    var members: [(String, JSONValue)] = []
    if let from = range.from { members.append(("from", .text(from.description))) }
    if let before = range.before { members.append(("before", .text(before.description))) }
    return .members(members)
  }

  /// Whether every value of the facet is in the region.
  func isFree(_ region: FacetRegion, _ facet: FacetID) -> Bool {
    switch region {
    case .terms(let leaves): leaves == vocabulary.taxonomy(of: facet)?.allLeaves
    case .flags(let flags): flags.count == 2
    case .sets(let cubes): cubes.contains { $0.all.isEmpty && $0.none.isEmpty }
    case .quantities(let ranges): ranges.contains { $0.lower == nil && $0.upper == nil }
    case .dates(let ranges): ranges.contains(where: \.isAlways)
    }
  }
}

extension RegionJSON {
  /// A number: whole up to 2^53 as a number, everything else as a text.
  package static func json(_ number: ExactDecimal) -> JSONValue {
    number.isWhole ? .whole(number.coefficient) : .text(number.description)
  }

  /// A value of a facet.
  package func json(_ value: FacetValue, of facet: FacetID) -> JSONValue {
    switch value {
    case .term(let leaf): .optional(vocabulary.taxonomy(of: facet)?.leafName(leaf))
    case .set(let leaves): .texts(vocabulary.taxonomy(of: facet)?.names(of: leaves) ?? [])
    case .flag(let isOn): .flag(isOn)
    case .quantity(let number): Self.json(number)
    case .date(let day): .text(day.description)
    }
  }

  /// A total situation: every facet but the derived one, in the order of the vocabulary.
  package func json(_ situation: TotalSituation) -> JSONValue {
    .members(
      vocabulary.facets.indices.map { FacetID($0) }.filter { $0 != vocabulary.right }.map {
        (vocabulary[$0].name, json(situation[$0], of: $0))
      })
  }
}
