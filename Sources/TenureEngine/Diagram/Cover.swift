/// A yes/no diagram as a union of disjoint boxes, as few and as large as is found quickly.
///
/// What all classes of a variable have in common is a box without a test of that variable; only
/// what is left needs one test for each group of classes that go on alike. So the boxes are not
/// the diagram's paths, which test on the way whatever stands above.
struct Cover {
  private let store: DiagramStore
  private var memo: [Ref: [[Int: Bits]]] = [:]
  private var counts: [Ref: Double] = [:]

  /// The boxes of a diagram, each by the classes of the levels that it constrains.
  static func boxes(of ref: Ref, in store: DiagramStore) -> [[Int: Bits]] {
    var cover = Cover(store: store)
    return cover.boxes(ref)
  }

  private init(store: DiagramStore) { self.store = store }

  /// How many boxes there are; about, where there are very many.
  ///
  /// Complexity: as to find them once each, however often they occur.
  static func count(of ref: Ref, in store: DiagramStore) -> Double {
    var cover = Cover(store: store)
    return cover.count(ref)
  }

  private mutating func count(_ ref: Ref) -> Double {
    if ref == .no { return 0 }
    if ref == .yes { return 1 }
    if let known = counts[ref] { return known }
    let (common, groups) = parts(of: ref)
    var result = count(common)
    for group in groups { result += count(group.rest) }
    counts[ref] = result
    return result
  }

  private mutating func boxes(_ ref: Ref) -> [[Int: Bits]] {
    if ref == .no { return [] }
    if ref == .yes { return [[:]] }
    if let known = memo[ref] { return known }
    let level = store.level(ref)
    let (common, groups) = parts(of: ref)
    var result = boxes(common)
    for group in groups {
      for box in boxes(group.rest) {
        result.append(box.merging([level: group.classes]) { $1 })
      }
    }
    memo[ref] = result
    return result
  }

  /// What all classes of a node's variable have in common, and what is left of each, by classes
  /// that go on alike.
  private func parts(of ref: Ref) -> (common: Ref, groups: [(rest: Ref, classes: Bits)]) {
    let level = store.level(ref)
    let arity = store.arities[level]
    var common = Ref.yes
    for code in 0..<arity { common = store.and(common, store.child(ref, code)) }
    var groups: [(rest: Ref, classes: Bits)] = []
    for code in 0..<arity {
      let rest = store.andNot(store.child(ref, code), common)
      if rest == .no { continue }
      if let known = groups.firstIndex(where: { $0.rest == rest }) {
        groups[known].classes.insert(code)
      } else {
        var classes = Bits(count: arity)
        classes.insert(code)
        groups.append((rest, classes))
      }
    }
    return (common, groups)
  }
}

extension DiagramStore {
  /// A large box within a yes/no diagram: the path that is preferred, widened as far as it goes.
  ///
  /// - Parameters:
  ///   - ref: The diagram.
  ///   - isBetter: Whether the first of two children of a node is the one to follow.
  /// - Returns: The classes of the levels that the box constrains, or nil if there is no case.
  func largeBox(
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
