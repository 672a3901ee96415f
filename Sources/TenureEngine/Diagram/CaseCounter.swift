import BigInt

/// Counts the cases that lead to each leaf of a diagram, exactly.
///
/// Where all cases fit into 128 bits, they are counted in 128 bits; else in whole numbers without
/// bound, some ten times slower.
///
/// Complexity: linear in the number of edges.
final class CaseCounter {
  /// The weights in one of two kinds of number; changed in place, so that nothing is copied.
  private var narrow: LevelWeights<UInt128>?
  private var wide: LevelWeights<BigUInt>
  private var order = NodeOrder()
  /// For each class of each level the part of the level's cases in the classes below.
  private lazy var parts: [[Double]] = classWeights.map { weights in
    let sum = weights.reduce(0, +)
    return weights.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.part(of: sum)) }
  }
  private let classWeights: [[BigUInt]]
  private let inside: BigUInt
  private let outside: BigUInt
  private var known: [Ref: [Int: BigUInt]] = [:]
  /// The density of each node of the store, by number; not a number where nobody has asked.
  private var knownDensities: [Double] = []

  /// A counter over the counted levels of a space.
  init(_ space: Space) {
    classWeights = space.variables.map(\.weights)
    outside = space.outsideCases
    let counted = classWeights[..<space.baseLevelCount]
    inside = counted.reduce(1) { $0 * $1.reduce(0, +) }
    if inside.bitWidth <= 128 {
      narrow = LevelWeights(counted.map { $0.map { UInt128($0) } })
      wide = LevelWeights([])
    } else {
      wide = LevelWeights(Array(counted))
    }
  }

  deinit { order.free() }

  /// The number of all cases.
  var total: BigUInt { inside * outside }

  /// The number of cases that lead to each leaf.
  func counts(_ ref: Ref, in store: DiagramStore) -> [Int: BigUInt] {
    if let known = known[ref] { return known }
    let counts =
      narrow?.counts(ref, in: store, &order).mapValues { BigUInt($0) * outside }
      ?? wide.counts(ref, in: store, &order).mapValues { $0 * outside }
    known[ref] = counts
    return counts
  }

  /// The number of cases that lead to one leaf.
  func count(_ ref: Ref, in store: DiagramStore, leaf: Int) -> BigUInt {
    counts(ref, in: store)[leaf] ?? 0
  }

  /// For some yes/no diagrams the number of cases of each, and of those of any.
  func count(
    _ refs: [Ref], in store: DiagramStore
  ) -> (each: [BigUInt], any: BigUInt) {
    // The first is counted with the union of all others, which are mostly just one.
    let pair = (refs.first ?? .no, store.any(of: Array(refs.dropFirst())))
    if let narrow {
      var count = UnionCount(narrow, in: store)
      return (
        refs.map { BigUInt(count.cases($0, .no)) * outside },
        BigUInt(count.cases(pair.0, pair.1)) * outside
      )
    }
    var count = UnionCount(wide, in: store)
    return (refs.map { count.cases($0, .no) * outside }, count.cases(pair.0, pair.1) * outside)
  }

  /// The number of cases that lead to each leaf, or to a node behind the counted levels.
  func arrivals(_ ref: Ref, in store: DiagramStore) -> [Ref: BigUInt] {
    narrow?.arrivals(ref, in: store).mapValues { BigUInt($0) * outside }
      ?? wide.arrivals(ref, in: store).mapValues { $0 * outside }
  }

  /// The number of cases of a box.
  func count(_ row: [Int: Bits]) -> BigUInt {
    (narrow.map { BigUInt($0.count(row)) } ?? wide.count(row)) * outside
  }

  /// About which part of the cases a box holds; only to choose by, never shown.
  func share(of row: [Int: Bits]) -> Double {
    row.keys.sorted().reduce(1) { share, level in
      var part = 0.0
      row[level]?.forEach { part += parts[level][$0 + 1] - parts[level][$0] }
      return share * part
    }
  }

  /// About which part of the cases a yes/no diagram leads to yes; only to choose by, never shown.
  ///
  /// What is found of a node is kept, so that diagrams with most of their nodes in common cost
  /// little more than one. All must be of one store.
  func density(_ ref: Ref, in store: DiagramStore) -> Double {
    if let leaf = ref.leaf { return leaf == 1 ? 1 : 0 }
    let number = Int(ref.raw)
    if number >= knownDensities.count {
      let missing = store.nodeCount - knownDensities.count
      knownDensities += Array(repeating: .nan, count: missing)
    }
    guard knownDensities[number].isNaN else { return knownDensities[number] }
    let level = store.level(ref)
    var start = 0
    var density = 0.0
    for run in store.runs(ref) {
      let part = parts[level][Int(run.end)] - parts[level][start]
      density += part * self.density(Ref(raw: run.child), in: store)
      start = Int(run.end)
    }
    knownDensities[number] = density
    return density
  }

  /// For each node of a yes/no diagram about which part of the cases it leads to yes; only to
  /// choose by, never shown.
  func densities(_ ref: Ref, in store: DiagramStore) -> [Ref: Double] {
    var densities: [Ref: Double] = [.no: 0, .yes: 1]
    for node in store.nodes(of: ref).reversed() {
      let sums = parts[store.level(node)]
      var start = 0
      var density = 0.0
      for run in store.runs(node) {
        let part = sums[Int(run.end)] - sums[start]
        density += part * (densities[Ref(raw: run.child)] ?? 0)
        start = Int(run.end)
      }
      densities[node] = density
    }
    return densities
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
