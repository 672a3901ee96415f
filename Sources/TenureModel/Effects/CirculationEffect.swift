/// An effect of the circulation pillar: what may, must and must not be done.
public struct CirculationEffect: Effect {
  /// What the clause says about the act.
  public enum Conduct: String, Sendable, Hashable, CaseIterable {
    /// It may be done.
    case permit
    /// It must not be done.
    case prohibit
    /// It must be done.
    case oblige
    /// Nothing: the clause only adds duties.
    case attach
  }

  /// What the clause says about the act.
  public let conduct: Conduct
  /// The actions it is about; also a test on the facet `action`.
  public let actions: TermSelection
  /// Duties of the actor.
  ///
  /// A prohibition has none.
  public let duties: Duties

  /// Creates an effect.
  public init(_ conduct: Conduct, _ actions: TermSelection, duties: Duties = .none) {
    self.conduct = conduct
    self.actions = actions
    self.duties = duties
  }

  /// The circulation pillar.
  public var pillar: Pillar { .circulation }
  /// The effect as one of the four.
  public var erased: AnyEffect { .circulation(self) }

  /// The test on `action`.
  ///
  /// Of `any` it is a test that every action passes: it still names the facet.
  public func impliedGuard(in vocabulary: Vocabulary) -> Guard? {
    guard let action = vocabulary.action, let taxonomy = vocabulary.taxonomy(of: action) else {
      return nil
    }
    switch actions {
    case .any:
      let tops = taxonomy.terms.indices.filter { taxonomy.terms[$0].parents.isEmpty }
      return .test(FacetTest(action, .under(tops.map { TermID($0) })))
    case .under(let terms): return .test(FacetTest(action, .under(terms)))
    }
  }

  /// Nothing.
  public static func erase(_ declarations: NoDeclarations) -> PillarDeclarations { .none }
}
