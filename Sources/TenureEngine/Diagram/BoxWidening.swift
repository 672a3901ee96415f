/// Widens a box on which a diagram leads to one leaf, as far as it goes.
///
///     frontier   the nodes that the box reaches at a level, once the levels above are as wide as
///                they get: a class is added where it leads all of them to the leaf
///
/// What is below a level does not change while the level is widened. So whether a node leads to the
/// leaf is worked out once, and each node that the box reaches is looked at once.
struct BoxWidening {
  /// The classes of each level; nil where all are in it.
  var box: [Bits?]
  private let store: DiagramStore
  private let leaf: Ref
  /// Whether what lies in the box below a node leads to the leaf: yes or no.
  private let known = RefTable()

  init(to leaf: Int, in store: DiagramStore) {
    self.store = store
    self.leaf = Ref(leaf: leaf)
    box = Array(repeating: nil, count: store.arities.count)
  }

  /// Whether all that lies in the box below a node leads to the leaf.
  ///
  /// - Precondition: the box must not change any more at the node's level and below, but by
  ///   `widen`.
  func leads(_ ref: Ref) -> Bool {
    if ref.isLeaf { return ref == leaf }
    if let known = known[ref] { return known == .yes }
    let classes = box[store.level(ref)]
    var start = 0
    var isLeading = true
    for run in store.runs(ref) where isLeading {
      let codes = start..<Int(run.end)
      start = codes.upperBound
      if let classes, !codes.contains(where: { classes[$0] }) { continue }
      isLeading = leads(Ref(raw: run.child))
    }
    known[ref] = isLeading ? .yes : .no
    return isLeading
  }

  /// Widens the box level by level, from the first on, and returns the classes of the levels that
  /// it constrains then.
  ///
  /// Complexity: linear in the edges of the nodes that the box reaches.
  mutating func widen(from root: Ref) -> [Int: Bits] {
    var frontier = Array(repeating: [Ref](), count: store.arities.count)
    let seen = RefTable()
    func reach(_ ref: Ref) {
      if ref.isLeaf || seen[ref] != nil { return }
      seen[ref] = .yes
      frontier[store.level(ref)].append(ref)
    }
    reach(root)
    var found: [Int: Bits] = [:]
    for level in frontier.indices {
      let nodes = frontier[level]
      frontier[level] = []
      if var classes = box[level] {
        for code in 0..<store.arities[level] where !classes[code] {
          if nodes.allSatisfy({ leads(store.child($0, code)) }) { classes.insert(code) }
        }
        box[level] = classes
        if classes.count < store.arities[level] { found[level] = classes }
      }
      let classes = box[level]
      for node in nodes {
        var start = 0
        for run in store.runs(node) {
          let codes = start..<Int(run.end)
          start = codes.upperBound
          if let classes, !codes.contains(where: { classes[$0] }) { continue }
          reach(Ref(raw: run.child))
        }
      }
    }
    return found
  }
}
