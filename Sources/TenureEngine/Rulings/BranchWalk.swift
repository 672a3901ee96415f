import TenureModel

/// Follows the variables of one facet through several diagrams side by side, and makes one diagram
/// of which outcome their values lead to: the leaf of a number stands for the outcome of it.
///
/// The other variables are not asked. What is left of the diagrams when a class is chosen is a
/// *state*, and each is walked once, by however many ways it is reached.
///
/// Complexity: the number of states, which is that of the diagrams' nodes where there is one, times
/// the classes of a variable; at most ``stateLimit`` states.
struct BranchWalk {
  /// The most states before the walk is given up.
  static let stateLimit = 1 << 16

  /// The outcomes by their numbers.
  let outcomes = Interner<Outcome>()
  /// Whether there were too many states; then the diagram means nothing.
  private(set) var isGivenUp = false

  private let store: DiagramStore
  /// The levels of the facet, which stand side by side.
  private let levels: Range<Int>
  private let domains: [Bits]
  private let outcome: ([Ref]) -> Outcome
  private var known: [[Ref]: Ref] = [:]
  private let firstLevels = RefTable()

  /// - Parameters:
  ///   - store: Where the diagrams are, and where the result goes.
  ///   - levels: The levels of the facet; the first has a domain.
  ///   - domains: The classes of each level that are possible.
  ///   - outcome: What the diagrams come to where the facet has been asked.
  init(
    _ store: DiagramStore, levels: Range<Int>, domains: [Bits],
    outcome: @escaping ([Ref]) -> Outcome
  ) {
    self.store = store
    self.levels = levels
    self.domains = domains
    self.outcome = outcome
  }

  /// The diagram of what some diagrams lead to; a class that is not possible goes with one that is.
  mutating func diagram(of refs: [Ref]) -> Ref {
    if let ref = known[refs] { return ref }
    guard known.count < Self.stateLimit else {
      isGivenUp = true
      return .no
    }
    let level = refs.reduce(levels.upperBound) { min($0, firstLevel(of: $1)) }
    let result: Ref
    if level == levels.upperBound {
      result = Ref(leaf: outcomes.number(of: outcome(refs)))
    } else {
      let usual = below(refs, level, domains[level].first ?? 0)
      let base = store.begin()
      for code in 0..<store.arities[level] {
        let child = domains[level][code] ? below(refs, level, code) : usual
        store.push(code + 1, child, since: base)
      }
      result = store.finish(level: level, since: base)
    }
    known[refs] = result
    return result
  }

  private mutating func below(_ refs: [Ref], _ level: Int, _ code: Int) -> Ref {
    diagram(of: refs.map { store.restrict($0, level: level, to: code) })
  }

  /// The first level of the facet that a diagram asks; behind the last one if it asks none.
  private func firstLevel(of ref: Ref) -> Int {
    let level = store.level(ref)
    if level >= levels.lowerBound { return min(level, levels.upperBound) }
    if let known = firstLevels[ref] { return Int(known.raw) }
    var first = levels.upperBound
    for run in store.runs(ref) { first = min(first, firstLevel(of: Ref(raw: run.child))) }
    firstLevels[ref] = Ref(raw: Int32(truncatingIfNeeded: first))
    return first
  }
}
