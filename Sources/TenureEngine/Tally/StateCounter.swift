import BigInt

/// Counts, for each state that a walk meets, the cases below it that lead to each leaf, in place of
/// a diagram of them.
///
///     state      first level   leaf 0   leaf 2   leaf 3
///       0             4           12        4        0
///       1             6            6        0        2       a row for each state
///
/// A diagram would be made only to be counted: node by node, each to be told from all others. The
/// facets that the counts are told apart by are the first levels. Of these, the states keep which
/// classes lead where, and the cases of a class count as one.
///
/// Complexity: the leaves, for each run of classes of each state.
final class StateCounter {
  /// The counts of some classes of the axes, by leaf; a nil stands for all classes of an axis.
  typealias Cell = (codes: [Int?], counts: [UInt128])

  private let axisCount: Int
  private let leafCount: Int
  private var weights: LevelWeights<UInt128>
  private var levels = FlatArray<Int32>(capacity: 1024)
  private var ways: FlatArray<UInt128>
  /// Where the classes of the axes lead, for those states that ask an axis.
  private var axisRuns: [Int: [(end: Int, child: Ref)]] = [:]

  /// - Parameters:
  ///   - axisCount: How many of the first levels the counts are told apart by.
  ///   - leafCount: The number that all leaves are below.
  ///   - weights: The cases of every level that is counted.
  init(axisCount: Int, leafCount: Int, weights: LevelWeights<UInt128>) {
    self.axisCount = axisCount
    self.leafCount = leafCount
    self.weights = weights
    ways = FlatArray(capacity: 1024 * leafCount)
  }

  deinit {
    levels.free()
    ways.free()
  }

  /// The number of a new state that asks the variable of a level.
  func begin(_ level: Int) -> Int {
    let number = levels.count
    levels.append(Int32(truncatingIfNeeded: level))
    ways.reserve(leafCount)
    (ways.base + ways.count).initialize(repeating: 0, count: leafCount)
    ways.extend(by: leafCount)
    return number
  }

  /// Adds where some classes of a state lead: to another state, or a leaf.
  func add(_ classes: Range<Int>, leadingTo child: Ref, to state: Int) {
    let level = Int(levels[state])
    guard level >= axisCount else {
      axisRuns[state, default: []].append((classes.upperBound, child))
      return
    }
    let factor = weights.cases(level, classes) &* weights.product(level + 1, self.level(of: child))
    let own = ways.base + state * leafCount
    if let leaf = child.leaf {
      own[leaf] &+= factor
      return
    }
    let other = ways.base + Int(child.raw) * leafCount
    for leaf in 0..<leafCount where other[leaf] != 0 { own[leaf] &+= factor &* other[leaf] }
  }

  /// The first level that a state asks; behind the last for a leaf.
  private func level(of ref: Ref) -> Int {
    ref.isLeaf ? weights.levelCount : Int(levels[Int(ref.raw)])
  }

  /// The counts behind a state or a leaf, for all classes of the axes.
  func cells(from root: Ref) -> [Cell] {
    var cells: [Cell] = []
    collect(root, [], &cells)
    return cells
  }

  private func collect(_ ref: Ref, _ above: [Int?], _ cells: inout [Cell]) {
    let level = level(of: ref)
    // Axes that are passed over tell nothing apart.
    let codes = above + Array(repeating: nil, count: min(level, axisCount) - above.count)
    if level < axisCount {
      var start = 0
      for run in axisRuns[Int(ref.raw)] ?? [] {
        for code in start..<run.end { collect(run.child, codes + [code], &cells) }
        start = run.end
      }
      return
    }
    let factor = weights.product(axisCount, level)
    let counts = (0..<leafCount).map { leaf -> UInt128 in
      if let own = ref.leaf { return leaf == own ? factor : 0 }
      return ways[Int(ref.raw) * leafCount + leaf] &* factor
    }
    cells.append((codes, counts))
  }
}
