import TenureModel

/// Joins diagrams to what all completions of an open fact have in common.
struct CompletionJoiner {
  let space: Space
  let store: DiagramStore
  private let joined = RefTable()
  private var quantified: [FacetID: RefTable] = [:]

  init(space: Space, store: DiagramStore) {
    self.space = space
    self.store = store
  }

  /// What the classes of the node's own variable have in common.
  func join(_ ref: Ref, _ classes: [Int]) -> Ref {
    let parts = Set(classes.map { store.child(ref, $0).raw }).sorted().map { Ref(raw: $0) }
    return parts.dropFirst().reduce(parts[0], join)
  }

  /// What all values of a facet have in common, all of its variables together.
  mutating func joinAll(_ ref: Ref, of facet: FacetID) -> Ref {
    let last = space.levels[facet]?.last ?? -1
    let memo = quantified[facet] ?? RefTable()
    quantified[facet] = memo
    return joinAll(ref, facet, upTo: last, memo)
  }

  private func joinAll(_ ref: Ref, _ facet: FacetID, upTo last: Int, _ memo: RefTable) -> Ref {
    let level = store.level(ref)
    if level > last { return ref }
    if let known = memo[ref] { return known }
    let result: Ref
    if space.variables[level].facet == facet {
      let children = Set(store.runs(ref).map(\.child)).sorted().map { Ref(raw: $0) }
      let parts = children.map { joinAll($0, facet, upTo: last, memo) }
      result = parts.dropFirst().reduce(parts[0], join)
    } else {
      result = store.node(like: ref) { joinAll($0, facet, upTo: last, memo) }
    }
    memo[ref] = result
    return result
  }

  private func join(_ left: Ref, _ right: Ref) -> Ref {
    if left == right { return left }
    if let first = left.leaf, let second = right.leaf {
      let answer = RowAnswer(number: UInt32(first)).joined(
        with: RowAnswer(number: UInt32(second)))
      return Ref(leaf: Int(answer.number))
    }
    if store.isExhausted { return .no }
    let (low, high) = left.raw < right.raw ? (left, right) : (right, left)
    if let known = joined[low, high] { return known }
    let result = store.join(low, high) { join($0, $1) }
    joined[low, high] = result
    return result
  }
}
