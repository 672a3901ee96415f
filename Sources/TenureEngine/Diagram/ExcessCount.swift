/// Counts the cases in which one diagram leads to another leaf than 0 and a second one does not,
/// without making a diagram of it.
///
/// With the cases of the second these are the cases of either. What is found of a node, or of two,
/// is kept for the next question.
///
/// Complexity: at most the product of the two sizes.
struct ExcessCount<Number: CaseNumber> {
  private let store: DiagramStore
  private var weights: LevelWeights<Number>
  /// For each pair that was counted the place of its number.
  private let places: RefTable
  /// For each node that was counted alone the place of its number, or none.
  private var own: [Int32]
  private var numbers: [Number] = []

  init(_ weights: LevelWeights<Number>, in store: DiagramStore) {
    self.weights = weights
    self.store = store
    places = RefTable(capacity: store.nodeCount)
    own = Array(repeating: -1, count: store.nodeCount)
  }

  /// The number of cases of the first without those of the second.
  mutating func cases(_ first: Ref, without second: Ref) -> Number {
    below(first, second) * weights.product(0, level(first, second))
  }

  /// The first level that matters to one of the two.
  private func level(_ first: Ref, _ second: Ref) -> Int {
    if first == .no || second.isGiven { return weights.levelCount }
    return min(store.level(first), store.level(second), weights.levelCount)
  }

  /// The number of cases of the levels from the first that matters on.
  private mutating func below(_ first: Ref, _ second: Ref) -> Number {
    if first == .no || second.isGiven || first == second || store.isExhausted { return 0 }
    if second == .no { return below(first) }
    if let place = places[first, second] { return numbers[Int(place.raw)] }
    let level = level(first, second)
    var sum: Number = 0
    var start = 0
    _ = store.meet(first, second) { end, first, second in
      let codes = start..<end
      start = end
      if first == .no || second.isGiven { return false }
      sum +=
        below(first, second) * weights.cases(level, codes)
        * weights.product(level + 1, self.level(first, second))
      return false
    }
    let place = Ref(raw: Int32(truncatingIfNeeded: numbers.count))
    store.keep(place, of: first, second, in: places)
    numbers.append(sum)
    return sum
  }

  /// The same for one diagram alone.
  private mutating func below(_ ref: Ref) -> Number {
    if ref.isLeaf { return ref.isGiven ? 1 : 0 }
    let place = own[Int(ref.raw)]
    if place >= 0 { return numbers[Int(place)] }
    let level = store.level(ref)
    var sum: Number = 0
    var start = 0
    for run in store.runs(ref) {
      let child = Ref(raw: run.child)
      let codes = start..<Int(run.end)
      start = codes.upperBound
      if child == .no { continue }
      let end = child.isLeaf ? weights.levelCount : store.level(child)
      sum += below(child) * weights.cases(level, codes) * weights.product(level + 1, end)
    }
    own[Int(ref.raw)] = Int32(truncatingIfNeeded: numbers.count)
    numbers.append(sum)
    return sum
  }
}

extension Ref {
  /// Whether it is a leaf other than 0.
  fileprivate var isGiven: Bool { raw < Ref.no.raw }
}
