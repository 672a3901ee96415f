/// The ways from each node of a diagram to each of its leaves, weighed by cases, in one kind of
/// number.
///
///     node      leaf 0   leaf 2   leaf 3        a row for each node, in the order of `nodes`,
///       0          12        4        0         each before its children
///       1           6        0        2
///
/// Complexity: linear in the number of edges, times the leaves.
struct LeafWays<Number: CaseNumber> {
  /// The leaves that the diagram leads to, ascending.
  let leaves: [Int]
  /// Its nodes, each before its children.
  let nodes: [Ref]

  private let places = RefTable()
  private var ways: [Number]

  /// Counts the ways of all nodes from a level on; those above are left out.
  init(
    _ root: Ref, from first: Int, _ weights: inout LevelWeights<Number>, in store: DiagramStore
  ) {
    nodes = root.isLeaf ? [] : store.nodes(of: root)
    leaves = store.leaves(of: root).sorted()
    for (place, node) in nodes.enumerated() { places[node] = Ref(raw: Int32(place)) }
    ways = Array(repeating: 0, count: nodes.count * leaves.count)
    for (place, node) in nodes.enumerated().reversed() {
      let level = store.level(node)
      guard level >= first else { continue }
      var start = 0
      for run in store.runs(node) {
        let child = Ref(raw: run.child)
        let end = min(store.level(child), weights.levelCount)
        let factor =
          weights.cases(level, start..<Int(run.end)) * weights.product(level + 1, end)
        start = Int(run.end)
        add(child, times: factor, to: place)
      }
    }
  }

  private mutating func add(_ child: Ref, times factor: Number, to place: Int) {
    let row = place * leaves.count
    if let leaf = child.leaf {
      ways[row + column(of: leaf)] += factor
      return
    }
    guard let below = places[child] else { return }
    let other = Int(below.raw) * leaves.count
    for column in leaves.indices where ways[other + column] != 0 {
      ways[row + column] += factor * ways[other + column]
    }
  }

  private func column(of leaf: Int) -> Int { leaves.firstIndex(of: leaf) ?? 0 }

  /// Adds the ways from a node or leaf to sums by leaf, in the order of `leaves`.
  func add(_ ref: Ref, times factor: Number, to sums: inout [Number]) {
    if let leaf = ref.leaf {
      sums[column(of: leaf)] += factor
      return
    }
    guard let place = places[ref] else { return }
    let row = Int(place.raw) * leaves.count
    for column in leaves.indices where ways[row + column] != 0 {
      sums[column] += factor * ways[row + column]
    }
  }
}

extension LevelWeights {
  /// For some classes of the axes the cases of each leaf, by a key that is the sum of the places of
  /// the classes; where an axis is passed over, its place is none.
  ///
  /// - Parameters:
  ///   - root: The diagram.
  ///   - axes: For each level of an axis what its first class adds to a key, the second twice that.
  ///   - store: Where the diagram is.
  /// - Returns: The leaves, and for each key the cases of each of these.
  mutating func cells(
    _ root: Ref, axes: [Int: Int], in store: DiagramStore
  ) -> (leaves: [Int], counts: [Int: [Number]]) {
    let first = (axes.keys.max() ?? -1) + 1
    let ways = LeafWays(root, from: first, &self, in: store)
    let none = [Number](repeating: 0, count: ways.leaves.count)
    var cells: [Int: [Number]] = [:]
    // What reaches a node, by key, until it is handed on.
    var reached: [Ref: [Int: Number]] = [
      root: [0: product(0, min(store.level(root), levelCount))]
    ]
    for node in ways.nodes where store.level(node) < first {
      let level = store.level(node)
      let arrivals = reached.removeValue(forKey: node) ?? [:]
      var start = 0
      for run in store.runs(node) {
        let child = Ref(raw: run.child)
        let gap = product(level + 1, min(store.level(child), levelCount))
        let codes = start..<Int(run.end)
        start = codes.upperBound
        if let place = axes[level] {
          for code in codes {
            for (key, count) in arrivals {
              reached[child, default: [:]][key + place * (code + 1), default: 0] += count * gap
            }
          }
        } else {
          let factor = cases(level, codes) * gap
          for (key, count) in arrivals {
            reached[child, default: [:]][key, default: 0] += count * factor
          }
        }
      }
    }
    for (ref, arrivals) in reached {
      for (key, count) in arrivals {
        ways.add(ref, times: count, to: &cells[key, default: none])
      }
    }
    return (ways.leaves, cells)
  }

  /// The cases of each leaf, in all and past the nodes of some yes/no levels: with class 0, and
  /// with class 1 per case of that class.
  mutating func passing(
    _ levels: [Int], _ root: Ref, in store: DiagramStore
  ) -> (leaves: [Int], all: [Number], without: [[Number]], with: [[Number]]) {
    let ways = LeafWays(root, from: 0, &self, in: store)
    let none = [Number](repeating: 0, count: ways.leaves.count)
    var all = none
    var without = levels.map { _ in none }
    var with = without
    let top = product(0, min(store.level(root), levelCount))
    ways.add(root, times: top, to: &all)
    let last = levels.max() ?? -1
    var reached = [root: top]
    for node in ways.nodes where store.level(node) <= last {
      let level = store.level(node)
      let count = reached.removeValue(forKey: node) ?? 0
      var start = 0
      for run in store.runs(node) {
        let child = Ref(raw: run.child)
        let gap = count * product(level + 1, min(store.level(child), levelCount))
        reached[child, default: 0] += gap * cases(level, start..<Int(run.end))
        start = Int(run.end)
      }
      guard let place = levels.firstIndex(of: level) else { continue }
      for code in 0..<2 {
        let child = store.child(node, code)
        let factor = count * product(level + 1, min(store.level(child), levelCount))
        if code == 0 {
          ways.add(child, times: factor, to: &without[place])
        } else {
          ways.add(child, times: factor, to: &with[place])
        }
      }
    }
    return (ways.leaves, all, without, with)
  }
}
