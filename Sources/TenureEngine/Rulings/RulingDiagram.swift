public import BigInt
public import TenureModel

/// The verdicts of a regime on all situations at once: one ordered, reduced decision diagram.
///
/// A verdict is a walk from the root to a leaf, one step for each facet that matters. The diagram
/// answers what no list of clauses can: how many situations there are of each verdict, exactly.
/// It is bad at regimes that change with every question; to compare two, use `RegimeDiff`.
public struct RulingDiagram: Sendable {
  private let space: Space
  private let finished: FinishedStore
  private let root: Ref

  /// A store in which nothing is made any more: it may be read from anywhere.
  private struct FinishedStore: @unchecked Sendable { let store: DiagramStore }

  private var store: DiagramStore { finished.store }

  /// Builds the diagram of a regime's verdicts.
  ///
  /// - Parameters:
  ///   - engine: The regime.
  ///   - day: The day at which it is asked; without it, `date` is a facet like any other.
  ///
  /// Complexity: a few diagram operations for each pair of clauses that disagree and can meet.
  /// Sizes are small for law, and can be exponential for clauses made to defeat it.
  public init(_ engine: RegimeEngine, at day: Day? = nil) {
    let analysis = Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey,
      day: day)
    root = Resolver(analysis, side: 0, part: .region(.yes)).diagram(of: .act)
    space = analysis.space
    finished = FinishedStore(store: analysis.store)
  }

  /// The number of nodes that the verdict can pass through.
  public var nodeCount: Int {
    store.nodes(of: root).count
  }

  /// The verdict on a situation.
  ///
  /// Complexity: one step for each facet that matters on the way.
  public func verdict(in situation: TotalSituation) -> Verdict {
    var ref = root
    while ref.leaf == nil {
      let variable = space.variables[store.level(ref)]
      ref = store.child(ref, variable.code(of: situation[variable.facet]))
    }
    return ActValue.verdicts[ref.leaf ?? 0]
  }

  /// The number of situations of each verdict; those without are left out.
  public func counts() -> [Verdict: BigUInt] {
    let counter = CaseCounter(space)
    var counts: [Verdict: BigUInt] = [:]
    for (leaf, count) in counter.counts(root, in: store) {
      counts[ActValue.verdicts[leaf]] = count
    }
    return counts
  }
}
