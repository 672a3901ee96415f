/// Puts items that guards test in an order in which few guards are open at a time: begun and not
/// yet finished.
///
/// The next item is always one after which the fewest are; of several, the one that most guards
/// test, of these the first.
///
/// Complexity: the number of tests, times its logarithm.
struct LeastOpenOrder {
  /// An item that may come next; it stands for nothing when its number of opened guards changed.
  private struct Candidate: Comparable {
    let opened: Int
    let tests: Int
    let item: Int

    static func < (left: Candidate, right: Candidate) -> Bool {
      (left.opened, -left.tests, left.item) < (right.opened, -right.tests, right.item)
    }
  }

  /// For each item the guards that test it.
  private let testing: [[Int]]
  /// For each guard the items that it tests.
  private var tested: [[Int]]
  private var begun: [Bool]
  /// How many of the items that are left each guard tests.
  private var uses: [Int]
  /// How many more guards are open behind an item than before it.
  private var opened: [Int]
  private var isTaken: [Bool]
  private var heap: [Candidate] = []

  /// - Parameters:
  ///   - testing: For each item the guards that test it, each once.
  ///   - begun: For each guard whether something before all items begins it.
  init(testing: [[Int]], begun: [Bool]) {
    self.testing = testing
    self.begun = begun
    tested = begun.map { _ in [] }
    for (item, guards) in testing.enumerated() {
      for number in guards { tested[number].append(item) }
    }
    uses = tested.map(\.count)
    opened = testing.map { _ in 0 }
    isTaken = testing.map { _ in false }
  }

  /// The items in order; to be asked for once.
  mutating func sequence() -> [Int] {
    for item in testing.indices {
      opened[item] = testing[item].reduce(0) { $0 + step(of: $1) }
      push(item)
    }
    var order: [Int] = []
    order.reserveCapacity(testing.count)
    while let next = popLeast() {
      if isTaken[next.item] || opened[next.item] != next.opened { continue }
      isTaken[next.item] = true
      order.append(next.item)
      for number in testing[next.item] { use(number) }
    }
    return order
  }

  /// What taking an item that a guard tests does to the number of open ones, by that guard.
  private func step(of number: Int) -> Int {
    if begun[number] { return uses[number] == 1 ? -1 : 0 }
    return uses[number] > 1 ? 1 : 0
  }

  /// Notes that an item that a guard tests was taken.
  private mutating func use(_ number: Int) {
    let former = step(of: number)
    begun[number] = true
    uses[number] -= 1
    let change = step(of: number) - former
    guard change != 0, uses[number] > 0 else { return }
    for item in tested[number] where !isTaken[item] {
      opened[item] += change
      push(item)
    }
  }

  private mutating func push(_ item: Int) {
    heap.append(Candidate(opened: opened[item], tests: testing[item].count, item: item))
    var place = heap.count - 1
    while place > 0, heap[place] < heap[(place - 1) / 2] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func popLeast() -> Candidate? {
    guard let least = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return least }
    heap[0] = last
    var place = 0
    while true {
      var child = place * 2 + 1
      guard child < heap.count else { return least }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[place] else { return least }
      heap.swapAt(place, child)
      place = child
    }
  }
}
