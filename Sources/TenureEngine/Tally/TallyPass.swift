import BigInt
import TenureModel

/// One walk through a diagram that counts, per class of some facets, the cases of each leaf.
final class TallyPass {
  /// The classes of leaves of each axis.
  let classes: [[LeafSet]]

  private let space: Space
  private let store: DiagramStore
  private let weights: [[BigUInt]]
  /// For each level the weight of the classes below each class.
  private let partialSums: [[BigUInt]]
  private let sums: [BigUInt]
  /// The levels of the axes, by axis; nil where no clause tells the leaves apart.
  private let axes: [Int?]
  /// The cases of named facets that are neither axes nor tested here.
  private let outside: BigUInt
  private var below: [Ref: [Int: BigUInt]] = [:]
  private var gaps: [BigUInt?]
  private var gapsWithoutAxes: [BigUInt?]

  init(_ analysis: Analysis, axes facets: [FacetID], survey: Survey, day: Day?) {
    space = analysis.space
    store = analysis.store
    weights = space.variables[..<space.baseLevelCount].map(\.weights)
    partialSums = weights.map { weights in
      weights.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    }
    sums = partialSums.map { $0.last ?? 0 }
    let vocabulary = space.vocabulary
    let levels = space.levels
    outside = survey.named.reduce(1) { product, facet in
      levels[facet] == nil && !facets.contains(facet)
        ? product * survey.cases(of: facet, in: vocabulary, at: day) : product
    }
    axes = facets.map { levels[$0]?.first }
    gaps = Array(repeating: nil, count: (weights.count + 1) * (weights.count + 1))
    gapsWithoutAxes = gaps
    let variables = space.variables
    classes = zip(facets, axes).map { facet, level in
      guard let level, case .terms(let classes) = variables[level].content else {
        return [vocabulary.taxonomy(of: facet)?.allLeaves ?? .empty]
      }
      return classes
    }
  }

  private func level(_ ref: Ref) -> Int { ref.isLeaf ? weights.count : store.level(ref) }

  /// The cases of the levels from one up to another.
  private func gap(_ start: Int, _ end: Int) -> BigUInt {
    let place = start * (weights.count + 1) + end
    if let known = gaps[place] { return known }
    let product = sums[start..<end].reduce(1, *)
    gaps[place] = product
    return product
  }

  /// The cases of the levels from one up to another, axes apart.
  private func gapWithoutAxes(_ start: Int, _ end: Int) -> BigUInt {
    let place = start * (weights.count + 1) + end
    if let known = gapsWithoutAxes[place] { return known }
    var product: BigUInt = 1
    for level in start..<end where !axes.contains(level) { product *= sums[level] }
    gapsWithoutAxes[place] = product
    return product
  }

  /// The children of a node, each run of classes with its weight.
  private func branches(_ node: Ref) -> [(child: Ref, weight: BigUInt)] {
    let sums = partialSums[store.level(node)]
    var start = 0
    return store.runs(node).map { run in
      let end = Int(run.end)
      defer { start = end }
      return (Ref(raw: run.child), start == 0 ? sums[end] : sums[end] - sums[start])
    }
  }

  /// The ways from a node to each leaf, in the levels from its own on.
  private func ways(from ref: Ref) -> [Int: BigUInt] {
    if let leaf = ref.leaf { return [leaf: 1] }
    if let known = below[ref] { return known }
    var ways: [Int: BigUInt] = [:]
    let next = store.level(ref) + 1
    for (child, weight) in branches(ref) {
      let factor = weight * gap(next, level(child))
      for (leaf, count) in self.ways(from: child) { ways[leaf, default: 0] += count * factor }
    }
    below[ref] = ways
    return ways
  }

