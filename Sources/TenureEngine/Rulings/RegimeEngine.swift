public import TenureModel

/// A regime made ready for questions.
///
/// ```swift
/// let engine = RegimeEngine(regime)
/// let ruling = engine.ruling(in: situation)      // what holds, and which clauses decided it
/// let diff = RegimeDiff.compare(engine, other)   // what another regime answers differently
/// ```
///
/// Nothing is compiled before it is needed. Once a few total situations have been ruled, the
/// clauses are prepared for many, and each further one costs microseconds. Partial situations,
/// comparisons and checks cut the space of situations by the clauses and are exact over all of it.
public struct RegimeEngine: Sendable {
  /// The regime, limited to the force that was asked for.
  public let regime: Regime
  /// Its clauses in the order that every answer counts by: layer, file, line.
  public let clauses: [RegimeClause]

  /// The condition of each clause; see `Clause.condition(in:)`.
  let conditions: [Guard]
  let survey: Survey
  let plainTests: PlainTests
  private let preparation: Preparation
  private let places: ClausePlaces

  /// Makes a regime ready.
  ///
  /// - Parameters:
  ///   - regime: The regime.
  ///   - force: If given, only clauses of that force and harder count.
  ///
  /// Complexity: linear in the number of tests, and n log n in the number of clauses.
  public init(_ regime: Regime, force: Force? = nil) {
    let limited = force.map { regime.limited(to: $0) } ?? regime
    self.regime = limited
    let clauses = limited.clauses
    self.clauses = clauses
    conditions = clauses.map { $0.clause.condition(in: limited.vocabulary) }
    survey = Survey(of: conditions, in: limited.vocabulary)
    preparation = Preparation()
    plainTests = PlainTests()
    places = ClausePlaces()
  }

  /// The same regime with only some of the clauses, by ascending position, for many questions.
  init(_ whole: RegimeEngine, keeping kept: [Int]) {
    regime = whole.regime
    clauses = kept.map { whole.clauses[$0] }
    conditions = kept.map { whole.conditions[$0] }
    survey = whole.survey
    preparation = Preparation(isBrief: true)
    plainTests = PlainTests()
    places = ClausePlaces()
  }

  /// The same regime with some clauses amended, for comparisons of neighbours in a history.
  ///
  /// - Parameters:
  ///   - former: The regime before.
  ///   - amended: The clauses in their new form, by position; each keeps its id and layer. Its
  ///     place in the order of clauses stays, also where it was moved within its document.
  ///
  /// Complexity: linear in the number of clauses, with a small factor: nothing is sorted, and no
  /// condition is made anew but those of the amended clauses.
  package init(_ former: RegimeEngine, amending amended: [Int: AnyClause]) {
    var clauses = former.clauses
    var conditions = former.conditions
    var survey = former.survey
    let vocabulary = former.regime.vocabulary
    var layers: Set<Int> = []
    for (position, clause) in amended {
      survey.remove(conditions[position], in: vocabulary)
      clauses[position] = RegimeClause(clause: clause, layer: clauses[position].layer)
      conditions[position] = clause.condition(in: vocabulary)
      survey.add(conditions[position], in: vocabulary)
      layers.insert(clauses[position].layer)
    }
    regime = former.regime.replacing(layers, by: clauses)
    self.clauses = clauses
    self.conditions = conditions
    self.survey = survey
    places = former.places
    preparation = Preparation()
    plainTests = PlainTests()
  }

  /// The same regime under another title, with all that was worked out for it.
  package func named(_ title: String?, jurisdiction: String?) -> RegimeEngine {
    guard title != regime.title || jurisdiction != regime.jurisdiction else { return self }
    let named = Regime(
      name: regime.name, title: title, jurisdiction: jurisdiction, vocabulary: regime.vocabulary,
      doctrine: regime.doctrine, layers: regime.layers)
    return RegimeEngine(self, as: named)
  }

  private init(_ former: RegimeEngine, as regime: Regime) {
    self.regime = regime
    clauses = former.clauses
    conditions = former.conditions
    survey = former.survey
    preparation = former.preparation
    plainTests = former.plainTests
    places = former.places
  }

  /// The position of a clause, by id.
  package func position(ofClause id: String) -> Int? {
    places.position(of: id, among: clauses)
  }

  /// The ruling on a total situation.
  ///
  /// Complexity: a bit for each clause and facet, and quadratic in the clauses that match.
  /// The fourth ruling prepares the clauses, once for all copies of the engine.
  public func ruling(in situation: TotalSituation) -> Ruling {
    if let prepared = preparation.clausesIfWorthIt(for: self) {
      return TotalRuling.ruling(of: self, prepared, in: situation)
    }
    let narrowed = NarrowedEngine(self, to: FactTable(situation, in: regime.vocabulary))
    let engine = narrowed.engine
    return narrowed.widened(TotalRuling.ruling(of: engine, engine.prepared, in: situation))
  }

  /// What rulings on total situations need of the clauses.
  var prepared: PreparedClauses { preparation.clauses(of: self) }

  /// The part of a ruling that rests on the clauses of property and some other pillars, without
  /// the defaults that mattered.
  ///
  /// For many situations: the clauses are prepared at once.
  ///
  /// - Parameters:
  ///   - pillars: The pillars beside property, whose rights others may test.
  ///   - situation: The situation; facets that are left out take their defaults.
  ///   - assumptions: Further values for facets that the situation leaves out, such as the date.
  /// - Returns: The ruling of a regime that has no other clauses.
  package func ruling(
    on pillars: Set<Pillar>, in situation: Situation,
    assuming assumptions: [FacetID: FacetValue] = [:]
  ) -> Ruling {
    var work = PartialRuling(
      engine: self, situation: situation, assumptions: assumptions, tracesDefaults: false,
      pillars: pillars.union([.property]))
    return work.ruling()
  }

  /// The ruling on a situation that may leave facets open.
  ///
  /// Facets that were left out take their defaults first. What differs between the completions is
  /// answered with `depends`, and every open facet that alone can change the outcome is named with
  /// what each of its values leads to; likewise every default that alone would.
  ///
  /// - Parameters:
  ///   - situation: The situation.
  ///   - assumptions: Further values that are assumed where the situation leaves a facet out, such
  ///     as today's date; they count like defaults.
  ///   - tracesDefaults: Whether to find out which defaults would change the outcome; without, the
  ///     ruling's `assumed` is empty, and many situations are ruled several times as fast.
  /// - Returns: The ruling.
  public func ruling(
    in situation: Situation, assuming assumptions: [FacetID: FacetValue] = [:],
    tracesDefaults: Bool = true
  ) -> Ruling {
    ruling(in: situation, assuming: assumptions, tracesDefaults: tracesDefaults) { _ in }
  }

  /// The ruling on a situation that may leave facets open, told in two steps.
  ///
  /// - Parameters:
  ///   - situation: The situation.
  ///   - assumptions: Further values that are assumed.
  ///   - tracesDefaults: Whether to find out which defaults would change the outcome.
  ///   - decided: Is given the ruling before that is found out.
  /// - Returns: The ruling.
  package func ruling(
    in situation: Situation, assuming assumptions: [FacetID: FacetValue],
    tracesDefaults: Bool = true, decided: (Ruling) -> Void
  ) -> Ruling {
    var work = PartialRuling(
      engine: self, situation: situation, assumptions: assumptions,
      tracesDefaults: tracesDefaults)
    return work.ruling(decided: decided)
  }
}
