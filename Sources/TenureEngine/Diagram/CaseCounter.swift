import BigInt

/// Counts the cases that lead to each leaf of a diagram, exactly.
///
/// Where all cases fit into 128 bits, they are counted in 128 bits; else in whole numbers without
/// bound, some ten times slower.
///
/// Complexity: linear in the number of edges.
final class CaseCounter {
  private enum Weights {
    case narrow(LevelWeights<UInt128>)
    case wide(LevelWeights<BigUInt>)
  }

  private var weights: Weights
  /// For each class of each level the part of the level's cases in the classes below.
  private let parts: [[Double]]
  private let inside: BigUInt
  private let outside: BigUInt
  private var known: [Ref: [Int: BigUInt]] = [:]
  /// The density of each node of the store, by number; not a number where nobody has asked.
  private var knownDensities: [Double] = []

  /// A counter over the counted levels of a space.
  init(_ space: Space) {
    let weights = space.variables.map(\.weights)
    parts = weights.map { weights in
      let sum = weights.reduce(0, +)
      return weights.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.part(of: sum)) }
    }
    outside = space.outsideCases
    let counted = weights[..<space.baseLevelCount]
    inside = counted.reduce(1) { $0 * $1.reduce(0, +) }
    if inside.bitWidth <= 128 {
      self.weights = .narrow(LevelWeights(counted.map { $0.map { UInt128($0) } }))
    } else {
      self.weights = .wide(LevelWeights(Array(counted)))
    }
  }

  /// The number of all cases.
  var total: BigUInt { inside * outside }

  /// The number of cases that lead to each leaf.
  func counts(_ ref: Ref, in store: DiagramStore) -> [Int: BigUInt] {
    if let known = known[ref] { return known }
    let counts: [Int: BigUInt]
    switch weights {
    case .narrow(var narrow):
      counts = narrow.counts(ref, in: store).mapValues { BigUInt($0) * outside }
    case .wide(var wide):
      counts = wide.counts(ref, in: store).mapValues { $0 * outside }
    }
    known[ref] = counts
    return counts
  }

  /// The number of cases that lead to one leaf.
  func count(_ ref: Ref, in store: DiagramStore, leaf: Int) -> BigUInt {
    counts(ref, in: store)[leaf] ?? 0
  }

  /// The number of cases that lead to each leaf, or to a node behind the counted levels.
  func arrivals(_ ref: Ref, in store: DiagramStore) -> [Ref: BigUInt] {
    switch weights {
    case .narrow(var narrow):
      narrow.arrivals(ref, in: store).mapValues { BigUInt($0) * outside }
    case .wide(var wide):
      wide.arrivals(ref, in: store).mapValues { $0 * outside }
    }
  }

  /// The number of cases of a box.
  func count(_ row: [Int: Bits]) -> BigUInt {
    switch weights {
    case .narrow(let narrow): BigUInt(narrow.count(row)) * outside
    case .wide(let wide): wide.count(row) * outside
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
