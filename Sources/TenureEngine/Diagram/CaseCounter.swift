import BigInt

/// Counts the cases that lead to each leaf of a diagram, exactly.
///
/// One pass from the root down: each node is given the number of ways in which the variables above
/// it can lead to it, and hands it on, times the cases of each class. So all leaves are counted
/// together.
///
/// Complexity: linear in the number of edges, in multiplications of whole numbers without bound.
final class CaseCounter {
  private let weights: [[BigUInt]]
  /// For each class of each level the part of the level's cases that it stands for.
  private let parts: [[Double]]
  /// The product of the cases of all levels from a level on.
  private let below: [BigUInt]
  private let outside: BigUInt
  private var between: [Int: BigUInt] = [:]
  private var known: [Ref: [Int: BigUInt]] = [:]

  /// A counter over the counted levels of a space.
  init(_ space: Space) {
    weights = space.variables.map(\.weights)
    parts = weights.map { weights in
      let sum = weights.reduce(0, +)
      return weights.map { $0.part(of: sum) }
    }
    outside = space.outsideCases
    var below: [BigUInt] = [1]
    for level in stride(from: space.baseLevelCount - 1, through: 0, by: -1) {
      below.append((below.last ?? 1) * weights[level].reduce(0, +))
    }
    self.below = below.reversed()
  }

  /// The number of all cases.
  var total: BigUInt { below[0] * outside }

  /// The number of cases that lead to each leaf.
  func counts(_ ref: Ref, in store: DiagramStore) -> [Int: BigUInt] {
    if let known = known[ref] { return known }
    var counts: [Int: BigUInt] = [:]
    if let leaf = ref.leaf {
      counts[leaf] = below[0]
    } else {
      var ways = Array(repeating: BigUInt(0), count: Int(ref.raw) + 1)
      ways[Int(ref.raw)] = product(0, store.level(ref))
      for node in topDown(ref, store) { hand(on: node, &ways, &counts, store) }
    }
    let result = counts.mapValues { $0 * outside }
    known[ref] = result
    return result
  }

  /// Hands what reached a node on to its children; neighbouring classes that go on alike at once.
  private func hand(
    on node: Ref, _ ways: inout [BigUInt], _ counts: inout [Int: BigUInt], _ store: DiagramStore
  ) {
    let level = store.level(node)
    let own = ways[Int(node.raw)]
    ways[Int(node.raw)] = 0
    var code = 0
    while code < weights[level].count {
      let child = store.child(node, code)
      var weight = weights[level][code]
      code += 1
      while code < weights[level].count, store.child(node, code) == child {
        weight += weights[level][code]
        code += 1
      }
      let end = self.level(child, store)
      var reached = own * weight
      if end > level + 1 { reached *= product(level + 1, end) }
      if let leaf = child.leaf {
        counts[leaf, default: 0] += reached
      } else {
        ways[Int(child.raw)] += reached
      }
    }
  }

  /// The number of cases that lead to one leaf.
  func count(_ ref: Ref, in store: DiagramStore, leaf: Int) -> BigUInt {
    counts(ref, in: store)[leaf] ?? 0
  }

  /// For each node of a yes/no diagram about which part of the cases it leads to yes; only to
  /// choose by, never shown.
  func densities(_ ref: Ref, in store: DiagramStore) -> [Ref: Double] {
    var densities: [Ref: Double] = [.no: 0, .yes: 1]
    for node in topDown(ref, store).reversed() {
      let level = store.level(node)
      densities[node] = parts[level].enumerated().reduce(0) { sum, part in
        sum + part.element * (densities[store.child(node, part.offset)] ?? 0)
      }
    }
    return densities
  }

  /// The number of cases of a box.
  func count(_ row: [Int: Bits]) -> BigUInt {
    var product = outside
    for level in 0..<(below.count - 1) {
      if let classes = row[level] {
        var sum: BigUInt = 0
        classes.forEach { sum += weights[level][$0] }
        product *= sum
      } else {
        product *= self.product(level, level + 1)
      }
    }
    return product
  }

  /// The nodes of a diagram, those of higher levels first.
  private func topDown(_ ref: Ref, _ store: DiagramStore) -> [Ref] {
    var nodes: [Ref] = []
    store.forEachRef(of: ref) { if !$0.isLeaf { nodes.append($0) } }
    return nodes.sorted { (store.level($0), $0.raw) < (store.level($1), $1.raw) }
  }

  private func level(_ ref: Ref, _ store: DiagramStore) -> Int {
    ref.isLeaf ? below.count - 1 : store.level(ref)
  }

  /// The cases of the levels from one up to another.
  private func product(_ start: Int, _ end: Int) -> BigUInt {
    if start == end { return 1 }
    let key = start << 32 | end
    if let known = between[key] { return known }
    let product = below[start] / below[end]
    between[key] = product
    return product
  }
}

extension BigUInt {
  /// The quotient with a number that is not smaller, as a fraction between 0 and 1.
  func part(of whole: BigUInt) -> Double {
    if whole.isZero { return 0 }
    let shift = Swift.max(0, whole.bitWidth - 1_000)
    return Double(self >> shift) / Double(whole >> shift)
  }
}