  /// For some classes of the axes, nil for all, the cases of each leaf per leaf of each axis.
  ///
  /// What reaches a node is kept by a key: a digit for each axis, zero for all classes.
  func cells(_ root: Ref) -> [(codes: [Int?], counts: [Int: BigUInt])] {
    var places: [Int] = []
    var span = 1
    for classes in classes {
      places.append(span)
      span *= classes.count + 1
    }
    let last = axes.compactMap { $0 }.max() ?? -1
    var reached: [Ref: [Int: BigUInt]] = [
      root: [0: outside * gapWithoutAxes(0, level(root))]
    ]
    for node in store.nodes(of: root) where store.level(node) <= last {
      let level = store.level(node)
      let arrivals = reached.removeValue(forKey: node) ?? [:]
      let axis = axes.firstIndex(of: level)
      // The weight of an axis comes in with the groups that are asked about.
      let edges =
        axis == nil
        ? branches(node).map { (child: $0.child, weight: $0.weight, code: 0) }
        : weights[level].indices.map { (child: store.child(node, $0), weight: 1, code: $0) }
      for (child, weight, code) in edges {
        let factor = weight * gapWithoutAxes(level + 1, self.level(child))
        let digit = axis.map { places[$0] * (code + 1) } ?? 0
        for (key, count) in arrivals {
          reached[child, default: [:]][key + digit, default: 0] += count * factor
        }
      }
    }
    var cells: [Int: [Int: BigUInt]] = [:]
    for (ref, arrivals) in reached {
      let ways = ways(from: ref)
      for (key, count) in arrivals {
        for (leaf, number) in ways { cells[key, default: [:]][leaf, default: 0] += number * count }
      }
    }
    return cells.map { key, counts in
      let codes = classes.indices.map { axis -> Int? in
        let digit = key / places[axis] % (classes[axis].count + 1)
        return digit == 0 ? nil : digit - 1
      }
      return (codes, counts)
    }
  }

  /// For each leaf of a set facet, an axis, the cases of each leaf of a diagram with it in the set.
  func memberCounts(_ root: Ref, of facet: FacetID) -> [[Int: BigUInt]] {
    let leafCount = space.vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    let levels = space.levels[facet] ?? []
    let all = ways(from: root).mapValues {
      $0 * outside * gap(0, level(root))
    }
    guard !levels.isEmpty else {
      let half = BigUInt(1) << max(leafCount - 1, 0)
      return (0..<leafCount).map { _ in all.mapValues { $0 * half } }
    }
    var counts = Array(repeating: [Int: BigUInt](), count: leafCount)
    for (level, (without, with)) in through(levels, root) {
      guard case .block(let block) = space.variables[level].content else { continue }
      // Of the sets that meet a block of n leaves, 2ⁿ⁻¹ have a given one.
      let half = BigUInt(1) << (block.count - 1)
      let meeting = weights[level][1]
      var ofOne: [Int: BigUInt] = [:]
      for (leaf, total) in all {
        let here = with[leaf] ?? 0
        let elsewhere = total - (without[leaf] ?? 0) - here * meeting
        ofOne[leaf] = here * half + elsewhere / 2
      }
      for leaf in block.leaves { counts[leaf] = ofOne }
    }
    return counts
  }

  /// For some yes/no levels the cases of each leaf that pass a node of the level: with class 0, and
  /// with class 1 per case of that class.
  private func through(
    _ levels: [Int], _ root: Ref
  ) -> [Int: (without: [Int: BigUInt], with: [Int: BigUInt])] {
    var found: [Int: (without: [Int: BigUInt], with: [Int: BigUInt])] = [:]
    for level in levels { found[level] = ([:], [:]) }
    let last = levels.max() ?? -1
    var reached = [root: outside * gap(0, level(root))]
    for node in store.nodes(of: root) where store.level(node) <= last {
      let level = store.level(node)
      let count = reached.removeValue(forKey: node) ?? 0
      for (child, weight) in branches(node) {
        let factor = count * gap(level + 1, self.level(child))
        reached[child, default: 0] += factor * weight
      }
      guard levels.contains(level) else { continue }
      for code in 0..<2 {
        let child = store.child(node, code)
        let factor = count * gap(level + 1, self.level(child))
        for (leaf, ways) in ways(from: child) {
          if code == 0 {
            found[level]?.without[leaf, default: 0] += ways * factor
          } else {
            found[level]?.with[leaf, default: 0] += ways * factor
          }
        }
      }
    }
    return found
  }
}
