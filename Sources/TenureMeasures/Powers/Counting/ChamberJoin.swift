import BigInt

/// Puts the counts of chambers together, along the steps of a diagram.
///
///     chamber        0               1               2
///     step       a ─────▶ b      b ─────▶ c      c ─────▶ won
///     others                 what leads to b  ×  what wins from c on
///
/// Coalitions of other chambers are all that matters of them for the seats of one; those that lead
/// to a step are counted from the front, those that win behind it from the back. All coalitions
/// together are counted in whole numbers. Coalitions by size are polynomials: they are multiplied
/// by their values modulo some primes, where a product of two costs no more than their seats, and
/// only what is asked for in the end becomes a large number again.
struct ChamberJoin {
  /// A step of a chamber.
  private struct Edge {
    let source: Int
    let target: Int
    /// The parts that it consists of.
    let parts: [Int]
  }

  /// A chamber: the same coalitions may take several edges, from different formulas, so they are
  /// counted in parts that no edge divides.
  private struct Layer {
    let edges: [Edge]
    let parts: [ComponentCounts.Step]
    /// How many formulas there are before it, and behind it.
    let sources: Int
    let targets: Int
  }

  private let layers: [Layer]
  /// Which of the formulas that are left in the end win.
  private let wins: [Bool]
  /// How many seats weigh nowhere.
  private let idleCount: Int
  private let seatCount: Int

  /// - Parameters:
  ///   - diagram: The steps.
  ///   - idleCount: How many seats weigh nowhere.
  ///   - seatCount: How many seats there are.
  ///   - count: Counts the coalitions of a component that take steps, those of one formula.
  /// - Throws: What the counting throws.
  init(
    _ diagram: ChamberDiagram, idleCount: Int, seatCount: Int,
    count: (_ component: Int, [ChamberDiagram.Edge]) throws(VotingGameError) -> ComponentCounts
  ) throws(VotingGameError) {
    var layers: [Layer] = []
    for (place, edges) in diagram.edges.enumerated() {
      let (steps, parts) = Self.parts(of: edges)
      layers.append(
        Layer(
          edges: zip(edges, parts).map { Edge(source: $0.source, target: $0.target, parts: $1) },
          parts: try count(place, steps).steps, sources: diagram.layers[place].count,
          targets: diagram.layers[place + 1].count))
    }
    self.layers = layers
    wins = (diagram.layers.last ?? []).map { $0 == .constant(true) }
    self.idleCount = idleCount
    self.seatCount = seatCount
  }

  /// The coarsest parts of all combinations of levels of which each edge consists, as steps of one
  /// formula; and for each edge its parts.
  private static func parts(
    of edges: [ChamberDiagram.Edge]
  ) -> (steps: [ChamberDiagram.Edge], ofEdges: [[Int]]) {
    let levels = edges.first?.isTaken.indices ?? 0..<0
    var numbers: [[Int]: Int] = [:]
    let partOfLevel = levels.map { level -> Int in
      let taking = edges.indices.filter { edges[$0].isTaken[level] }
      let number = numbers[taking] ?? numbers.count
      numbers[taking] = number
      return number
    }
    let steps = (0..<numbers.count).map { part in
      ChamberDiagram.Edge(source: 0, target: part, isTaken: partOfLevel.map { $0 == part })
    }
    let ofEdges = edges.indices.map { edge in
      numbers.filter { $0.key.contains(edge) }.map(\.value).sorted()
    }
    return (steps, ofEdges)
  }

  // MARK: One join for all kinds of counts

  /// What wins, and for each part of each chamber the coalitions of others that it makes win; nil
  /// for none.
  private func join<Ring: CountRing>(
    _ parts: [[Ring.Element]], idle: Ring.Element, in ring: Ring
  ) -> (winning: Ring.Element?, others: [[Ring.Element?]]) {
    let taken = zip(layers, parts).map { layer, parts in
      layer.edges.map { ring.sum(of: $0.parts.map { parts[$0] }) }
    }
    var back: [[Ring.Element?]] = [wins.map { $0 ? idle : nil }]
    for (layer, taken) in zip(layers, taken).reversed() {
      var sums = [Ring.Element?](repeating: nil, count: layer.sources)
      for (edge, taken) in zip(layer.edges, taken) {
        guard let rest = back[back.count - 1][edge.target] else { continue }
        ring.add(taken, times: rest, to: &sums[edge.source])
      }
      back.append(sums)
    }
    back.reverse()
    var front: [Ring.Element?] = [ring.one]
    var others: [[Ring.Element?]] = []
    for (place, layer) in layers.enumerated() {
      var next = [Ring.Element?](repeating: nil, count: layer.targets)
      var found = [Ring.Element?](repeating: nil, count: layer.parts.count)
      for (edge, taken) in zip(layer.edges, taken[place]) {
        // Nobody wins from here on, whatever comes before.
        guard let before = front[edge.source], let rest = back[place + 1][edge.target] else {
          continue
        }
        for part in edge.parts { ring.add(before, times: rest, to: &found[part]) }
        if place + 1 < layers.count { ring.add(before, times: taken, to: &next[edge.target]) }
      }
      others.append(found)
      front = next
    }
    return (back[0][0], others)
  }

  // MARK: Results

  /// The counts of all coalitions together.
  func result(kindCount: Int, _ components: [Component]) -> GameCounter.Result {
    let (winning, others) = join(
      layers.map { $0.parts.map(\.taken.total) }, idle: BigInt(1) << idleCount, in: WholeNumbers())
    var swings = Array(repeating: BigInt(0), count: kindCount)
    for (place, component) in components.enumerated() {
      for (part, others) in zip(layers[place].parts, others[place]) {
        guard let others else { continue }
        for (kind, gained) in zip(component.kinds, part.gained) {
          swings[kind] += gained.total * others
        }
      }
    }
    return GameCounter.Result(
      winning: Counts(values: winning.map { [$0] } ?? []), swings: swings, pivots: nil)
  }

