/// Counts the cases in which one diagram leads to another leaf than 0 and a second one does not,
/// without making a diagram of it.
///
/// With the cases of the second these are the cases of either. What is found of a node, or of two,
/// is kept for the next question.
///
/// Complexity: at most the product of the two sizes.
struct ExcessCount<Number: CaseNumber> {
  /// A number of cases of the levels from one on.
  private struct Part {
    let level: Int
    let number: Number
  }

  /// For how many pairs there is room at first; most comparisons have fewer.
  private static var roomForPairs: Int { 1 << 15 }

  private let store: DiagramStore
  private var weights: LevelWeights<Number>
  /// For each pair that was counted the place of what was found.
  private let places: RefTable
  /// For each node that was counted alone the place of what was found, or none.
  private var own: [Int32]
  private var parts: [Part] = []

  init(_ weights: LevelWeights<Number>, in store: DiagramStore) {
    self.weights = weights
    self.store = store
    places = RefTable(capacity: min(2 * store.nodeCount, Self.roomForPairs))
    own = Array(repeating: -1, count: store.nodeCount)
  }

  /// The number of cases of the first without those of the second.
  mutating func cases(_ first: Ref, without second: Ref) -> Number {
    guard let part = part(first, second, store, places) else { return 0 }
    return part.number * weights.product(0, part.level)
  }

  /// What there is in the first and not in the second; nil if there is nothing.
  ///
  /// The store and the table are handed down, so that they are not retained for each pair.
  private mutating func part(
    _ first: Ref, _ second: Ref, _ store: DiagramStore, _ places: RefTable
  ) -> Part? {
    if first == .no || second.isGiven || first == second || store.isExhausted { return nil }
    if second == .no { return part(first, store) }
    if let place = places[first, second] { return parts[Int(place.raw)] }
    let level = min(store.level(first), store.level(second))
    var sum: Number = 0
    var start = 0
    _ = store.meet(first, second) { end, first, second in
      if let part = self.part(first, second, store, places) {
        sum += part.number * weights.cases(level, start..<end, upTo: part.level)
      }
      start = end
      return false
    }
    store.keep(
      Ref(raw: Int32(truncatingIfNeeded: parts.count)), of: first, second, in: places)
    let part = Part(level: level, number: sum)
    parts.append(part)
    return part
  }

  /// The same for one diagram alone, other than no.
  private mutating func part(_ ref: Ref, _ store: DiagramStore) -> Part {
    if ref.isLeaf { return Part(level: weights.levelCount, number: 1) }
    let place = own[Int(ref.raw)]
    if place >= 0 { return parts[Int(place)] }
    let level = store.level(ref)
    var sum: Number = 0
    var start = 0
    for run in store.runs(ref) {
      let end = Int(run.end)
      if run.child != Ref.no.raw {
        let part = self.part(Ref(raw: run.child), store)
        sum += part.number * weights.cases(level, start..<end, upTo: part.level)
      }
      start = end
    }
    own[Int(ref.raw)] = Int32(truncatingIfNeeded: parts.count)
    let part = Part(level: level, number: sum)
    parts.append(part)
    return part
  }
}

extension Ref {
  /// Whether it is a leaf other than 0.
  fileprivate var isGiven: Bool { raw < Ref.no.raw }
}
