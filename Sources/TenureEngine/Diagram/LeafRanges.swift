/// The least and the largest leaf to which each node of a diagram leads.
///
/// Where one leaf of a diagram that tells very many apart is sought, most of it need not be looked
/// at: leaves are numbered in the order in which they are found, so what lies together is alike.
struct LeafRanges {
  private let store: DiagramStore
  /// By the number of a node its least leaf and its largest, plus 1; 0 where nobody has asked.
  private var known: [(least: Int32, end: Int32)] = []

  init(in store: DiagramStore) { self.store = store }

  /// The yes/no diagram of where a diagram leads to a leaf.
  mutating func cases(of leaf: Int, in ref: Ref) -> Ref { cases(of: leaf, in: ref, RefTable()) }

  private mutating func cases(of leaf: Int, in ref: Ref, _ memo: RefTable) -> Ref {
    guard range(of: ref).contains(leaf) else { return .no }
    if ref.isLeaf { return .yes }
    if let known = memo[ref] { return known }
    let result = store.node(like: ref) { cases(of: leaf, in: $0, memo) }
    memo[ref] = result
    return result
  }

  private mutating func range(of ref: Ref) -> ClosedRange<Int> {
    if let leaf = ref.leaf { return leaf...leaf }
    let number = Int(ref.raw)
    if number >= known.count {
      known += Array(repeating: (0, 0), count: store.nodeCount - known.count)
    }
    if known[number].end > 0 { return Int(known[number].least)...Int(known[number].end) - 1 }
    var least = Int.max
    var largest = 0
    for run in store.runs(ref) {
      let below = range(of: Ref(raw: run.child))
      least = min(least, below.lowerBound)
      largest = max(largest, below.upperBound)
    }
    known[number] = (Int32(least), Int32(largest + 1))
    return least...largest
  }
}
