import BigInt
import TenureModel

extension DiffCore {
  /// The differing situations of some pillars, one change for each kind.
  ///
  /// Where there are more kinds than anybody reads, those in some large boxes are found, one box at
  /// a time, and all others are never made. Where a kind is a union of very many boxes, or all
  /// changes together are, a large one stands for it.
  func changes(
    in pillars: [Pillar], limit: Int?, madeAtMost most: Int? = nil,
    boxLimit: Double = DiffCore.boxLimit
  ) throws(TooManyNodes) -> (changes: [Change], truncated: Bool) {
    var found: [Kind] = []
    var isCut = false
    for pillar in pillars {
      let most = most ?? limit.map { max($0, Self.fewKinds) } ?? Self.kindLimit
      let made = kinds(of: pillar, limit: most, isSample: limit != nil)
      try analysis.checkNodes()
      guard let ref = made else {
        let (some, isWhole) = boxes(of: pillar, limit: limit ?? Self.sampleLimit)
        try analysis.checkNodes()
        found += some
        if !isWhole { isCut = true }
        continue
      }
      found += kinds(ref, of: pillar)
    }
    let ordered = found.enumerated().sorted { left, right in
      left.element.count == right.element.count
        ? left.offset < right.offset : left.element.count > right.element.count
    }.map(\.element)
    let shown = limit.map { ordered.prefix($0) } ?? ordered[...]
    if shown.count < ordered.count { isCut = true }
    let writer = RegionFinder(self)
    var boxesLeft = boxLimit
    let changes = shown.compactMap { kind -> Change? in
      let most = limit == nil ? boxesLeft : Self.shownBoxLimit
      guard let found = writer.region(of: kind, boxLimit: most) else { return nil }
      if found.isWhole { boxesLeft -= Double(found.region.count) } else { isCut = true }
      return change(kind.pillar, found.region, found.witness, found.count)
    }
    return (changes, isCut)
  }

  /// Situations of one kind: those of a diagram that lead to a leaf.
  struct Kind {
    let pillar: Pillar
    let ref: Ref
    let leaf: Int
    let count: BigUInt
  }

  private func kinds(_ ref: Ref, of pillar: Pillar) -> [Kind] {
    counter.counts(ref, in: analysis.store).filter { $0.key > 0 }.sorted { $0.key < $1.key }
      .map { Kind(pillar: pillar, ref: ref, leaf: $0.key, count: $0.value) }
  }

