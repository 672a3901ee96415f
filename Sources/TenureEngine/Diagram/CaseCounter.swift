import BigInt

/// Counts the cases that lead to each leaf of a diagram, exactly.
///
/// Where all cases fit into 128 bits, they are counted in 128 bits, then in 256; else in whole
/// numbers without bound, some ten times slower.
///
/// Complexity: linear in the number of edges.
final class CaseCounter {
  /// The weights in one of three kinds of number; changed in place, so that nothing is copied.
  private var narrow: LevelWeights<UInt128>?
  private var wide: LevelWeights<WideCount>?
  private var boundless: LevelWeights<BigUInt>
  private var order = NodeOrder()
  /// For each class of each level the part of the level's cases in the classes below.
  private(set) lazy var parts: [[Double]] = classWeights.map { weights in
    let sum = weights.reduce(0, +)
    return weights.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.part(of: sum)) }
  }
  private let classWeights: [[BigUInt]]
  private let inside: BigUInt
  private let outside: BigUInt
  private var known: [Ref: [Int: BigUInt]] = [:]

  /// A counter over the counted levels of a space.
  init(_ space: Space) {
    classWeights = space.variables.map(\.weights)
    outside = space.outsideCases
    let counted = classWeights[..<space.baseLevelCount]
    inside = counted.reduce(1) { $0 * $1.reduce(0, +) }
    boundless = LevelWeights(inside.bitWidth > 256 ? Array(counted) : [])
    if inside.bitWidth <= 128 {
      narrow = LevelWeights(counted.map { $0.map { UInt128(cases: $0) } })
    } else if inside.bitWidth <= 256 {
      wide = LevelWeights(counted.map { $0.map { WideCount(cases: $0) } })
    }
  }

  deinit { order.free() }

  /// The number of all cases.
  var total: BigUInt { inside * outside }

  /// The number of cases that lead to each leaf.
  func counts(_ ref: Ref, in store: DiagramStore) -> [Int: BigUInt] {
    if let known = known[ref] { return known }
    let counts =
      narrow?.counts(ref, in: store, &order).mapValues { $0.cases * outside }
      ?? wide?.counts(ref, in: store, &order).mapValues { $0.cases * outside }
      ?? boundless.counts(ref, in: store, &order).mapValues { $0 * outside }
    known[ref] = counts
    return counts
  }

  /// The number of cases that lead to one leaf.
  func count(_ ref: Ref, in store: DiagramStore, leaf: Int) -> BigUInt {
    counts(ref, in: store)[leaf] ?? 0
  }

  /// For each of some pairs of diagrams, the second of which says yes or no, the number of cases in
  /// which one or the other leads to another leaf than 0.
  func counts(ofEither pairs: [(Ref, Ref)], in store: DiagramStore) -> [BigUInt] {
    if let narrow { return counts(pairs, narrow, in: store) }
    if let wide { return counts(pairs, wide, in: store) }
    return counts(pairs, boundless, in: store)
  }

  private func counts<Number>(
    _ pairs: [(Ref, Ref)], _ weights: LevelWeights<Number>, in store: DiagramStore
  ) -> [BigUInt] {
    var excess = ExcessCount(weights, in: store)
    return pairs.map { first, second in
      let one = given(first, in: store)
      let other = given(second, in: store)
      // Little is left to be looked at where the wide one is passed over.
      if other * 2 > total { return other + excess.cases(first, without: second).cases * outside }
      return one + excess.cases(second, without: first).cases * outside
    }
  }

  /// The number of cases that lead to another leaf than 0.
  private func given(_ ref: Ref, in store: DiagramStore) -> BigUInt {
    counts(ref, in: store).reduce(0) { $1.key == 0 ? $0 : $0 + $1.value }
  }

  /// Where a diagram leads to each of its leaves.
  func leafCases(of ref: Ref, in store: DiagramStore) -> LeafCases {
    LeafCases(ref, in: store, &order)
  }

  /// The number of cases that lead to each leaf, or to a node behind the counted levels.
  func arrivals(_ ref: Ref, in store: DiagramStore) -> [Ref: BigUInt] {
    narrow?.arrivals(ref, in: store).mapValues { $0.cases * outside }
      ?? wide?.arrivals(ref, in: store).mapValues { $0.cases * outside }
      ?? boundless.arrivals(ref, in: store).mapValues { $0 * outside }
  }

  /// The number of cases of a box.
  func count(_ row: [Int: Bits]) -> BigUInt {
    (narrow?.count(row).cases ?? wide?.count(row).cases ?? boundless.count(row)) * outside
  }

  /// About which part of the cases a box holds; only to choose by, never shown.
  func share(of row: [Int: Bits]) -> Double {
    row.keys.sorted().reduce(1) { share, level in
      var part = 0.0
      row[level]?.forEach { part += parts[level][$0 + 1] - parts[level][$0] }
      return share * part
    }
  }

  /// About which part of the cases the nodes of a store lead to yes.
  func densities(in store: DiagramStore) -> Densities { Densities(parts, in: store) }
}

extension BigUInt {
  /// The quotient with a number that is not smaller, as a fraction between 0 and 1.
  func part(of whole: BigUInt) -> Double {
    if whole.isZero { return 0 }
    let shift = Swift.max(0, whole.bitWidth - 1_000)
    return Double(self >> shift) / Double(whole >> shift)
  }
}
