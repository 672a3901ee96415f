/// The cases of every counted level of a space, in one kind of number.
struct LevelWeights<Number: CaseNumber> {
  /// For each level the cases of the classes below each class, one level behind the other.
  private let sums: [Number]
  /// Where each level begins among the sums, and where the last one ends.
  private let starts: [Int]
  /// The product of the cases of all levels from a level on.
  private let below: [Number]
  /// The products of neighbouring levels, as far as they were asked for; 0 if not.
  ///
  /// Empty where there are many levels.
  private var between: [Number]
  /// The same for many levels, of which few pairs are asked for.
  private var seldom: [Int: Number] = [:]

  /// The most levels that have a table of all pairs.
  private static var tableLimit: Int { 256 }

  /// Weights by level, then by class.
  init(_ weights: [[Number]]) {
    var sums: [Number] = []
    var starts = [0]
    for weights in weights {
      var sum: Number = 0
      sums.append(sum)
      for weight in weights {
        sum += weight
        sums.append(sum)
      }
      starts.append(sums.count)
    }
    self.sums = sums
    self.starts = starts
    var below: [Number] = [1]
    for end in starts.dropFirst().reversed() {
      below.append((below.last ?? 1) * sums[end - 1])
    }
    self.below = below.reversed()
    let isTable = below.count <= Self.tableLimit
    between = isTable ? Array(repeating: 0, count: below.count * below.count) : []
  }

  /// The number of levels.
  var levelCount: Int { starts.count - 1 }

  /// The product of the cases of all levels.
  var total: Number { below[0] }

  /// The cases of neighbouring classes of a level.
  func cases(_ level: Int, _ classes: Range<Int>) -> Number {
    sums[starts[level] + classes.upperBound] - sums[starts[level] + classes.lowerBound]
  }

  /// The cases of neighbouring classes of a level, times those of the levels behind it up to
  /// another.
  mutating func cases(_ level: Int, _ classes: Range<Int>, upTo end: Int) -> Number {
    let own = cases(level, classes)
    return end > level + 1 ? own * product(level + 1, end) : own
  }

  /// All cases of a level.
  func cases(_ level: Int) -> Number { sums[starts[level + 1] - 1] }

  /// The product of the cases of the levels from one up to another.
  mutating func product(_ start: Int, _ end: Int) -> Number {
    if start == end { return 1 }
    if end == start + 1 { return cases(start) }
    let key = start * below.count + end
    if between.isEmpty { return seldomProduct(start, end, key) }
    if between[key] == 0 { between[key] = multiplied(start..<end) }
    return between[key]
  }

  private mutating func seldomProduct(_ start: Int, _ end: Int, _ key: Int) -> Number {
    // Of many levels the numbers are long, and most edges that skip levels lead to a leaf.
    if end == levelCount { return below[start] }
    if let known = seldom[key] { return known }
    let product = multiplied(start..<end)
    seldom[key] = product
    return product
  }

  private func multiplied(_ levels: Range<Int>) -> Number {
    levels.reduce(1) { $0 * cases($1) }
  }
}

extension LevelWeights {
  /// The number of cases that lead to each leaf of a diagram.
  ///
  /// One pass from the root down: each node is given the number of ways in which the variables
  /// above it can lead to it, and hands it on, times the cases of each run of classes. So all
  /// leaves are counted together.
  mutating func counts(
    _ ref: Ref, in store: DiagramStore, _ order: inout NodeOrder
  ) -> [Int: Number] {
    if let leaf = ref.leaf { return [leaf: total] }
    order.find(ref, in: store)
    var ways = [Number](repeating: 0, count: order.count)
    var counts: [Number] = []
    ways[order.count - 1] = product(0, store.level(ref))
    for place in (0..<order.count).reversed() {
      let node = order.node(place)
      let level = store.level(node)
      let own = ways[place]
      var start = 0
      for run in store.runs(node) {
        let child = Ref(raw: run.child)
        let end = child.isLeaf ? levelCount : store.level(child)
        let reached = own * cases(level, start..<Int(run.end), upTo: end)
        start = Int(run.end)
        if let leaf = child.leaf {
          while counts.count <= leaf { counts.append(0) }
          counts[leaf] += reached
        } else {
          ways[order.place(of: child)] += reached
        }
      }
    }
    var found: [Int: Number] = [:]
    for (leaf, count) in counts.enumerated() where count != 0 { found[leaf] = count }
    return found
  }

  /// The number of cases of a box.
  func count(_ row: [Int: Bits]) -> Number {
    var product: Number = 1
    for level in 0..<levelCount {
      guard let classes = row[level] else {
        product *= cases(level)
        continue
      }
      var sum: Number = 0
      classes.forEach { sum += cases(level, $0..<$0 + 1) }
      product *= sum
    }
    return product
  }
}
