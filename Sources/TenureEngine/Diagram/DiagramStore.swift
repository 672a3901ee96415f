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
/// A node is a level and *runs*: neighbouring classes that go on alike are held once, by the class
/// behind the last of them and the child. A term's leaves are neighbours, and so are the intervals
/// of a range; so a test on a facet of thousands of classes is a node of three runs.
///
/// Everything lies in flat memory of the store's own. What it is bad at: forgetting. A store lives
/// as long as the question that it was made for.
final class DiagramStore {
  /// A node, with its runs' place among all runs.
  struct Node {
    var level: Int32
    var count: Int32
    var first: UInt32
    var hash: UInt32

    /// Where its runs begin; in 16 bytes four nodes share what memory is read at once.
    @inline(__always) var start: Int { Int(first) }
  }

  /// Neighbouring classes with one child, up to the class at `end`, without it.
  struct Run: Equatable {
    var end: Int32
    var child: Int32
  }

  /// An operation that was done, and what it came to; 0 is none.
  struct CachedOperation {
    var left: Int32
    var right: Int32
    var operation: Int32
    var result: Int32
  }

  /// Everything that changes; behind a pointer of its own, because it is read in every inner loop.
  struct State {
    var nodes = FlatArray<Node>(capacity: 128)
    var runs = FlatArray<Run>(capacity: 512)
    /// The runs of nodes that are being worked out, one behind the other.
    var pending = FlatArray<Run>(capacity: 256)
    var table: UnsafeMutablePointer<Int32>
    var mask: Int
    /// Results of the yes/no operations; a slot holds the last one that fell into it.
    var cache: UnsafeMutablePointer<CachedOperation>
    var cacheMask: Int
    var cacheUses = 0
    var isExhausted = false
  }

  /// How many classes the variable of each level has.
  let arities: [Int]
  /// The most nodes that it may hold; memos of an operation may hold as many results.
  let nodeLimit: Int
  /// The most yes/no operations that are worked out, however few nodes they make.
  let operationLimit: Int
  let state: UnsafeMutablePointer<State>

  /// How large the cache of operations may grow.
  static let cacheLimit = 1 << 20
  /// How many operations may be worked out for each node that it may hold.
  ///
  /// Diagrams far larger than the cache drive one another's results out of it, and nothing would
  /// end; what is not made to do so takes two or three.
  private static let operationsPerNode = 64

