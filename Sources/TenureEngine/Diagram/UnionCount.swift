/// Counts the cases in which one or the other of two yes/no diagrams leads to yes, without making
/// the diagram of both.
///
/// The union of two diagrams can be much larger than either, and nothing of it is wanted but a
/// number. What is found of a node, or of two, is kept for the next question.
///
/// Complexity: at most the product of the two sizes.
struct UnionCount<Number: UnsignedInteger> {
  private let store: DiagramStore
  private var weights: LevelWeights<Number>
  /// For each pair that was counted the place of its number.
  private let places = RefTable()
  private var numbers: [Number] = []

  init(_ weights: LevelWeights<Number>, in store: DiagramStore) {
    self.weights = weights
    self.store = store
  }

  /// The number of cases of either; leaf 0 for the second counts those of the first.
  mutating func cases(_ left: Ref, _ right: Ref) -> Number {
    below(left, right) * weights.product(0, level(left, right))
  }

  /// The first level that matters to one of the two.
  private func level(_ left: Ref, _ right: Ref) -> Int {
    if left == .yes || right == .yes { return weights.levelCount }
    return min(store.level(left), store.level(right), weights.levelCount)
  }

  /// The number of cases of the levels from the first that matters on.
  private mutating func below(_ left: Ref, _ right: Ref) -> Number {
    if left == .yes || right == .yes { return 1 }
    let (low, high) = left.raw < right.raw ? (left, right) : (right, left)
    if low == high, low != .no { return below(.no, low) }
    if high == .no { return 0 }
    if let place = places[low, high] { return numbers[Int(place.raw)] }
    let level = level(low, high)
    var sum: Number = 0
    var start = 0
    _ = store.meet(low, high) { end, left, right in
      let part = below(left, right)
      if part != 0 {
        sum +=
          part * weights.cases(level, start..<end)
          * weights.product(level + 1, self.level(left, right))
      }
      start = end
      return false
    }
    places[low, high] = Ref(raw: Int32(truncatingIfNeeded: numbers.count))
    numbers.append(sum)
    return sum
  }
}
