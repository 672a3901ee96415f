extension DiagramStore {
  private struct Pair: Hashable {
    let left: Ref
    let right: Ref
  }

  /// The diagram whose leaves are those of two diagrams joined.
  ///
  /// - Parameters:
  ///   - left: The first diagram.
  ///   - right: The second diagram.
  ///   - join: The leaf for two leaves.
  /// - Returns: The joined diagram.
  ///
  /// Complexity: at most the product of the two sizes.
  mutating func combine(_ left: Ref, _ right: Ref, _ join: (Int, Int) -> Int) -> Ref {
    var memo: [Pair: Ref] = [:]
    return combine(left, right, join, &memo)
  }

  private mutating func combine(
    _ left: Ref, _ right: Ref, _ join: (Int, Int) -> Int, _ memo: inout [Pair: Ref]
  ) -> Ref {
    if let first = left.leaf, let second = right.leaf { return Ref(leaf: join(first, second)) }
    let key = Pair(left: left, right: right)
    if let known = memo[key] { return known }
    let leftLevel = level(left)
    let rightLevel = level(right)
    let top = min(leftLevel, rightLevel)
    let result = node(level: top) { store, code in
      store.combine(
        leftLevel == top ? store.child(left, code) : left,
        rightLevel == top ? store.child(right, code) : right, join, &memo)
    }
    memo[key] = result
    return result
  }

  /// The diagram of where two diagrams lead to different leaves, numbered by their pairs.
  ///
  /// Leaf 0 is where they agree. Equal parts are passed over without a look.
  mutating func difference(_ left: Ref, _ right: Ref, _ number: (Int, Int) -> Int) -> Ref {
    var memo: [Pair: Ref] = [:]
    return difference(left, right, number, &memo)
  }

  private mutating func difference(
    _ left: Ref, _ right: Ref, _ number: (Int, Int) -> Int, _ memo: inout [Pair: Ref]
  ) -> Ref {
    if left == right { return .no }
    if let first = left.leaf, let second = right.leaf { return Ref(leaf: number(first, second)) }
    let key = Pair(left: left, right: right)
    if let known = memo[key] { return known }
    let leftLevel = level(left)
    let rightLevel = level(right)
    let top = min(leftLevel, rightLevel)
    let result = node(level: top) { store, code in
      store.difference(
        leftLevel == top ? store.child(left, code) : left,
        rightLevel == top ? store.child(right, code) : right, number, &memo)
    }
    memo[key] = result
    return result
  }

  /// The diagram with its leaves renumbered.
  mutating func map(_ ref: Ref, _ transform: (Int) -> Int) -> Ref {
    var memo: [Ref: Ref] = [:]
    return map(ref, transform, &memo)
  }

  private mutating func map(
    _ ref: Ref, _ transform: (Int) -> Int, _ memo: inout [Ref: Ref]
  ) -> Ref {
    if let leaf = ref.leaf { return Ref(leaf: transform(leaf)) }
    if let known = memo[ref] { return known }
    let result = node(level: level(ref)) { store, code in
      store.map(store.child(ref, code), transform, &memo)
    }
    memo[ref] = result
    return result
  }

  /// The diagram of a box.
  mutating func diagram(of row: Row) -> Ref {
    var ref = Ref.yes
    for test in row.tests.reversed() {
      let below = ref
      ref = node(level: test.level) { _, code in test.classes[code] ? below : .no }
    }
    return ref
  }

  /// The diagram of a formula.
  mutating func diagram(of formula: Formula) -> Ref {
    switch formula {
    case .constant(let isTrue): return isTrue ? .yes : .no
    case .member(let level, let classes):
      return diagram(of: Row(tests: [Row.Test(level: level, classes: classes)]))
    case .equal(let first, let second, let isEqual):
      if first == second { return isEqual ? .yes : .no }
      let top = min(first, second)
      let below = max(first, second)
      return node(level: top) { store, code in
        store.node(level: below) { _, other in (other == code) == isEqual ? .yes : .no }
      }
    case .all(let parts):
      return parts.reduce(.yes) { and($0, diagram(of: $1)) }
    case .any(let parts):
      return any(of: parts.map { diagram(of: $0) })
    }
  }

  /// The diagram where every variable keeps to a domain.
  ///
  /// Classes outside a domain follow the first class in it, so that a variable with one class left
  /// is gone from the diagram, and no leaf is reached that no class in the domains reaches.
  mutating func confine(_ ref: Ref, to domains: [Bits], _ memo: inout [Ref: Ref]) -> Ref {
    if ref.isLeaf { return ref }
    if let known = memo[ref] { return known }
    let level = level(ref)
    let result: Ref
    if level >= domains.count {
      result = ref
    } else {
      let domain = domains[level]
      let first = domain.first ?? 0
      let usual = confine(child(ref, first), to: domains, &memo)
      result = node(level: level) { store, code in
        code == first || !domain[code]
          ? usual : store.confine(store.child(ref, code), to: domains, &memo)
      }
    }
    memo[ref] = result
    return result
  }

  /// The diagram where the variable of a level has a class.
  mutating func restrict(_ ref: Ref, level: Int, to code: Int) -> Ref {
    var memo: [Ref: Ref] = [:]
    return restrict(ref, level: level, to: code, &memo)
  }

  private mutating func restrict(
    _ ref: Ref, level target: Int, to code: Int, _ memo: inout [Ref: Ref]
  ) -> Ref {
    let level = level(ref)
    if level > target { return ref }
    if level == target { return child(ref, code) }
    if let known = memo[ref] { return known }
    let result = node(level: level) { store, index in
      store.restrict(store.child(ref, index), level: target, to: code, &memo)
    }
    memo[ref] = result
    return result
  }

  /// Visits every node and leaf of a diagram once.
  func forEachRef(of ref: Ref, _ visit: (Ref) -> Void) {
    if ref.isLeaf { return visit(ref) }
    var isSeen = Array(repeating: false, count: Int(ref.raw) + 1)
    var leaves: Set<Ref> = []
    var open = [ref]
    isSeen[Int(ref.raw)] = true
    while let next = open.popLast() {
      visit(next)
      for code in 0..<arities[level(next)] {
        let child = child(next, code)
        if child.isLeaf {
          if leaves.insert(child).inserted { visit(child) }
        } else if !isSeen[Int(child.raw)] {
          // A child is older than its parent, so its number is lower.
          isSeen[Int(child.raw)] = true
          open.append(child)
        }
      }
    }
  }

  /// The leaves that a diagram leads to.
  func leaves(of ref: Ref) -> Set<Int> {
    var leaves: Set<Int> = []
    forEachRef(of: ref) { if let leaf = $0.leaf { leaves.insert(leaf) } }
    return leaves
  }

  /// The levels on which a diagram depends.
  func support(of ref: Ref) -> Set<Int> {
    var levels: Set<Int> = []
    forEachRef(of: ref) { if !$0.isLeaf { levels.insert(level($0)) } }
    return levels
  }
}