  /// Creates a store without nodes.
  ///
  /// - Parameters:
  ///   - arities: How many classes the variable of each level has.
  ///   - nodeLimit: The most nodes. When they are used up, the store is exhausted.
  init(arities: [Int], nodeLimit: Int = .max) {
    self.arities = arities
    self.nodeLimit = nodeLimit
    let product = nodeLimit.multipliedReportingOverflow(by: Self.operationsPerNode)
    operationLimit = product.overflow ? .max : product.partialValue
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        table: Self.emptyTable(256), mask: 255, cache: Self.emptyCache(256), cacheMask: 255))
  }

  deinit {
    state.pointee.nodes.free()
    state.pointee.runs.free()
    state.pointee.pending.free()
    state.pointee.table.deallocate()
    state.pointee.cache.deallocate()
    state.deallocate()
  }

  /// The number of nodes that were ever made.
  var nodeCount: Int { state.pointee.nodes.count }

  /// Whether more nodes were wanted than the limit allows.
  ///
  /// From then on operations end at once, and what they return means nothing. So work that may need
  /// too much is stopped from within, and whoever began it asks here before using the result.
  var isExhausted: Bool { state.pointee.isExhausted }

  /// Stops all work, because it needs too much.
  func exhaust() { state.pointee.isExhausted = true }

  /// The level of a node; behind the last level for a leaf.
  @inline(__always) func level(_ ref: Ref) -> Int {
    ref.raw < 0 ? arities.count : Int(state.pointee.nodes[Int(ref.raw)].level)
  }

  /// The runs of a node; valid until the next node is made.
  @inline(__always) func runs(_ ref: Ref) -> UnsafeBufferPointer<Run> {
    let node = state.pointee.nodes[Int(ref.raw)]
    return UnsafeBufferPointer(start: state.pointee.runs.base + node.start, count: Int(node.count))
  }

  /// A run of a node.
  @inline(__always) func run(_ ref: Ref, _ index: Int) -> Run {
    state.pointee.runs[state.pointee.nodes[Int(ref.raw)].start + index]
  }

  /// The child of a node for a class.
  ///
  /// Complexity: logarithmic in the number of runs.
  @inline(__always) func child(_ ref: Ref, _ code: Int) -> Ref {
    Ref(raw: runHolding(ref, code).child)
  }

  /// The run of a node in which a class lies.
  @inline(__always) func runHolding(_ ref: Ref, _ code: Int) -> Run {
    Self.run(
      of: state.pointee.nodes[Int(ref.raw)], holding: code, state.pointee.runs.base)
  }

  /// The run of a node in which a class lies, among all runs.
  @inline(__always)
  static func run(of node: Node, holding code: Int, _ runs: UnsafeMutablePointer<Run>) -> Run {
    var run = runs + node.start
    var count = Int(node.count)
    while count > 8 {
      let half = count / 2
      if Int(run[half - 1].end) <= code { run += half }
      count -= half
    }
    while Int(run.pointee.end) <= code { run += 1 }
    return run.pointee
  }

  /// Where the runs of a node that is to be made begin.
  @inline(__always) func begin() -> Int { state.pointee.pending.count }

  /// Adds a run to the node that was begun at `base`; all classes up to `end` lead to the child.
  @inline(__always) func push(_ end: Int, _ child: Ref, since base: Int) {
    let count = state.pointee.pending.count
    if count > base, state.pointee.pending[count - 1].child == child.raw {
      state.pointee.pending.base[count - 1].end = Int32(truncatingIfNeeded: end)
    } else {
      state.pointee.pending.append(Run(end: Int32(truncatingIfNeeded: end), child: child.raw))
    }
  }

  /// The diagram that asks the variable of a level and goes on as the runs since `base` say.
  ///
  /// Complexity: linear in the number of runs.
  func finish(level: Int, since base: Int) -> Ref {
    let count = state.pointee.pending.count - base
    let pushed = state.pointee.pending.base + base
    state.pointee.pending.shrink(to: base)
    if count == 1 { return Ref(raw: pushed[0].child) }
    var hash = UInt64(truncatingIfNeeded: level) &* 0x9E37_79B9_7F4A_7C15
    for index in 0..<count {
      let word =
        UInt64(UInt32(bitPattern: pushed[index].end)) << 32
        | UInt64(UInt32(bitPattern: pushed[index].child))
      hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    let short = UInt32(truncatingIfNeeded: hash)
    var slot = Int(short) & state.pointee.mask
    while state.pointee.table[slot] >= 0 {
      let candidate = Int(state.pointee.table[slot])
      if isNode(candidate, short, level, pushed, count) { return Ref(raw: Int32(candidate)) }
      slot = (slot + 1) & state.pointee.mask
    }
    let number = state.pointee.nodes.count
    guard number < nodeLimit, let first = UInt32(exactly: state.pointee.runs.count) else {
      exhaust()
      return .no
    }
    state.pointee.nodes.append(
      Node(
        level: Int32(level), count: Int32(count), first: first, hash: short))
    for index in 0..<count { state.pointee.runs.append(pushed[index]) }
    state.pointee.table[slot] = Int32(number)
    if number * 2 > state.pointee.mask { growTable() }
    return Ref(raw: Int32(number))
  }

  /// The diagram that asks the variable of a level, with each child worked out in turn.
  func node(level: Int, _ child: (Int) -> Ref) -> Ref {
    let base = begin()
    for code in 0..<arities[level] { push(code + 1, child(code), since: base) }
    return finish(level: level, since: base)
  }

  /// The diagram that asks what a node asks, with another child in the place of each.
  @inline(__always) func node(like ref: Ref, _ child: (Ref) -> Ref) -> Ref {
    let base = begin()
    let node = state.pointee.nodes[Int(ref.raw)]
    for index in node.start..<node.start + Int(node.count) {
      let run = state.pointee.runs[index]
      push(Int(run.end), child(Ref(raw: run.child)), since: base)
    }
    return finish(level: Int(node.level), since: base)
  }

  private func isNode(
    _ candidate: Int, _ hash: UInt32, _ level: Int, _ runs: UnsafePointer<Run>, _ count: Int
  ) -> Bool {
    let node = state.pointee.nodes[candidate]
    guard node.hash == hash, Int(node.level) == level, Int(node.count) == count else {
      return false
    }
    let own = state.pointee.runs.base + node.start
    for index in 0..<count where own[index] != runs[index] { return false }
    return true
  }

  private func growTable() {
    state.pointee.table.deallocate()
    let mask = state.pointee.mask * 2 + 1
    let table = Self.emptyTable(mask + 1)
    for number in 0..<state.pointee.nodes.count {
      var slot = Int(state.pointee.nodes[number].hash) & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(number)
    }
    state.pointee.table = table
    state.pointee.mask = mask
  }

  private static func emptyTable(_ count: Int) -> UnsafeMutablePointer<Int32> {
    let table = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    table.initialize(repeating: -1, count: count)
    return table
  }

  static func emptyCache(_ count: Int) -> UnsafeMutablePointer<CachedOperation> {
    let cache = UnsafeMutablePointer<CachedOperation>.allocate(capacity: count)
    cache.initialize(
      repeating: CachedOperation(left: 0, right: 0, operation: 0, result: 0), count: count)
    return cache
  }
}
