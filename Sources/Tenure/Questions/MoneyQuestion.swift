internal import TenureDocuments
public import TenureEngine
public import TenureMeasures
public import TenureModel

/// Which waterfall an income runs down in a situation, and by which clauses.
///
/// ```swift
/// let question = MoneyQuestion(engine)
/// let waterfall = try question.waterfall(in: situation)
/// let payout = try waterfall.payout(of: Money("1000.00 EUR"), claims: claims)
/// ```
public struct MoneyQuestion: Sendable {
  /// Why there is no one waterfall.
  public enum Failure: Error, Sendable, Hashable {
    /// Who is paid depends on facts that the situation leaves open.
    case depends(on: [FacetID])
  }

  private let engine: RegimeEngine
  /// The regime without what has no say in money.
  private let paying: RegimeEngine
  /// For each clause of that the position in the whole regime.
  private let positions: [Int]

  /// Makes a regime ready for questions about money.
  public init(_ engine: RegimeEngine) {
    self.engine = engine
    let (regime, positions) = engine.deciding(.distribution)
    paying = RegimeEngine(regime)
    self.positions = positions
  }

  /// The waterfall of a situation; the label of a step is the position of its clause in
  /// `RegimeEngine.clauses`.
  ///
  /// Two clauses that say the same are two steps, unless they are rivals.
  ///
  /// - Parameters:
  ///   - situation: The situation; facets that are left out take their defaults.
  ///   - assumptions: Further values for facets that the situation leaves out, such as the date.
  /// - Returns: The waterfall, with a clause for each step.
  /// - Throws: Who is paid depends on facts that are open.
  public func waterfall(
    in situation: Situation, assuming assumptions: [FacetID: FacetValue] = [:]
  ) throws(Failure) -> Waterfall<Int> {
    let vocabulary = engine.regime.vocabulary
    var given = situation
    for (facet, value) in assumptions where given[facet] == nil { given[facet] = .known(value) }
    let completed = given.completedByDefaults(of: vocabulary).situation
    let ruling = paying.ruling(in: completed, tracesDefaults: false)
    var outcome = ruling.outcome.waterfall
    if !ruling.depends.isEmpty {
      // Perhaps rights alone depend on these facets, and nobody is paid by them.
      let found = paying.waterfall(in: completed)
      guard found.depends.isEmpty else { throw .depends(on: found.depends) }
      outcome = found.waterfall
    }
    return labelled(outcome, in: completed.someCompletion(in: vocabulary))
  }

  /// The waterfall of a situation in which every facet has a value, labelled alike.
  public func waterfall(in situation: TotalSituation) -> Waterfall<Int> {
    labelled(paying.ruling(in: situation).outcome.waterfall, in: situation)
  }

  private func labelled(
    _ outcome: WaterfallOutcome, in situation: TotalSituation
  ) -> Waterfall<Int> {
    var clauses: [WaterfallOutcome.Step: [Int]] = [:]
    let terms = engine.regime.distribution.terms
    let behind = Outcome(waterfall: outcome)
    for position in paying.standing(.distribution, behind: behind, in: situation) {
      guard case .distribution(let effect) = paying.clauses[position].clause.effect else {
        continue
      }
      clauses[effect.outcomeStep(under: terms), default: []].append(positions[position])
    }
    return Waterfall(outcome) { step, copy in
      let known = clauses[step] ?? []
      return known.isEmpty ? -1 : known[min(copy, known.count - 1)]
    }
  }
}
