/// Commits that wait for their turn, the latest first; of equal dates the one that came first.
struct CommitQueue {
  private var heap: [(node: CommitNode, turn: Int)] = []
  private var turns = 0

  mutating func insert(_ node: CommitNode) {
    turns += 1
    heap.append((node, turns))
    var index = heap.count - 1
    while index > 0, isBefore(heap[index], heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func popLatest() -> CommitNode? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first.node }
    heap[0] = last
    var index = 0
    while true {
      var best = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heap.count && isBefore(heap[child], heap[best]) {
        best = child
      }
      guard best != index else { return first.node }
      heap.swapAt(index, best)
      index = best
    }
  }

  private func isBefore(
    _ left: (node: CommitNode, turn: Int), _ right: (node: CommitNode, turn: Int)
  ) -> Bool {
    left.node.seconds == right.node.seconds
      ? left.turn < right.turn : left.node.seconds > right.node.seconds
  }
}
