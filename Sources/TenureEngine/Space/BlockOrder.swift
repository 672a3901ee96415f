import TenureModel

/// Puts the blocks of a set facet in an order in which what guards test together stands together.
///
///     vocabulary   a1  a2  a3  b1  b2  b3      every {all: [aᵢ, bᵢ]} is open in the middle: 2ⁿ
///     order        a1  b1  a2  b2  a3  b3      one of them is open at a time
///
/// Otherwise the order in which a vocabulary lists its terms would decide whether a comparison
/// takes a moment or forever. That order stands where it does no harm, because people know it: it
/// is left only where many guards are open at once, and at most half as many need to be.
///
/// Complexity: the leaves under the terms of all tests, times the depth of the guards, and that of
/// `LeastOpenOrder`.
struct BlockOrder {
  /// How many open guards never matter.
  private static let tolerance = 8

  private let guards: [Guard]
  private let vocabulary: Vocabulary

  init(_ guards: [Guard], in vocabulary: Vocabulary) {
    self.guards = guards
    self.vocabulary = vocabulary
  }

  /// The variables, of which those of a facet stand side by side, each facet where it stood; and
  /// the facets of which many blocks are linked, so that they must stay so.
  func ordered(_ variables: [Variable]) -> (variables: [Variable], linked: Set<FacetID>) {
    var ordered = variables
    var linked: Set<FacetID> = []
    var start = 0
    while start < variables.count {
      let facet = variables[start].facet
      let end = variables[start...].firstIndex { $0.facet != facet } ?? variables.count
      if end - start > Self.tolerance, facet != vocabulary.right,
        let links = links(of: variables[start..<end], of: facet)
      {
        linked.insert(facet)
        if let order = Self.order(of: end - start, links) {
          ordered.replaceSubrange(start..<end, with: order.map { variables[start + $0] })
        }
      }
      start = end
    }
    return (ordered, linked)
  }

  /// The links between a facet's blocks; nil if they are few.
  private func links(of variables: ArraySlice<Variable>, of facet: FacetID) -> BlockLinks? {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return nil }
    var links = BlockLinks(facet, taxonomy)
    for (place, variable) in variables.enumerated() {
      guard case .block(let block) = variable.content else { return nil }
      links.add(block, at: place)
    }
    for condition in guards { _ = links.add(condition) }
    return links.blocks.count > Self.tolerance ? links : nil
  }

  /// The places of linked blocks in a better order; nil if that of the vocabulary does.
  private static func order(of count: Int, _ links: BlockLinks) -> [Int]? {
    let usual = links.mostOpen(in: Array(0..<count))
    guard usual > tolerance else { return nil }
    var testing = Array(repeating: [Int](), count: count)
    for (number, blocks) in links.blocks.enumerated() {
      for block in blocks { testing[block].append(number) }
    }
    var search = LeastOpenOrder(
      testing: testing, begun: Array(repeating: false, count: links.blocks.count))
    let order = search.sequence()
    return links.mostOpen(in: order) * 2 <= usual ? order : nil
  }
}

/// Which blocks of a set facet are tested together: by one test, or by tests that are joined.
private struct BlockLinks {
  /// The blocks that are linked, ascending, each combination once.
  private(set) var blocks: [[Int]] = []

  private let facet: FacetID
  private let taxonomy: Taxonomy
  private var blockOfLeaf: [Int]
  private var blockCount = 0
  private var seen: Set<[Int]> = []

  init(_ facet: FacetID, _ taxonomy: Taxonomy) {
    self.facet = facet
    self.taxonomy = taxonomy
    blockOfLeaf = Array(repeating: 0, count: taxonomy.leafCount)
  }

  mutating func add(_ block: LeafSet, at place: Int) {
    for leaf in block.leaves { blockOfLeaf[leaf] = place }
    blockCount = place + 1
  }

  /// Notes what a guard links, and returns the blocks that it tests.
  mutating func add(_ condition: Guard) -> [Int] {
    let tested: [Int]
    switch condition {
    case .test(let test): tested = test.facet == facet ? places(of: test.condition) : []
    case .not(let part): return add(part)
    case .all(let parts), .any(let parts):
      if parts.count == 1 { return add(parts[0]) }
      var found: [Int] = []
      var sources = 0
      for part in parts {
        let here = add(part)
        if !here.isEmpty { sources += 1 }
        found += here
      }
      tested = sources > 1 ? Set(found).sorted() : found
    }
    // All of them are open everywhere, whatever the order.
    if tested.count > 1, tested.count < blockCount, seen.insert(tested).inserted {
      blocks.append(tested)
    }
    return tested
  }

  private func places(of condition: FacetTest.Condition) -> [Int] {
    let leaves: LeafSet
    switch condition {
    case .hasAny(let terms), .hasAll(let terms), .hasNone(let terms):
      leaves = taxonomy.leaves(underAnyOf: terms)
    case .hasOnly(let terms):
      leaves = taxonomy.leaves(underAnyOf: terms).complement(in: taxonomy.leafCount)
    default: return []
    }
    return Set(leaves.leaves.map { blockOfLeaf[$0] }).sorted()
  }

  /// The most links that are open at a place of an order.
  func mostOpen(in order: [Int]) -> Int {
    var place = Array(repeating: 0, count: order.count)
    for (position, block) in order.enumerated() { place[block] = position }
    var change = Array(repeating: 0, count: order.count + 1)
    for linked in blocks {
      var first = Int.max
      var last = 0
      for block in linked {
        first = min(first, place[block])
        last = max(last, place[block])
      }
      change[first] += 1
      change[last] -= 1
    }
    var open = 0
    var most = 0
    for step in change {
      open += step
      most = max(most, open)
    }
    return most
  }
}
