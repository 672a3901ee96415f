extension DiagramStore {
  private struct Pair: Hashable {
    let left: Ref
    let right: Ref
  }

  /// The diagram whose leaves are those of two diagrams joined.
  ///
  /// `shortcut` gives the result where it is known without looking further, else nil; it must
  /// answer for two leaves.
  ///
  /// Complexity: at most the product of the two sizes.
  mutating func combine(
    _ left: Ref, _ right: Ref, _ shortcut: (Ref, Ref) -> Ref?
  ) -> Ref {
    var memo: [Pair: Ref] = [:]
    return combine(left, right, shortcut, &memo)
  }

  private mutating func combine(
    _ left: Ref, _ right: Ref, _ shortcut: (Ref, Ref) -> Ref?, _ memo: inout [Pair: Ref]
  ) -> Ref {
    if let known = shortcut(left, right) { return known }
    let key = Pair(left: left, right: right)
    if let known = memo[key] { return known }
    let leftLevel = level(left)
    let rightLevel = level(right)
    let top = min(leftLevel, rightLevel)
    var refs: [Ref] = []
    for code in 0..<arities[top] {
      refs.append(
        combine(
          leftLevel == top ? child(left, code) : left,
          rightLevel == top ? child(right, code) : right, shortcut, &memo))
    }
    let result = node(level: top, refs)
    memo[key] = result
    return result
  }

  /// Both; of two yes/no diagrams.
  mutating func and(_ left: Ref, _ right: Ref) -> Ref {
    combine(left, right) { left, right in
      if left == .no || right == .no { return .no }
      if left == .yes || left == right { return right }
      return right == .yes ? left : nil
    }
  }

  /// Either; of two yes/no diagrams.
  mutating func or(_ left: Ref, _ right: Ref) -> Ref {
    combine(left, right) { left, right in
      if left == .yes || right == .yes { return .yes }
      if left == .no || left == right { return right }
      return right == .no ? left : nil
    }
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
    let level = level(ref)
    var refs: [Ref] = []
    for code in 0..<arities[level] { refs.append(map(child(ref, code), transform, &memo)) }
    let result = node(level: level, refs)
    memo[ref] = result
    return result
  }

  /// The complement of a yes/no diagram.
  mutating func not(_ ref: Ref) -> Ref { map(ref) { 1 - $0 } }

  /// The diagram of a box.
  mutating func diagram(of row: Row) -> Ref {
    var ref = Ref.yes
    for test in row.tests.reversed() {
      let refs = (0..<arities[test.level]).map { test.classes[$0] ? ref : Ref.no }
      ref = node(level: test.level, refs)
    }
    return ref
  }

  /// The box of a yes/no diagram that is nothing but one; nil for any other, and for "no".
  func row(of ref: Ref) -> Row? {
    var tests: [Row.Test] = []
    var next = ref
    while next != .yes {
      if next == .no { return nil }
      let level = level(next)
      var classes = Bits(count: arities[level])
      var below = Ref.no
      for code in 0..<arities[level] {
        let child = child(next, code)
        if child == .no { continue }
        if below != .no, child != below { return nil }
        below = child
        classes.insert(code)
      }
      tests.append(Row.Test(level: level, classes: classes))
      next = below
    }
    return Row(tests: tests)
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
      let refs = (0..<arities[top]).map { code in
        node(
          level: below,
          (0..<arities[below]).map { ($0 == code) == isEqual ? Ref.yes : Ref.no })
      }
      return node(level: top, refs)
    case .all(let parts):
      return parts.reduce(.yes) { and($0, diagram(of: $1)) }
    case .any(let parts):
      return parts.reduce(.no) { or($0, diagram(of: $1)) }
    }
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
    var refs: [Ref] = []
    for index in 0..<arities[level] {
      refs.append(restrict(child(ref, index), level: target, to: code, &memo))
    }
    let result = node(level: level, refs)
    memo[ref] = result
    return result
  }

  /// Visits every node and leaf of a diagram once.
  func forEachRef(of ref: Ref, _ visit: (Ref) -> Void) {
    var seen: Set<Ref> = [ref]
    var open = [ref]
    while let next = open.popLast() {
      visit(next)
      guard !next.isLeaf else { continue }
      for code in 0..<arities[level(next)] {
        let child = child(next, code)
        if seen.insert(child).inserted { open.append(child) }
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
