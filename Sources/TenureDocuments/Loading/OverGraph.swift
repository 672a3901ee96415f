/// Which clause is over which, to find circles.
///
/// Clauses of which each is over each other, if only by way of others, are one *knot*, however many
/// circles run through it: one is shown.
struct OverGraph {
  /// The clauses, by their ids.
  private let ids: [String]
  /// For each the numbers of those that it is over.
  private let over: [[Int]]

  init(_ over: [String: [String]]) {
    ids = over.keys.sorted()
    var numbers: [String: Int] = [:]
    for (number, id) in ids.enumerated() { numbers[id] = number }
    // A clause that is over none is in no circle.
    self.over = ids.map { id in (over[id] ?? []).compactMap { numbers[$0] } }
  }

  /// For each knot a shortest circle from its first clause, both in the order of ids; at most so
  /// many.
  ///
  /// Complexity: linear in the clauses and what they are over.
  func circles(atMost limit: Int) -> [[String]] {
    var knots = KnotSearch(over)
    let knotOf = knots.knots()
    var isDone = Array(repeating: false, count: ids.count)
    var circles: [[String]] = []
    for start in ids.indices where !isDone[knotOf[start]] && circles.count < limit {
      isDone[knotOf[start]] = true
      if let circle = circle(from: start, knotOf) { circles.append(circle.map { ids[$0] }) }
    }
    return circles
  }

  /// A shortest way from a clause back to itself; nil if there is none.
  private func circle(from start: Int, _ knotOf: [Int]) -> [Int]? {
    var reachedFrom: [Int: Int] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let clause = queue[next]
      next += 1
      for other in over[clause] where knotOf[other] == knotOf[start] {
        if other == start {
          var circle = [clause]
          while let last = circle.last, last != start, let before = reachedFrom[last] {
            circle.append(before)
          }
          return circle.reversed()
        }
        if reachedFrom[other] == nil {
          reachedFrom[other] = clause
          queue.append(other)
        }
      }
    }
    return nil
  }
}

/// Finds the strongly connected parts of a graph.
///
/// The way is Tarjan's, "Depth-first search and linear graph algorithms", SIAM Journal on
/// Computing 1 (1972), without recursion: a chain of 10,000 clauses must not cost the stack.
private struct KnotSearch {
  private let edges: [[Int]]
  /// When each was reached, from 0; -1 before.
  private var order: [Int]
  /// The earliest that is known to be reached from it and not to be done.
  private var lowest: [Int]
  /// The part of each; -1 while it is not done.
  private var part: [Int]
  private var reached = 0
  private var partCount = 0
  private var waiting: [Int] = []

  init(_ edges: [[Int]]) {
    self.edges = edges
    order = edges.map { _ in -1 }
    lowest = order
    part = order
  }

  /// The number of the part of each node; to be asked for once.
  mutating func knots() -> [Int] {
    for node in edges.indices where order[node] < 0 { visit(node) }
    return part
  }

  private mutating func visit(_ start: Int) {
    var path: [(node: Int, next: Int)] = []
    func enter(_ node: Int, _ search: inout KnotSearch) {
      search.order[node] = search.reached
      search.lowest[node] = search.reached
      search.reached += 1
      search.waiting.append(node)
      path.append((node, 0))
    }
    enter(start, &self)
    while let (node, next) = path.last {
      if next < edges[node].count {
        path[path.count - 1].next += 1
        let other = edges[node][next]
        if order[other] < 0 {
          enter(other, &self)
        } else if part[other] < 0 {
          lowest[node] = min(lowest[node], order[other])
        }
        continue
      }
      path.removeLast()
      if let above = path.last?.node { lowest[above] = min(lowest[above], lowest[node]) }
      if lowest[node] == order[node] { close(node) }
    }
  }

  /// Makes a part of all that waits since a node was reached.
  private mutating func close(_ node: Int) {
    while let last = waiting.popLast() {
      part[last] = partCount
      if last == node { break }
    }
    partCount += 1
  }
}
