import TenureModel

/// A yes/no diagram as a union of disjoint boxes, as few and as large as is found quickly.
///
/// What all values of a facet have in common is a box without a test of that facet; only what is
/// left needs one test for each group of values that go on alike. So the boxes are not the
/// diagram's paths, which test on the way whatever stands above; and a set facet, which stands in
/// the diagram as many yes/no questions, is one test all the same.
///
/// Where levels of a facet stand apart in the order, a way meets the facet more than once; what it
/// asks there is joined when the box is made.
struct Cover {
  /// What a node comes to by its facet: what all values have in common, and what is left of each
  /// group of values.
  private struct Parts {
    let common: Ref
    let groups: [(rest: Ref, piece: Int32)]
  }

  /// What one facet has in a box, as classes of its levels: one row, or several of a set facet.
  private struct Piece: Hashable {
    let facet: FacetID
    let rows: [[Int: Bits]]
  }

  private let space: Space
  private let counter: CaseCounter
  private let store: DiagramStore
  private var parts: [Ref: Parts] = [:]
  private var counts: [Ref: Double] = [.no: 0, .yes: 1]
  private let pieces = Interner<Piece>()
  /// About which part of a facet's cases each piece holds.
  private var shares: [Double] = []

  init(_ space: Space, _ counter: CaseCounter, in store: DiagramStore) {
    self.space = space
    self.counter = counter
    self.store = store
  }

  /// How many boxes a diagram has; about, where there are very many.
  ///
  /// Complexity: as to find them once each, however often they occur.
  mutating func count(_ ref: Ref) -> Double {
    if let known = counts[ref] { return known }
    let parts = parts(of: ref)
    var count = self.count(parts.common)
    for group in parts.groups { count += self.count(group.rest) }
    counts[ref] = count
    return count
  }

  /// The boxes of a diagram, and a situation of the first; nil if there is no box.
  ///
  /// Complexity: linear in the number of boxes, times the facets that they test.
  mutating func region(of ref: Ref) -> (region: Region, witness: TotalSituation)? {
    var draft = Draft()
    add(ref, 1, to: &draft)
    let order = draft.order
    guard let first = order.first else { return nil }
    var row: [Int: Bits] = [:]
    for number in draft.box(first) {
      row.merge(pieces.values[Int(number)].rows[0]) { $1 }
    }
    return (region(of: draft, in: order), space.witness(of: row))
  }

  /// Boxes that are being collected.
  private struct Draft {
    var path: [Int32] = []
    var numbers: [Int32] = []
    var starts = [0]
    /// About which part of all cases each box holds; only to put them in order.
    var shares: [Double] = []

    mutating func end(_ share: Double) {
      numbers += path
      starts.append(numbers.count)
      shares.append(share)
    }

    func box(_ position: Int) -> ArraySlice<Int32> {
      numbers[starts[position]..<starts[position + 1]]
    }

    /// The boxes, the largest first.
    var order: [Int] {
      shares.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
    }
  }

  private mutating func add(_ ref: Ref, _ share: Double, to draft: inout Draft) {
    if ref == .no { return }
    if ref == .yes { return draft.end(share) }
    let parts = parts(of: ref)
    add(parts.common, share, to: &draft)
    for group in parts.groups {
      draft.path.append(group.piece)
      add(group.rest, share * self.share(of: group.piece), to: &draft)
      draft.path.removeLast()
    }
  }

  private mutating func share(of piece: Int32) -> Double {
    while shares.count < pieces.values.count {
      shares.append(pieces.values[shares.count].rows.reduce(0) { $0 + counter.share(of: $1) })
    }
    return shares[Int(piece)]
  }

  /// The region of some boxes in an order, in words of their own pieces.
  private func region(of draft: Draft, in order: [Int]) -> Region {
    let boxes = order.map { joined(draft.box($0)) }
    var known: [Int32: Int32] = [:]
    var used: [Int32] = []
    for number in boxes.joined() where known[number] == nil {
      known[number] = Int32(used.count)
      used.append(number)
    }
    let made = used.map { number in
      let piece = pieces.values[Int(number)]
      return Region.Piece(
        facet: piece.facet, values: space.region(of: piece.facet, rows: piece.rows))
    }
    var region = Region(madeOf: made)
    for box in boxes {
      let numbers = box.compactMap { known[$0] }
      region.append(numbers.sorted { made[Int($0)].facet < made[Int($1)].facet })
    }
    return region
  }

