import TenureModel

/// A regime's answers to the rows of a population, as one diagram whose leaves are the numbers of
/// `RowAnswer`.
struct PopulationDiagram {
  let space: Space
  let store: DiagramStore
  private(set) var root: Ref

  /// The most nodes that may be made before facets that no row gives are left in the diagram.
  private static let nodeLimit = 1 << 22

  /// Builds the diagram.
  ///
  /// - Parameters:
  ///   - engine: The regime.
  ///   - day: The day at which it is asked; without it, `date` is a facet like any other.
  ///   - namesClauses: Whether the leaves tell the first deciding clause too.
  ///   - absent: The facts of facets that no row gives; the diagram need not ask about them.
  ///   - nodeLimit: The most nodes; if it `isExhausted` afterwards, there is no diagram.
  init(
    _ engine: RegimeEngine, at day: Day?, namesClauses: Bool,
    absent: [FacetID: Situation.Fact] = [:], nodeLimit: Int = .max
  ) {
    self.init(of: engine, at: day, namesClauses: namesClauses, nodeLimit: nodeLimit) { _ in nil }
    absorb(absent)
  }

  /// Takes a diagram as it is.
  init(_ root: Ref, in analysis: Analysis) {
    space = analysis.space
    store = analysis.store
    self.root = root
  }

  /// Builds the diagram over the completions of a situation; outside of them it means nothing.
  init(_ engine: RegimeEngine, in situation: Situation, namesClauses: Bool) {
    self.init(of: engine, at: nil, namesClauses: namesClauses, nodeLimit: .max) { space in
      space.domains(of: situation)
    }
  }

  private init(
    of engine: RegimeEngine, at day: Day?, namesClauses: Bool, nodeLimit: Int,
    domains: (Space) -> [Bits]?
  ) {
    let analysis = Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey,
      day: day, nodeLimit: nodeLimit)
    let part = domains(analysis.space).map { Resolver.Part.domains($0) }
    let resolver = Resolver(analysis, side: 0, part: part ?? .region(.yes))
    space = analysis.space
    store = analysis.store
    let prevailing = resolver.prevailing(on: .act) { $0.circulation?.conduct == .oblige }
    let verdict = prevailing ?? resolver.diagram(of: .act)
    guard namesClauses, !store.isExhausted else {
      // Without a clause the number is the verdict's own.
      root = verdict
      return
    }
    let contest = prevailing == nil ? resolver.contest(.act) : nil
    let candidates = resolver.speakers(on: .act).map { clause, answer in
      DecidingWalk.Candidate(
        clause: clause,
        region: contest?.undefeated(clause, analysis.store) ?? resolver.openMatch(clause),
        answer: answer,
        isDefault: analysis.sides[0].precedence.contenders[clause].isDefault)
    }
    root = DecidingWalk.diagram(
      verdict: verdict, candidates: candidates, followsVerdict: contest == nil,
      in: analysis.store)
  }

  /// Puts the facts of facets in that no row gives.
  mutating func absorb(_ absent: [FacetID: Situation.Fact]) {
    for (facet, fact) in absent.sorted(by: { $0.key < $1.key }) {
      guard case .known(let value) = fact else { continue }
      for level in space.levels[facet] ?? [] {
        root = store.restrict(root, level: level, to: space.variables[level].code(of: value))
      }
    }
    var joiner = CompletionJoiner(space: space, store: store)
    for (facet, fact) in absent.sorted(by: { $0.key < $1.key }) where fact == .unknown {
      if store.nodeCount < Self.nodeLimit { root = joiner.joinAll(root, of: facet) }
    }
  }
}
