extension DiagramStore {
  /// The diagram whose leaves are those of two diagrams joined.
  ///
  /// - Parameters:
  ///   - left: The first diagram.
  ///   - right: The second diagram.
  ///   - join: The leaf for two leaves.
  /// - Returns: The joined diagram.
  ///
  /// Complexity: at most the product of the two sizes.
  func combine(_ left: Ref, _ right: Ref, _ join: (Int, Int) -> Int) -> Ref {
    combine(left, right, join, RefTable())
  }

  private func combine(
    _ left: Ref, _ right: Ref, _ join: (Int, Int) -> Int, _ memo: RefTable
  ) -> Ref {
    if let first = left.leaf, let second = right.leaf { return Ref(leaf: join(first, second)) }
    if isExhausted { return .no }
    if let known = memo[left, right] { return known }
    let result = self.join(left, right) { combine($0, $1, join, memo) }
    keep(result, of: left, right, in: memo)
    return result
  }

  /// The diagram of where two diagrams lead to different leaves, numbered by their pairs.
  ///
  /// Leaf 0 is where they agree. Equal parts are passed over without a look.
  func difference(_ left: Ref, _ right: Ref, _ number: (Int, Int) -> Int) -> Ref {
    difference(left, right, number, RefTable())
  }

  private func difference(
    _ left: Ref, _ right: Ref, _ number: (Int, Int) -> Int, _ memo: RefTable
  ) -> Ref {
    if left == right { return .no }
    if let first = left.leaf, let second = right.leaf { return Ref(leaf: number(first, second)) }
    if isExhausted { return .no }
    if let known = memo[left, right] { return known }
    let result = join(left, right) { difference($0, $1, number, memo) }
    keep(result, of: left, right, in: memo)
    return result
  }

  /// Keeps what an operation on two diagrams came to; too many results are too much memory, too.
  func keep(_ result: Ref, of left: Ref, _ right: Ref, in memo: RefTable) {
    memo[left, right] = result
    if memo.count > nodeLimit { exhaust() }
  }

  /// The diagram with its leaves renumbered.
  func map(_ ref: Ref, _ transform: (Int) -> Int) -> Ref {
    isExhausted ? .no : map(ref, transform, RefTable())
  }

  private func map(_ ref: Ref, _ transform: (Int) -> Int, _ memo: RefTable) -> Ref {
    if let leaf = ref.leaf { return Ref(leaf: transform(leaf)) }
    if let known = memo[ref] { return known }
    let result = node(like: ref) { map($0, transform, memo) }
    memo[ref] = result
    return result
  }

  /// The diagram of a box.
  func diagram(of row: Row) -> Ref {
    var ref = Ref.yes
    for test in row.tests.reversed() {
      let below = ref
      ref = node(level: test.level) { test.classes[$0] ? below : .no }
    }
    return ref
  }

  /// The diagram of a formula.
  func diagram(of formula: Formula) -> Ref {
    switch formula {
    case .constant(let isTrue): return isTrue ? .yes : .no
    case .member(let level, let classes):
      return node(level: level) { classes[$0] ? .yes : .no }
    case .equal(let first, let second, let isEqual):
      if first == second { return isEqual ? .yes : .no }
      let top = min(first, second)
      let below = max(first, second)
      return node(level: top) { code in
        node(level: below) { ($0 == code) == isEqual ? .yes : .no }
      }
    case .all(let parts):
      if let row = Row(ofTests: parts) { return diagram(of: row) }
      // From the last level up: so most is put before what was made, and nothing is made twice.
      let refs = parts.map { diagram(of: $0) }.sorted { level($0) > level($1) }
      return refs.reduce(.yes) { and($1, $0) }
    case .any(let parts):
      return any(of: parts.map { diagram(of: $0) })
    }
  }

  /// The diagram where every variable keeps to a domain.
  ///
  /// Classes outside a domain follow the first class in it, so that a variable with one class left
  /// is gone from the diagram, and no leaf is reached that no class in the domains reaches.
  func confine(_ ref: Ref, to domains: [Bits], _ memo: RefTable) -> Ref {
    if ref.isLeaf { return ref }
    if let known = memo[ref] { return known }
    let level = level(ref)
    let result: Ref
    if level >= domains.count {
      result = ref
    } else {
      let domain = domains[level]
      let first = domain.first ?? 0
      let usual = confine(child(ref, first), to: domains, memo)
      result = node(level: level) { code in
        code == first || !domain[code]
          ? usual : confine(child(ref, code), to: domains, memo)
      }
    }
    memo[ref] = result
    return result
  }

  /// The diagram where the variable of a level has a class.
  func restrict(_ ref: Ref, level: Int, to code: Int) -> Ref {
    isExhausted ? .no : restrict(ref, level: level, to: code, RefTable())
  }

  private func restrict(_ ref: Ref, level target: Int, to code: Int, _ memo: RefTable) -> Ref {
    let level = level(ref)
    if level > target { return ref }
    if level == target { return child(ref, code) }
    if let known = memo[ref] { return known }
    let result = node(like: ref) { restrict($0, level: target, to: code, memo) }
    memo[ref] = result
    return result
  }

  /// The leaf of a diagram that a class for each level leads to.
  func leaf(of ref: Ref, at codes: [Int]) -> Int {
    var next = ref
    while true {
      if let leaf = next.leaf { return leaf }
      next = child(next, codes[level(next)])
    }
  }

  /// The nodes of a diagram, each before its children.
  func nodes(of ref: Ref) -> [Ref] { nodes(of: [ref]) }

  /// The nodes of some diagrams, each once and before its children.
  func nodes(of refs: [Ref]) -> [Ref] {
    var found: [Ref] = []
    let seen = RefTable()
    for ref in refs { visit(ref, seen, &found) }
    return found.reversed()
  }

  /// Visits the nodes under a reference that were not seen, children first.
  private func visit(_ ref: Ref, _ seen: RefTable, _ found: inout [Ref]) {
    if ref.isLeaf || seen[ref] != nil { return }
    seen[ref] = ref
    for run in runs(ref) { visit(Ref(raw: run.child), seen, &found) }
    found.append(ref)
  }

  /// The leaves that a diagram leads to.
  func leaves(of ref: Ref) -> Set<Int> {
    if let leaf = ref.leaf { return [leaf] }
    var leaves: Set<Int32> = []
    for node in nodes(of: ref) {
      for run in runs(node) where run.child < 0 { leaves.insert(run.child) }
    }
    return Set(leaves.map { Int(-1 - $0) })
  }

  /// The levels on which a diagram depends.
  func support(of ref: Ref) -> Set<Int> { Set(nodes(of: ref).map(level)) }
}
