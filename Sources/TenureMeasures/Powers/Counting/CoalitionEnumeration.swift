import BigInt

/// Goes through all coalitions of a component, up to likeness of seats: for few seats with weights
/// so large that a table of sums is larger still.
///
/// Complexity: the product of the numbers of seats of each kind and one, times the kinds.
struct CoalitionEnumeration {
  private let kinds: [CompiledGame.Kind]
  private let component: Component
  private let bySize: Bool

  private var seatCount: Int { kinds.reduce(0) { $0 + $1.count } }

  /// - Throws: `tooLarge` past the limit, or for so many seats that counts pass 128 bits.
  init(
    _ kinds: [CompiledGame.Kind], _ component: Component, bySize: Bool, limits: CountingLimits
  ) throws(VotingGameError) {
    self.kinds = kinds
    self.component = component
    self.bySize = bySize
    var count = 1
    for kind in kinds {
      let (product, overflow) = count.multipliedReportingOverflow(by: kind.count + 1)
      count = overflow ? .max : product
    }
    guard count <= limits.enumeratedCoalitions, seatCount <= 110 else {
      throw .tooLarge("the coalitions of the seats", limit: limits.enumeratedCoalitions)
    }
  }

  /// The counts of some steps.
  func counts(of edges: [ChamberDiagram.Edge]) -> ComponentCounts {
    var walk = Walk(self)
    walk.choose(kind: 0, ways: 1, size: 0)
    let sizes = bySize ? seatCount + 1 : 1
    return ComponentCounts(
      steps: edges.map { edge in
        var taken = [UInt128](repeating: 0, count: sizes)
        var with = kinds.map { _ in taken }
        for (level, isTaken) in edge.isTaken.enumerated() where isTaken {
          for size in 0..<sizes {
            taken[size] += walk.ways[level * sizes + size]
            for kind in kinds.indices {
              with[kind][size] += walk.seated[(level * kinds.count + kind) * sizes + size]
            }
          }
        }
        return ComponentCounts.Step(
          taken: Counts(values: taken.map { BigInt($0) }),
          gained: kinds.indices.map { kind in
            // Of the coalitions, weighed by their seats of the kind, one seat has an equal part.
            let own = with[kind].map { BigInt($0 / UInt128(kinds[kind].count)) }
            guard bySize else { return Counts(values: [2 * own[0] - BigInt(taken[0])]) }
            return Counts(
              values: (0..<seatCount).map { own[$0 + 1] - BigInt(taken[$0]) + own[$0] })
          })
      })
  }

  private struct Walk {
    let kinds: [CompiledGame.Kind]
    let quotas: [[Int]]
    let radices: [Int]
    let sizes: Int
    let binomials: [[UInt128]]
    var chosen: [Int]
    var sums: [Int]
    /// The coalitions, by level and size.
    var ways: [UInt128]
    /// The same, times their seats of a kind, by level, kind and size.
    var seated: [UInt128]

    init(_ enumeration: CoalitionEnumeration) {
      kinds = enumeration.kinds
      quotas = enumeration.component.quotas
      radices = enumeration.component.radices
      sizes = enumeration.bySize ? enumeration.seatCount + 1 : 1
      binomials = kinds.map { kind in
        var row: [UInt128] = [1]
        for size in 0..<kind.count {
          row.append(row[size] * UInt128(kind.count - size) / UInt128(size + 1))
        }
        return row
      }
      chosen = kinds.map { _ in 0 }
      sums = quotas.map { _ in 0 }
      let levels = radices.reduce(1, *)
      ways = Array(repeating: 0, count: levels * sizes)
      seated = Array(repeating: 0, count: levels * sizes * kinds.count)
    }

    mutating func choose(kind: Int, ways count: UInt128, size: Int) {
      guard kind < kinds.count else { return record(count, size: size) }
      let weights = kinds[kind].weights
      for seats in 0...kinds[kind].count {
        chosen[kind] = seats
        choose(kind: kind + 1, ways: count * binomials[kind][seats], size: size + seats)
        for place in sums.indices { sums[place] += weights[place] }
      }
      for place in sums.indices { sums[place] -= weights[place] * (kinds[kind].count + 1) }
    }

    private mutating func record(_ count: UInt128, size: Int) {
      var level = 0
      var stride = 1
      for place in sums.indices {
        level += stride * (quotas[place].firstIndex { sums[place] < $0 } ?? quotas[place].count)
        stride *= radices[place]
      }
      let size = sizes == 1 ? 0 : size
      ways[level * sizes + size] += count
      for kind in kinds.indices where chosen[kind] > 0 {
        seated[(level * kinds.count + kind) * sizes + size] += count * UInt128(chosen[kind])
      }
    }
  }
}
