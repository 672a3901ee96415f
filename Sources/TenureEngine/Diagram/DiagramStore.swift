/// A reference to a diagram: a node of a store, or a leaf.
///
/// Leaves are negative: leaf `t` is `-1 - t`. In one store equal references mean equal functions,
/// and different references different ones.
struct Ref: Sendable, Hashable {
  let raw: Int32

  init(raw: Int32) { self.raw = raw }

  /// The leaf of a number.
  init(leaf: Int) { raw = Int32(-1 - leaf) }

  /// The number of the leaf, or nil for a node.
  var leaf: Int? { raw < 0 ? Int(-1 - raw) : nil }

  var isLeaf: Bool { raw < 0 }

  /// The leaf 0, which stands for "no", "same" and "nothing".
  static let no = Ref(leaf: 0)
  /// The leaf 1, which stands for "yes".
  static let yes = Ref(leaf: 1)
}

/// A forest of ordered, reduced decision diagrams with many-valued nodes and numbered leaves.
///
///            action (level 0)                nodes are hash-consed: one node for each
///           ╱      │      ╲                  (level, children), and no node whose children
///      export   sell   others                are all the same. So a function of the classes
///         │        ╲    ╱                    has exactly one reference, and equality of
///      persons      leaf 0                   functions is equality of numbers.
///       ╱  ╲
///    leaf 1  leaf 0
///
/// Nodes lie in flat arrays: a level and a run of children each. What it is bad at: forgetting. A
/// store lives as long as the question that it was made for.
struct DiagramStore: Sendable {
  /// How many classes the variable of each level has.
  let arities: [Int]

  private(set) var nodeLevels: [Int32] = []
  private(set) var nodeChildren: [Int32] = []
  private(set) var children: [Int32] = []
  private var table: [Int32]
  private var mask: Int
  /// Results of the yes/no operations; a slot holds the last one that fell into it.
  var cache: [CachedOperation]

  /// An operation that was done, and what it came to.
  struct CachedOperation {
    var left: Int32
    var right: Int32
    var operation: Int32
    var result: Int32

    static let none = CachedOperation(left: 0, right: 0, operation: -1, result: 0)
  }

  /// How large the cache of operations may grow.
  static let cacheLimit = 1 << 20

  init(arities: [Int]) {
    self.arities = arities
    table = Array(repeating: -1, count: 256)
    mask = 255
    cache = Array(repeating: .none, count: 1 << 10)
  }

  /// The number of nodes that were ever made.
  var nodeCount: Int { nodeLevels.count }

  /// The level of a node; behind the last level for a leaf.
  func level(_ ref: Ref) -> Int {
    ref.raw < 0 ? arities.count : Int(nodeLevels[Int(ref.raw)])
  }

  /// The child of a node for a class.
  func child(_ ref: Ref, _ code: Int) -> Ref {
    Ref(raw: children[Int(nodeChildren[Int(ref.raw)]) + code])
  }

  /// The diagram that asks the variable of a level and goes on as the children say.
  ///
  /// Complexity: linear in the number of children.
  mutating func node(level: Int, _ refs: UnsafeMutableBufferPointer<Int32>) -> Ref {
    let first = refs[0]
    var isSame = true
    for raw in refs where raw != first { isSame = false }
    if isSame { return Ref(raw: first) }
    var slot = Self.hash(level, refs.count) { refs[$0] } & mask
    while table[slot] >= 0 {
      let candidate = Int(table[slot])
      if Int(nodeLevels[candidate]) == level, matches(candidate, refs) {
        return Ref(raw: Int32(candidate))
      }
      slot = (slot + 1) & mask
    }
    let number = Int32(nodeLevels.count)
    nodeLevels.append(Int32(level))
    nodeChildren.append(Int32(children.count))
    children.append(contentsOf: refs)
    table[slot] = number
    if nodeLevels.count * 2 > mask { grow() }
    return Ref(raw: number)
  }

  /// The diagram that asks the variable of a level, with each child worked out in turn.
  mutating func node(level: Int, _ child: (inout DiagramStore, Int) -> Ref) -> Ref {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: arities[level]) { refs in
      for code in 0..<arities[level] { refs[code] = child(&self, code).raw }
      return node(level: level, refs)
    }
  }

  private func matches(_ candidate: Int, _ refs: UnsafeMutableBufferPointer<Int32>) -> Bool {
    let start = Int(nodeChildren[candidate])
    for index in 0..<refs.count where children[start + index] != refs[index] { return false }
    return true
  }

  private static func hash(_ level: Int, _ count: Int, _ child: (Int) -> Int32) -> Int {
    var hash: UInt64 = UInt64(truncatingIfNeeded: level) &* 0x9E37_79B9_7F4A_7C15
    for index in 0..<count {
      hash = (hash ^ UInt64(UInt32(bitPattern: child(index)))) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF_FFFF_FFFF)
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    table = Array(repeating: -1, count: mask + 1)
    for node in nodeLevels.indices {
      let start = Int(nodeChildren[node])
      let level = Int(nodeLevels[node])
      var slot = Self.hash(level, arities[level]) { children[start + $0] } & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(node)
    }
    if cache.count < Self.cacheLimit {
      cache = Array(repeating: .none, count: cache.count * 2)
    }
  }
}