  /// A large box of a shift and a witness of it.
  func example(of shift: RegimeDiff.Shift) -> Change? {
    let ref = differences[shift.question].ref
    let cases =
      leafCases.flatMap { $0.root == ref ? $0 : nil }
      ?? counter.leafCases(of: ref, in: analysis.store)
    leafCases = cases
    let places = cases.places(leadingTo: shift.leaf)
    return cases.largeBox(of: shift.leaf, places, counter.parts).map {
      change(shift.subject.pillar, $0, shift.count)
    }
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
  private static let fewKinds = 2_048
  /// The most kinds of one pillar that are all made.
  private static let kindLimit = 1 << 14
  /// About how many kinds are looked for in a pillar that has more.
  private static let sampleLimit = 1_024
  /// The most nodes that are made to tell kinds apart where fewer are asked for than there are,
  /// where all are asked for, and in one box.
  private static let stateLimits = (few: 1 << 17, all: 1 << 18, box: 1 << 12)
  /// How many diagrams are joined at once: more need more memory, fewer make more that is thrown
  /// away.
  private static let joinedAtOnce = 12
  /// The most boxes by which a kind is described where fewer changes are asked for than there are.
  private static let shownBoxLimit = 1_024.0
  /// The most boxes of all changes together.
  static let boxLimit = 65_536.0
  /// The most changed clauses by which regions are told apart.
  private static let causeLimit = 8

  /// The diagram of a pillar's differences by kind: leaf 0 where the part is the same, and else one
  /// leaf for each combination of answers on both sides; nil if there are more than `limit`, or if
  /// it takes very many nodes to tell so many apart.
  ///
  /// Regions are also told apart by which of the changed clauses stand, where these are few: so
  /// each has one cause.
  private func kinds(of pillar: Pillar, limit: Int, isSample: Bool) -> Ref? {
    kinds(
      of: pillar, in: differing(in: pillar), limit: limit,
      stateLimit: isSample ? Self.stateLimits.few : Self.stateLimits.all)
  }

  private func kinds(of pillar: Pillar, in cases: Ref, limit: Int, stateLimit: Int) -> Ref? {
    if cases == .no { return .no }
    var kinds = cases
    let aspects = aspects(of: pillar)
    for start in stride(from: 0, to: aspects.count, by: Self.joinedAtOnce) {
      let numbers = Interner<[Int]>([[]])
      let walk = JointWalk(analysis.store, stateLimit: stateLimit) { leaves in
        let number = numbers.number(of: leaves)
        return number > limit ? nil : number
      }
      let next = aspects[start..<min(start + Self.joinedAtOnce, aspects.count)]
      kinds = walk.diagram(of: [kinds] + next)
      if walk.isGivenUp { return nil }
    }
    return kinds
  }

  /// All by which the kinds of a pillar's differences are told apart, as diagrams: the answers on
  /// both sides, and where changed clauses stand.
  private func aspects(of pillar: Pillar) -> [Ref] {
    if let known = aspects[pillar] { return known }
    let asked = [0, 1].flatMap { side in
      analysis.questions(of: analysis.entries(on: side), on: side).filter { $0.pillar == pillar }
    }
    let resolvers = resolvers(of: pillar)
    var found: [Ref] = []
    var seen: Set<Question> = []
    for question in asked where seen.insert(question).inserted {
      found += resolvers.map { $0.diagram(of: question) }
    }
    let changed = analysis.table.entries.indices.filter {
      analysis.table.entries[$0].sides != .both
        && analysis.table.entries[$0].clause.pillar == pillar
    }
    if changed.count <= Self.causeLimit {
      found += changed.map { resolvers[analysis.has($0, on: 0) ? 0 : 1].standing($0) }
    }
    var distinct: Set<Ref> = []
    found = found.filter { !$0.isLeaf && distinct.insert($0).inserted }
    aspects[pillar] = found
    return found
  }

  /// The kinds within some large boxes of a pillar's differences: at each step one box around a
  /// situation in which much of what is left lies; and whether nothing is left.
  private func boxes(of pillar: Pillar, limit: Int) -> (kinds: [Kind], isWhole: Bool) {
    let store = analysis.store
    let densities = counter.densities(in: store)
    var rest = differing(in: pillar)
    var found: [Kind] = []
    while found.count < limit, !store.isExhausted,
      var box = store.largeBox(in: rest, preferring: { densities[$0] > densities[$1] })
    {
      while !store.isExhausted {
        let cases = store.diagram(of: Row(box))
        let ref = kinds(of: pillar, in: cases, limit: .max, stateLimit: Self.stateLimits.box)
        if let ref {
          found += kinds(ref, of: pillar)
          rest = store.andNot(rest, cases)
          break
        }
        box = narrowed(box)
      }
    }
    return (found, rest == .no)
  }

  /// A smaller box: of the levels with several classes, every second one has only its first.
  private func narrowed(_ box: [Int: Bits]) -> [Int: Bits] {
    var narrowed = box
    var isTurn = true
    for level in 0..<analysis.space.baseLevelCount {
      let arity = analysis.store.arities[level]
      let classes = box[level]?.members ?? Array(0..<arity)
      if classes.count < 2 { continue }
      if isTurn { narrowed[level] = Bits(count: arity, on: classes[0]..<classes[0] + 1) }
      isTurn.toggle()
    }
    return narrowed
  }
}
