import BigInt
import TenureModel

/// One walk through a diagram that counts, per class of some facets, the cases of each leaf.
///
/// Where all cases fit into 128 bits, they are counted in 128 bits.
struct TallyPass {
  /// The classes of leaves of each axis.
  let classes: [[LeafSet]]

  private let space: Space
  private let store: DiagramStore
  private let weights: [[BigUInt]]
  /// The levels of the axes, by axis; nil where no clause tells the leaves apart.
  private let axes: [Int?]
  /// The cases of named facets that are neither axes nor tested here.
  private let outside: BigUInt
  private let isNarrow: Bool

  init(_ analysis: Analysis, axes facets: [FacetID], survey: Survey, day: Day?) {
    space = analysis.space
    store = analysis.store
    weights = space.variables[..<space.baseLevelCount].map(\.weights)
    isNarrow = weights.reduce(BigUInt(1)) { $0 * $1.reduce(0, +) }.bitWidth <= 128
    let vocabulary = space.vocabulary
    let levels = space.levels
    outside = survey.named.reduce(1) { product, facet in
      levels[facet] == nil && !facets.contains(facet)
        ? product * survey.cases(of: facet, in: vocabulary, at: day) : product
    }
    axes = facets.map { levels[$0]?.first }
    let variables = space.variables
    classes = zip(facets, axes).map { facet, level in
      guard let level, case .terms(let classes) = variables[level].content else {
        return [vocabulary.taxonomy(of: facet)?.allLeaves ?? .empty]
      }
      return classes
    }
  }

  /// The same as `cells`, where a walk counts what it meets; nil where the axes do not come first
  /// in the order, where there are more cases than 128 bits count, or where there is no such walk.
  ///
  /// - Parameters:
  ///   - leafCount: The number that all leaves are below.
  ///   - walk: Walks, and returns what the counter calls the first state.
  /// - Returns: The cells.
  func cells(
    leafCount: Int, countedBy walk: (StateCounter) -> Ref?
  ) -> [(codes: [Int?], counts: [Int: BigUInt])]? {
    let asked = axes.compactMap { $0 }
    guard isNarrow, asked.sorted() == Array(asked.indices) else { return nil }
    let counter = StateCounter(
      axisCount: asked.count, leafCount: leafCount,
      weights: LevelWeights(weights.map { $0.map { UInt128($0) } }))
    guard let root = walk(counter) else { return nil }
    return counter.cells(from: root).map { codes, counts in
      let large = counts.enumerated().map { ($0.offset, BigUInt($0.element) * outside) }
      return (
        axes.map { $0.flatMap { codes[$0] } }, Dictionary(uniqueKeysWithValues: large)
      )
    }
  }

  /// For some classes of the axes, nil for all, the cases of each leaf per leaf of each axis.
  func cells(_ root: Ref) -> [(codes: [Int?], counts: [Int: BigUInt])] {
    var places: [Int] = []
    var span = 1
    for classes in classes {
      places.append(span)
      span *= classes.count + 1
    }
    var placesByLevel: [Int: Int] = [:]
    var weights = weights
    for (axis, level) in axes.enumerated() {
      guard let level else { continue }
      placesByLevel[level] = places[axis]
      // The weight of an axis comes in with the groups that are asked about.
      weights[level] = [1] + weights[level].dropFirst().map { _ in 0 }
    }
    let found: [(key: Int, counts: [Int: BigUInt])]
    if isNarrow {
      var narrow = LevelWeights(weights.map { $0.map { UInt128($0) } })
      found = named(narrow.cells(root, axes: placesByLevel, in: store))
    } else {
      var wide = LevelWeights(weights)
      found = named(wide.cells(root, axes: placesByLevel, in: store))
    }
    return found.map { key, counts in
      let codes = classes.indices.map { axis -> Int? in
        let digit = key / places[axis] % (classes[axis].count + 1)
        return digit == 0 ? nil : digit - 1
      }
      return (codes, counts)
    }
  }

  private func named<Number: CaseNumber>(
    _ cells: (leaves: [Int], counts: [Int: [Number]])
  ) -> [(key: Int, counts: [Int: BigUInt])] {
    cells.counts.map { key, counts in
      let large = counts.map { $0.cases * outside }
      return (key, Dictionary(zip(cells.leaves, large), uniquingKeysWith: +))
    }
  }

  /// For each leaf of a set facet, an axis, the cases of each leaf of a diagram with it in the set.
  func memberCounts(_ root: Ref, of facet: FacetID) -> [[Int: BigUInt]] {
    let levels = space.levels[facet] ?? []
    if isNarrow {
      var narrow = LevelWeights(weights.map { $0.map { UInt128($0) } })
      return memberCounts(narrow.passing(levels, root, in: store), of: facet, levels)
    }
    var wide = LevelWeights(weights)
    return memberCounts(wide.passing(levels, root, in: store), of: facet, levels)
  }

  private func memberCounts<Number: CaseNumber>(
    _ found: (leaves: [Int], all: [Number], without: [[Number]], with: [[Number]]),
    of facet: FacetID, _ levels: [Int]
  ) -> [[Int: BigUInt]] {
    let leafCount = space.vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    let all = found.all.map { $0.cases * outside }
    func named(_ counts: [BigUInt]) -> [Int: BigUInt] {
      Dictionary(zip(found.leaves, counts), uniquingKeysWith: +)
    }
    guard !levels.isEmpty else {
      let half = BigUInt(1) << max(leafCount - 1, 0)
      return (0..<leafCount).map { _ in named(all.map { $0 * half }) }
    }
    var counts = Array(repeating: [Int: BigUInt](), count: leafCount)
    for (place, level) in levels.enumerated() {
      guard case .block(let block) = space.variables[level].content else { continue }
      // Of the sets that meet a block of n leaves, 2ⁿ⁻¹ have a given one.
      let half = BigUInt(1) << (block.count - 1)
      let meeting = weights[level][1]
      let ofOne = all.indices.map { column in
        let here = found.with[place][column].cases * outside
        let elsewhere =
          all[column] - found.without[place][column].cases * outside - here * meeting
        return here * half + elsewhere / 2
      }
      for leaf in block.leaves { counts[leaf] = named(ofOne) }
    }
    return counts
  }
}
