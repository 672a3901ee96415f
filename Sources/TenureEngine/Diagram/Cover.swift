/// A yes/no diagram as a union of large boxes.
///
/// The boxes may overlap, and none of them can be left out by construction: the irredundant cover
/// of Minato ("Fast generation of prime-irredundant covers from binary decision diagrams", 1993),
/// carried over to variables of many classes. Paths of a diagram, which are disjoint, would be a
/// hundred times as many on real law.
struct Cover {
  /// A box under construction, with its diagram.
  private struct Cube {
    var classes: [Int: Bits]
    let ref: Ref
  }

  private struct Bounds: Hashable {
    let lower: Ref
    let upper: Ref
  }

  private var store: DiagramStore
  private var memo: [Bounds: [Cube]] = [:]

  /// The boxes of a diagram, each by the classes of the levels that it constrains.
  static func boxes(of ref: Ref, in store: inout DiagramStore) -> [[Int: Bits]] {
    var cover = Cover(store: store)
    store = DiagramStore(arities: [])
    let cubes = cover.cubes(Bounds(lower: ref, upper: ref))
    store = cover.store
    return cubes.map(\.classes)
  }

  private init(store: DiagramStore) { self.store = store }

  /// Boxes that cover everything in the lower bound and nothing outside the upper.
  private mutating func cubes(_ bounds: Bounds) -> [Cube] {
    if bounds.lower == .no { return [] }
    if bounds.upper == .yes { return [Cube(classes: [:], ref: .yes)] }
    if let known = memo[bounds] { return known }
    let level = min(store.level(bounds.lower), store.level(bounds.upper))
    let arity = store.arities[level]
    let lower = (0..<arity).map { child(bounds.lower, level, $0) }
    let upper = (0..<arity).map { child(bounds.upper, level, $0) }
    let everywhere = upper.reduce(Ref.yes) { store.and($0, $1) }

    var open = lower
    var result: [Cube] = []
    for code in 0..<arity {
      // What no box without a test at this level can cover needs one that has a test.
      let need = store.andNot(open[code], everywhere)
      if need == .no { continue }
      for cube in cubes(Bounds(lower: need, upper: upper[code])) {
        var classes = Bits(count: arity)
        for other in 0..<arity where store.andNot(cube.ref, upper[other]) == .no {
          classes.insert(other)
          open[other] = store.andNot(open[other], cube.ref)
        }
        var tests = cube.classes
        tests[level] = classes
        let ref = store.node(level: level) { classes[$1] ? cube.ref : .no }
        result.append(Cube(classes: tests, ref: ref))
      }
    }
    result += cubes(Bounds(lower: store.any(of: open), upper: everywhere))
    memo[bounds] = result
    return result
  }

  private func child(_ ref: Ref, _ level: Int, _ code: Int) -> Ref {
    store.level(ref) == level ? store.child(ref, code) : ref
  }
}

extension DiagramStore {
  /// A large box within a yes/no diagram: the path that `weigh` prefers, widened as far as it goes.
  ///
  /// - Parameter weigh: Says of two children of a node which to follow.
  mutating func largeBox(
    in ref: Ref, preferring isBetter: (Ref, Ref) -> Bool
  ) -> [Int: Bits]? {
    if ref == .no { return nil }
    var path: [Row.Test] = []
    var next = ref
    while !next.isLeaf {
      let level = level(next)
      var best = Ref.no
      for code in 0..<arities[level] {
        let child = child(next, code)
        if child != .no, best == .no || isBetter(child, best) { best = child }
      }
      var classes = Bits(count: arities[level])
      for code in 0..<arities[level] where child(next, code) == best { classes.insert(code) }
      path.append(Row.Test(level: level, classes: classes))
      next = best
    }
    for position in path.indices {
      let arity = arities[path[position].level]
      for code in 0..<arity where !path[position].classes[code] {
        var wider = path
        wider[position].classes.insert(code)
        if andNot(diagram(of: Row(tests: wider)), ref) == .no { path = wider }
      }
    }
    var classes: [Int: Bits] = [:]
    for test in path where test.classes.count < arities[test.level] {
      classes[test.level] = test.classes
    }
    return classes
  }
}
