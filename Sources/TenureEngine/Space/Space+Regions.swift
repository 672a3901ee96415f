import TenureModel

extension Space {
  /// A set of values of one facet, from boxes over its variables.
  ///
  /// `rows` has for some of the facet's levels the classes; levels left out are free. `domains` is
  /// what is possible at all, where that is less than everything.
  func region(
    of facet: FacetID, rows: [[Int: Bits]], within domains: [Bits]? = nil
  ) -> FacetRegion {
    let levels = levels[facet] ?? []
    func classes(_ row: [Int: Bits], _ level: Int) -> Bits {
      var bits = row[level] ?? Bits(count: variables[level].arity, on: 0..<variables[level].arity)
      if let domains { bits.formIntersection(domains[level]) }
      return bits
    }
    if case .set = vocabulary[facet].kind {
      return .sets(rows.flatMap { cubes(of: $0, levels: levels) })
    }
    guard let level = levels.first else { return .terms(.empty) }
    var union = Bits(count: variables[level].arity)
    for row in rows { union.formUnion(classes(row, level)) }
    return region(level, union)
  }

  private func region(_ level: Int, _ classes: Bits) -> FacetRegion {
    switch variables[level].content {
    case .terms(let members):
      return .terms(classes.members.reduce(.empty) { $0.union(members[$1]) })
    case .flag: return .flags(Set(classes.members.map { $0 == 1 }))
    case .numbers(let cuts, _):
      return .quantities(
        Self.runs(classes).map { run in
          QuantityRange(
            lower: run.lowerBound == 0
              ? nil
              : QuantityRange.Bound(
                cuts[run.lowerBound - 1].value, included: !cuts[run.lowerBound - 1].isBehind),
            upper: run.upperBound > cuts.count
              ? nil
              : QuantityRange.Bound(
                cuts[run.upperBound - 1].value, included: cuts[run.upperBound - 1].isBehind))
        })
    case .days(let cuts):
      return .dates(
        Self.runs(classes).map { run in
          DateRange(
            from: run.lowerBound == 0 ? nil : cuts[run.lowerBound - 1],
            before: run.upperBound > cuts.count ? nil : cuts[run.upperBound - 1])
        })
    case .block: return .sets([])
    }
  }

  /// The runs of neighbouring classes.
  private static func runs(_ classes: Bits) -> [Range<Int>] {
    LeafSet(classes.members).ranges
  }

  /// The cubes of a box over the blocks of a set facet.
  ///
  /// A block of several leaves that has some of them is as many cubes as it has leaves.
  private func cubes(of row: [Int: Bits], levels: [Int]) -> [FacetRegion.Cube] {
    var cubes = [FacetRegion.Cube(all: .empty, none: .empty)]
    for level in levels {
      guard let classes = row[level], classes.count == 1,
        case .block(let block) = variables[level].content
      else { continue }
      if classes[0] {
        cubes = cubes.map { FacetRegion.Cube(all: $0.all, none: $0.none.union(block)) }
      } else {
        cubes = cubes.flatMap { cube in
          block.leaves.map { leaf in
            FacetRegion.Cube(all: cube.all.union(LeafSet(leaf..<leaf + 1)), none: cube.none)
          }
        }
      }
    }
    return cubes
  }

  /// A box of situations, from classes by level.
  func box(_ row: [Int: Bits]) -> Box {
    var facets: [FacetID: FacetRegion] = [:]
    for facet in Set(row.keys.map { variables[$0].facet }) {
      facets[facet] = region(of: facet, rows: [row])
    }
    return Box(facets)
  }

  /// Some situation of a box, as plain as it can be: defaults where they lie in it, else values
  /// that some clause names.
  func witness(of row: [Int: Bits]) -> TotalSituation {
    var values = vocabulary.facets.indices.map { position in
      let facet = FacetID(position)
      return facet == vocabulary.right
        ? vocabulary.someValue(of: facet) : value(of: facet, in: row)
    }
    if let day { values[vocabulary.date.index] = .date(day) }
    return TotalSituation(values)
  }

  /// Some value of a facet in a box: its default where that lies in it, else one that people will
  /// recognise.
  func value(of facet: FacetID, in row: [Int: Bits]) -> FacetValue {
    let levels = levels[facet] ?? []
    func fits(_ value: FacetValue) -> Bool {
      levels.allSatisfy { level in
        row[level].map { $0[variables[level].code(of: value)] } ?? true
      }
    }
    if let usual = vocabulary[facet].defaultValue, fits(usual) { return usual }
    switch vocabulary[facet].kind {
    case .term: return .term(leaf: plainLeaf(of: facet, among: leaves(of: facet, in: row)) ?? 0)
    case .set: return .set(plainSet(of: facet, in: row))
    case .flag, .quantity, .date: break
    }
    let usual = vocabulary.someValue(of: facet)
    if fits(usual) { return usual }
    return variables[levels[0]].value(of: row[levels[0]]?.first ?? 0)
  }

