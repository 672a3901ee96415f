import BigInt
import TenureModel

extension DiffCore {
  /// The differing situations of some pillars, one change for each kind.
  ///
  /// Where few are asked for and there are very many, or where a kind is a union of very many
  /// boxes, large boxes are found one by one, and all others are never made; so too where all
  /// changes together would have more boxes than anybody reads.
  func changes(
    in pillars: [Pillar], limit: Int?, madeAtMost most: Int? = nil,
    boxLimit: Double = DiffCore.boxLimit
  ) -> (changes: [Change], truncated: Bool) {
    var found: [Kind] = []
    var isCut = false
    for pillar in pillars {
      guard let ref = kinds(of: pillar, limit: most ?? limit.map { max($0, Self.kindLimit) }) else {
        found += boxes(of: pillar, limit: limit ?? 0)
        isCut = true
        continue
      }
      let counts = counter.counts(ref, in: analysis.store)
      for (leaf, count) in counts.sorted(by: { $0.key < $1.key }) where leaf > 0 {
        found.append(Kind(pillar: pillar, ref: ref, leaf: leaf, count: count))
      }
    }
    let ordered = found.enumerated().sorted { left, right in
      left.element.count == right.element.count
        ? left.offset < right.offset : left.element.count > right.element.count
    }.map(\.element)
    let shown = limit.map { ordered.prefix($0) } ?? ordered[...]
    if shown.count < ordered.count { isCut = true }
    var cover = Cover(analysis.space, counter, in: analysis.store)
    var boxesLeft = boxLimit
    let changes = shown.compactMap { kind -> Change? in
      let cases = ranges.cases(of: kind.leaf, in: kind.ref)
      let boxCount = cover.count(cases)
      if boxCount <= (limit == nil ? boxesLeft : Self.shownBoxLimit) {
        boxesLeft -= boxCount
        return cover.region(of: cases).map { region, witness in
          change(kind.pillar, region, witness, kind.count)
        }
      }
      isCut = true
      return largeBox(in: cases).map { change(kind.pillar, $0, counter.count($0)) }
    }
    return (changes, isCut)
  }

  /// Situations of one kind: those of a diagram that lead to a leaf.
  private struct Kind {
    let pillar: Pillar
    let ref: Ref
    let leaf: Int
    let count: BigUInt
  }

  /// A large box of a shift and a witness of it.
  func example(of shift: RegimeDiff.Shift) -> Change? {
    let cases = ranges.cases(of: shift.leaf, in: differences[shift.question].ref)
    return largeBox(in: cases).map { change(shift.subject.pillar, $0, shift.count) }
  }

  private func largeBox(in cases: Ref) -> [Int: Bits]? {
    let densities = counter.densities(cases, in: analysis.store)
    return analysis.store.largeBox(in: cases) { densities[$0] ?? 0 > densities[$1] ?? 0 }
  }

  /// A change whose region is one box, with a witness from it.
  func change(_ pillar: Pillar, _ box: [Int: Bits], _ count: BigUInt) -> Change {
    change(
      pillar, Region(analysis.space.box(box)), analysis.space.witness(of: box), count)
  }

  private func change(
    _ pillar: Pillar, _ region: Region, _ witness: TotalSituation, _ count: BigUInt
  ) -> Change {
    Change(
      pillar: pillar, region: region, witness: witness, count: count,
      before: before.ruling(in: witness), after: after.ruling(in: witness))
  }

  /// The most kinds that are all made although fewer are asked for.
  private static let kindLimit = 2_048
  /// The most nodes that are made to tell kinds apart where fewer are asked for than there are.
  private static let kindNodeLimit = 1 << 17
  /// The most boxes by which a kind is described where fewer changes are asked for than there are.
  private static let shownBoxLimit = 1_024.0
  /// The most boxes of all changes together.
  static let boxLimit = 1_048_576.0
  /// The most changed clauses by which regions are told apart.
  private static let causeLimit = 8

  /// The diagram of a pillar's differences by kind: leaf 0 where the part is the same, and else one
  /// leaf for each combination of answers on both sides; nil if there are more than `limit`, or if
  /// it takes very many nodes to tell so many apart.
  ///
  /// Regions are also told apart by which of the changed clauses stand, where these are few: so
  /// each has one cause.
  private func kinds(of pillar: Pillar, limit: Int?) -> Ref? {
    var kinds = differing(in: pillar)
    if kinds == .no { return .no }
    let aspects = aspects(of: pillar)
    let nodesBefore = analysis.store.nodeCount
    for aspect in aspects {
      let numbers = Interner<[Int]>([[0, 0]])
      kinds = analysis.store.combine(kinds, aspect) { kind, value in
        kind == 0 ? 0 : numbers.number(of: [kind, value])
      }
      guard let limit else { continue }
      let nodes = analysis.store.nodeCount - nodesBefore
      if numbers.values.count - 1 > limit || nodes > Self.kindNodeLimit { return nil }
    }
    return kinds
  }

  /// All by which the kinds of a pillar's differences are told apart, as diagrams: the answers on
  /// both sides, and where changed clauses stand.
  private func aspects(of pillar: Pillar) -> [Ref] {
    let asked = [0, 1].flatMap { side in
      analysis.questions(of: analysis.entries(on: side), on: side).filter { $0.pillar == pillar }
    }
    let resolvers = resolvers(of: pillar)
    var aspects: [Ref] = []
    var seen: Set<Question> = []
    for question in asked where seen.insert(question).inserted {
      aspects += resolvers.map { $0.diagram(of: question) }
    }
    let changed = analysis.table.entries.indices.filter {
      analysis.table.entries[$0].sides != .both
        && analysis.table.entries[$0].clause.pillar == pillar
    }
    if changed.count <= Self.causeLimit {
      aspects += changed.map { resolvers[analysis.has($0, on: 0) ? 0 : 1].standing($0) }
    }
    return aspects.filter { !$0.isLeaf }
  }

  /// Some boxes of a pillar's differences, each within one kind: at each step one around a
  /// situation in which much of what is left lies.
  private func boxes(of pillar: Pillar, limit: Int) -> [Kind] {
    let store = analysis.store
    let aspects = aspects(of: pillar)
    var rest = differing(in: pillar)
    var found: [Kind] = []
    while found.count < limit, rest != .no {
      let codes = denseCase(of: rest)
      var kind = rest
      for aspect in aspects {
        let value = store.leaf(of: aspect, at: codes)
        kind = store.and(kind, store.map(aspect) { $0 == value ? 1 : 0 })
      }
      guard let box = largeBox(in: kind) else { break }
      let cases = store.diagram(of: Row(box))
      found.append(Kind(pillar: pillar, ref: cases, leaf: 1, count: counter.count(box)))
      rest = store.andNot(rest, cases)
    }
    return found
  }

  /// A situation of a yes/no diagram, by classes, reached by the branches in which most of the
  /// cases lie.
  private func denseCase(of ref: Ref) -> [Int] {
    let store = analysis.store
    let densities = counter.densities(ref, in: store)
    var codes = Array(repeating: 0, count: store.arities.count)
    var next = ref
    while !next.isLeaf {
      let level = store.level(next)
      func density(_ code: Int) -> Double { densities[store.child(next, code)] ?? 0 }
      for code in 1..<store.arities[level] where density(code) > density(codes[level]) {
        codes[level] = code
      }
      next = store.child(next, codes[level])
    }
    return codes
  }
}