  /// The pieces of a box, those of one facet made one.
  private func joined(_ box: ArraySlice<Int32>) -> [Int32] {
    var joined: [Int32] = []
    for number in box {
      let piece = pieces.values[Int(number)]
      let place = joined.firstIndex { pieces.values[Int($0)].facet == piece.facet }
      guard let place else {
        joined.append(number)
        continue
      }
      let rows = pieces.values[Int(joined[place])].rows.flatMap { row in
        piece.rows.map { row.merging($0) { $1 } }
      }
      joined[place] = Int32(pieces.number(of: Piece(facet: piece.facet, rows: rows)))
    }
    return joined
  }
}

extension Cover {
  /// What all values of the facet that a node asks first have in common, and what is left of each,
  /// by values that go on alike.
  private mutating func parts(of ref: Ref) -> Parts {
    if let known = parts[ref] { return known }
    let level = store.level(ref)
    let facet = space.variables[level].facet
    let levels =
      level..<(space.variables[level...].firstIndex { $0.facet != facet }
      ?? space.variables.count)
    var ends: [Ref] = []
    var seen: Set<Ref> = []
    collectEnds(of: ref, behind: levels.upperBound, &seen, &ends)
    var common = Ref.yes
    for end in ends { common = store.and(common, end) }
    var groups: [(rest: Ref, ends: Set<Ref>)] = []
    for end in ends {
      let rest = store.andNot(end, common)
      if rest == .no { continue }
      if let known = groups.firstIndex(where: { $0.rest == rest }) {
        groups[known].ends.insert(end)
      } else {
        groups.append((rest, [end]))
      }
    }
    let made = Parts(
      common: common,
      groups: groups.map { group in
        let rows: [[Int: Bits]]
        if levels.count == 1 {
          rows = [[level: store.classes(of: ref, leadingTo: group.ends)]]
        } else {
          var finder = Rows(store, behind: levels.upperBound, leadingTo: group.ends)
          rows = finder.rows(of: ref)
        }
        let piece = Piece(facet: facet, rows: rows)
        return (group.rest, Int32(pieces.number(of: piece)))
      })
    parts[ref] = made
    return made
  }

  /// The nodes behind some levels that a node leads to, in the order in which it does.
  private func collectEnds(
    of ref: Ref, behind level: Int, _ seen: inout Set<Ref>, _ ends: inout [Ref]
  ) {
    guard seen.insert(ref).inserted else { return }
    if ref.isLeaf || store.level(ref) >= level { return ends.append(ref) }
    for run in store.runs(ref) {
      collectEnds(of: Ref(raw: run.child), behind: level, &seen, &ends)
    }
  }

  /// The ways through the levels of one facet to some nodes behind them.
  private struct Rows {
    let store: DiagramStore
    let end: Int
    let ends: Set<Ref>
    var memo: [Ref: [[Int: Bits]]] = [:]

    init(_ store: DiagramStore, behind end: Int, leadingTo ends: Set<Ref>) {
      self.store = store
      self.end = end
      self.ends = ends
    }

    mutating func rows(of ref: Ref) -> [[Int: Bits]] {
      if ref.isLeaf || store.level(ref) >= end { return ends.contains(ref) ? [[:]] : [] }
      if let known = memo[ref] { return known }
      let level = store.level(ref)
      let arity = store.arities[level]
      // Ways that go on alike are one.
      var classes: [[Int: Bits]: Bits] = [:]
      var order: [[Int: Bits]] = []
      for code in 0..<arity {
        for way in rows(of: store.child(ref, code)) {
          if classes[way] == nil { order.append(way) }
          classes[way, default: Bits(count: arity)].insert(code)
        }
      }
      let found = order.map { way in
        guard let codes = classes[way], codes.count < arity else { return way }
        return way.merging([level: codes]) { $1 }
      }
      memo[ref] = found
      return found
    }
  }
}

extension DiagramStore {
  /// The classes with which a node leads to some others.
  fileprivate func classes(of ref: Ref, leadingTo ends: Set<Ref>) -> Bits {
    var classes = Bits(count: arities[level(ref)])
    var start = 0
    for run in runs(ref) {
      if ends.contains(Ref(raw: run.child)) {
        for code in start..<Int(run.end) { classes.insert(code) }
      }
      start = Int(run.end)
    }
    return classes
  }
}