  /// The counts by size, with the pivots; or only these by size.
  func resultBySize(
    kindCount: Int, _ components: [Component], onlyPivots: Bool
  ) -> GameCounter.Result {
    let together = result(kindCount: kindCount, components)
    let orders = SeatOrders(seatCount: seatCount)
    let (winning, weights) = countsBySize(orders, onlyPivots: onlyPivots)
    var pivots = Array(repeating: BigInt(0), count: kindCount)
    for (place, component) in components.enumerated() {
      for (part, weights) in zip(layers[place].parts, weights[place]) {
        for (kind, gained) in zip(component.kinds, part.gained) {
          for (size, weight) in weights where !gained[size].isZero {
            pivots[kind] += gained[size] * weight
          }
        }
      }
    }
    return GameCounter.Result(
      winning: onlyPivots ? together.winning : Counts(values: winning),
      swings: together.swings, pivots: GameCounter.Pivots(ofKinds: pivots, whole: orders.whole))
  }

  /// The winning coalitions of each size, if they are wanted; and for each part of each chamber,
  /// the orders that a coalition of each size stands for, with all coalitions of others that it
  /// makes win, of the sizes at which some seat leads into the part or out of it.
  private func countsBySize(
    _ orders: SeatOrders, onlyPivots: Bool
  ) -> (winning: [BigInt], weights: [[[(size: Int, weight: BigInt)]]]) {
    // The orders for one coalition and some of those of the others are some of all orders; and of
    // n seats there are no more coalitions than 2ⁿ.
    let residues = Residues(below: max(orders.whole.magnitude + 1, BigUInt(1) << (seatCount + 1)))
    let sizes = layers.map { $0.parts.map(\.turningSizes) }
    var winning = Array(repeating: [UInt64](), count: onlyPivots ? 0 : seatCount + 1)
    var weights = sizes.map { $0.map { $0.map { _ in [UInt64]() } } }
    let parts = layers.map { $0.parts.map { WordPolynomial($0.taken.values) } }
    let idle = WordPolynomial(Counts.all(of: idleCount, bySize: true).values)
    let orders = WordPolynomial(orders.counts)
    for field in residues.fields {
      let ring = PolynomialValues(field, degree: seatCount)
      let factors = ring.factors(weighing: orders)
      let found = join(
        parts.map { $0.map { ring.values(of: $0) } },
        idle: idleCount == 0 ? ring.one : ring.values(of: idle), in: ring)
      let bySize = onlyPivots ? nil : found.winning.map { ring.coefficients($0) }
      for size in winning.indices { winning[size].append(bySize?[size] ?? 0) }
      for (layer, others) in found.others.enumerated() {
        for (part, others) in others.enumerated() where !sizes[layer][part].isEmpty {
          let sizes = sizes[layer][part]
          let sums = others.map { ring.sums(over: ring.product($0, factors), powers: sizes) }
          for place in sizes.indices { weights[layer][part][place].append(sums?[place] ?? 0) }
        }
      }
    }
    return (
      winning.map { residues.number($0) },
      zip(sizes, weights).map { sizes, weights in
        zip(sizes, weights).map { sizes, weights in
          zip(sizes, weights).map { ($0, residues.number($1)) }
        }
      }
    )
  }
}

extension ComponentCounts.Step {
  /// The sizes of coalitions that take the step, or no longer, with one seat more.
  fileprivate var turningSizes: [Int] {
    let count = gained.reduce(0) { max($0, $1.values.count) }
    return (0..<count).filter { size in gained.contains { !$0[size].isZero } }
  }
}

/// Counts of coalitions that can be multiplied and summed up.
private protocol CountRing {
  associatedtype Element
  /// One coalition, without seats.
  var one: Element { get }
  /// The sum of some, of which there is one at least.
  func sum(of elements: [Element]) -> Element
  /// Adds a product to a sum; nil is no coalition.
  func add(_ left: Element, times right: Element, to sum: inout Element?)
}

/// Counts of coalitions of all sizes together.
private struct WholeNumbers: CountRing {
  var one: BigInt { 1 }

  func sum(of elements: [BigInt]) -> BigInt { elements.reduce(0, +) }

  func add(_ left: BigInt, times right: BigInt, to sum: inout BigInt?) {
    sum = (sum ?? 0) + left * right
  }
}

/// Counts of coalitions by size; an empty list is one coalition without seats, which takes no work.
extension PolynomialValues: CountRing {
  var one: [UInt64] { [] }

  func sum(of elements: [[UInt64]]) -> [UInt64] {
    guard elements.count > 1 else { return elements.first ?? [] }
    return elements.dropFirst().reduce(into: elements[0]) { add($1, to: &$0) }
  }

  func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    return left.indices.map { field.product(left[$0], right[$0]) }
  }

  func add(_ left: [UInt64], times right: [UInt64], to sum: inout [UInt64]?) {
    guard var own = sum else {
      sum = product(left, right)
      return
    }
    // Taken out, so that it is changed in place.
    sum = nil
    if own.isEmpty { own = Array(repeating: field.one, count: count) }
    if left.isEmpty || right.isEmpty {
      add(left.isEmpty ? right : left, to: &own)
    } else {
      for place in own.indices {
        own[place] = field.sum(own[place], field.product(left[place], right[place]))
      }
    }
    sum = own
  }

  private func add(_ other: [UInt64], to own: inout [UInt64]) {
    for place in own.indices {
      own[place] = field.sum(own[place], other.isEmpty ? field.one : other[place])
    }
  }
}
