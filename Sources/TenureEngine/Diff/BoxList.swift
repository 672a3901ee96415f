/// The boxes of a diagram's paths to a leaf, merged until no two of them make one.
struct BoxList {
  /// The most boxes that are merged; beyond, the paths are taken as they come.
  static let mergeLimit = 20_000

  private(set) var rows: [[Int: Bits]] = []

  /// The paths that lead to a leaf; disjoint, and at most `limit`.
  init(_ ref: Ref, to leaf: Int, in store: DiagramStore, limit: Int = .max) {
    var reach: [Ref: Bool] = [:]
    collect(ref, Ref(leaf: leaf), store, limit, [:], &reach)
    if rows.count <= Self.mergeLimit { merge(store.arities) }
  }

  private mutating func collect(
    _ ref: Ref, _ leaf: Ref, _ store: DiagramStore, _ limit: Int, _ row: [Int: Bits],
    _ reach: inout [Ref: Bool]
  ) {
    if rows.count >= limit { return }
    if ref.isLeaf {
      if ref == leaf { rows.append(row) }
      return
    }
    guard Self.reaches(ref, leaf, store, &reach) else { return }
    let level = store.level(ref)
    var groups: [(child: Ref, classes: Bits)] = []
    for code in 0..<store.arities[level] {
      let child = store.child(ref, code)
      guard Self.reaches(child, leaf, store, &reach) else { continue }
      if let known = groups.firstIndex(where: { $0.child == child }) {
        groups[known].classes.insert(code)
      } else {
        var classes = Bits(count: store.arities[level])
        classes.insert(code)
        groups.append((child, classes))
      }
    }
    for group in groups {
      var below = row
      below[level] = group.classes
      collect(group.child, leaf, store, limit, below, &reach)
    }
  }

  private static func reaches(
    _ ref: Ref, _ leaf: Ref, _ store: DiagramStore, _ memo: inout [Ref: Bool]
  ) -> Bool {
    if ref.isLeaf { return ref == leaf }
    if let known = memo[ref] { return known }
    let level = store.level(ref)
    var result = false
    for code in 0..<store.arities[level] where !result {
      result = reaches(store.child(ref, code), leaf, store, &memo)
    }
    memo[ref] = result
    return result
  }

  /// Joins boxes that differ in one variable only, over and over.
  private mutating func merge(_ arities: [Int]) {
    var levels = Set(rows.flatMap(\.keys)).sorted()
    while !levels.isEmpty, rows.count > 1 {
      let before = rows.count
      for level in levels.reversed() { merge(along: level, arity: arities[level]) }
      if rows.count == before { return }
      levels = Set(rows.flatMap(\.keys)).sorted()
    }
  }

  private mutating func merge(along level: Int, arity: Int) {
    var positions: [[Int: Bits]: Int] = [:]
    var merged: [(rest: [Int: Bits], classes: Bits)] = []
    var untouched: [[Int: Bits]] = []
    for row in rows {
      guard let classes = row[level] else {
        untouched.append(row)
        continue
      }
      var rest = row
      rest[level] = nil
      if let position = positions[rest] {
        merged[position].classes.formUnion(classes)
      } else {
        positions[rest] = merged.count
        merged.append((rest, classes))
      }
    }
    rows =
      untouched
      + merged.map { rest, classes in
        var row = rest
        row[level] = classes.count == arity ? nil : classes
        return row
      }
  }
}
