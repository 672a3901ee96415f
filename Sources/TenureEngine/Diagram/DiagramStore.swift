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
struct DiagramStore {
  /// How many classes the variable of each level has.
  let arities: [Int]

  private(set) var nodeLevels: [Int32] = []
  private(set) var nodeChildren: [Int32] = []
  private(set) var children: [Int32] = []
  private var table: [Int32]
  private var mask: Int

  init(arities: [Int]) {
    self.arities = arities
    table = Array(repeating: -1, count: 256)
    mask = 255
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
  mutating func node(level: Int, _ refs: UnsafeBufferPointer<Int32>) -> Ref {
    let first = refs[0]
    var isSame = true
    var hash: UInt64 = UInt64(truncatingIfNeeded: level) &* 0x9E37_79B9_7F4A_7C15
    for raw in refs {
      if raw != first { isSame = false }
      hash = (hash ^ UInt64(truncatingIfNeeded: raw)) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    if isSame { return Ref(raw: first) }
    var slot = Int(truncatingIfNeeded: hash) & mask
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

  /// The same, from an array.
  mutating func node(level: Int, _ refs: [Ref]) -> Ref {
    let raws = refs.map(\.raw)
    return raws.withUnsafeBufferPointer { node(level: level, $0) }
  }

  private func matches(_ candidate: Int, _ refs: UnsafeBufferPointer<Int32>) -> Bool {
    let start = Int(nodeChildren[candidate])
    for index in 0..<refs.count where children[start + index] != refs[index] { return false }
    return true
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    table = Array(repeating: -1, count: mask + 1)
    for node in nodeLevels.indices {
      var hash: UInt64 =
        UInt64(truncatingIfNeeded: Int(nodeLevels[node])) &* 0x9E37_79B9_7F4A_7C15
      let start = Int(nodeChildren[node])
      for index in start..<start + arities[Int(nodeLevels[node])] {
        hash = (hash ^ UInt64(truncatingIfNeeded: children[index])) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
      }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(node)
    }
  }
}