  /// Some value of a facet in a class of each of its variables; nil if it has none.
  func value(of facet: FacetID, classes: [Int: Int]) -> FacetValue? {
    guard let levels = levels[facet], let first = levels.first else { return nil }
    guard case .block = variables[first].content else {
      return variables[first].value(of: classes[first] ?? 0)
    }
    let leaves = levels.compactMap { level -> Int? in
      guard classes[level] == 1, case .block(let block) = variables[level].content else {
        return nil
      }
      return block.first
    }
    return .set(LeafSet(leaves))
  }

  /// The leaves that a term facet can have in a box.
  private func leaves(of facet: FacetID, in row: [Int: Bits]) -> LeafSet {
    guard let level = levels[facet]?.first, case .terms(let classes) = variables[level].content
    else { return vocabulary.taxonomy(of: facet)?.allLeaves ?? .empty }
    guard let codes = row[level] else { return classes.reduce(.empty) { $0.union($1) } }
    return codes.members.reduce(.empty) { $0.union(classes[$1]) }
  }

  /// The least set of a facet in a box that has something in it, where such a one lies in the box
  /// and the facet need not be empty by default.
  private func plainSet(of facet: FacetID, in row: [Int: Bits]) -> LeafSet {
    var needed = LeafSet.empty
    var possible = LeafSet.empty
    let levels = levels[facet] ?? []
    if levels.isEmpty { possible = vocabulary.taxonomy(of: facet)?.allLeaves ?? .empty }
    for level in levels {
      guard case .block(let block) = variables[level].content, row[level]?[1] ?? true else {
        continue
      }
      possible = possible.union(block)
      if let classes = row[level], !classes[0], let leaf = plainLeaf(of: facet, among: block) {
        needed = needed.union(LeafSet(leaf..<leaf + 1))
      }
    }
    guard needed == .empty, vocabulary[facet].defaultValue == nil,
      let leaf = plainLeaf(of: facet, among: possible)
    else { return needed }
    return LeafSet(leaf..<leaf + 1)
  }

  /// The first of some leaves that a clause names; what another facet of the taxonomy has by
  /// default stands for nothing in particular, and comes last.
  private func plainLeaf(of facet: FacetID, among leaves: LeafSet) -> Int? {
    let telling = leaves.subtracting(vocabulary.defaultLeaves(inTaxonomyOf: facet))
    let isNamed = isNamed[facet.index]
    return telling.leaves.first { !isNamed.isEmpty && isNamed[$0] } ?? telling.first ?? leaves.first
  }

}

extension Variable {
  /// Some value in a class.
  fileprivate func value(of code: Int) -> FacetValue {
    switch content {
    case .terms(let classes): return .term(leaf: classes[code].first ?? 0)
    case .block(let leaves): return .set(code == 0 ? .empty : leaves)
    case .flag: return .flag(code == 1)
    case .numbers(let cuts, let domain): return .quantity(Self.number(code, cuts, domain))
    case .days(let cuts):
      if code > 0 { return .date(cuts[code - 1]) }
      return .date(cuts.first.map { Day(number: $0.number - 1) } ?? Day(number: 0))
    }
  }

  /// A number of an interval: its lower end if that belongs to it, else one within.
  private static func number(
    _ code: Int, _ cuts: [Cut], _ domain: Facet.Quantity
  ) -> ExactDecimal {
    let lower = code > 0 ? cuts[code - 1] : domain.minimum.map { Cut(value: $0, isBehind: false) }
    let upper = code < cuts.count ? cuts[code] : nil
    if let lower {
      let start = lower.normalised(in: domain)
      if !start.isBehind { return start.value }
      guard let upper else { return start.value.adding(1) }
      return start.value.midpoint(to: upper.value)
    }
    guard let upper else { return .zero }
    if upper.isBehind { return upper.value }
    return domain.isWhole ? upper.value.adding(-1) : upper.value.floor.adding(-1)
  }
}

extension Vocabulary {
  /// The leaves that facets of the same taxonomy as another have by default, alone or in a set.
  fileprivate func defaultLeaves(inTaxonomyOf facet: FacetID) -> LeafSet {
    let taxonomy = self[facet].taxonomy
    var found = LeafSet.empty
    for position in facets.indices where facets[position].taxonomy == taxonomy {
      switch facets[position].defaultValue {
      case .term(let leaf): found = found.union(LeafSet(leaf..<leaf + 1))
      case .set(let leaves): found = found.union(leaves)
      case .flag, .quantity, .date, nil: break
      }
    }
    return found
  }
}
