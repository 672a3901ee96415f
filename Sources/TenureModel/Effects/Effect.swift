/// What a clause says, in one pillar.
public protocol Effect: Sendable, Hashable {
  /// What a document of this pillar declares beside its clauses.
  associatedtype Declarations: Sendable, Hashable = NoDeclarations

  /// The pillar of the effect.
  var pillar: Pillar { get }

  /// The effect as one of the four.
  var erased: AnyEffect { get }

  /// The guard that the effect itself implies: a permission to `sell` is also a test on `action`.
  func impliedGuard(in vocabulary: Vocabulary) -> Guard?

  /// The declarations as those of one of the four pillars.
  static func erase(_ declarations: Declarations) -> PillarDeclarations
}

extension Effect {
  /// No guard is implied.
  public func impliedGuard(in vocabulary: Vocabulary) -> Guard? { nil }
}

/// Nothing is declared beside the clauses.
public struct NoDeclarations: Sendable, Hashable {
  /// Creates nothing.
  public init() {}
}

/// An effect of any pillar: the form in which regimes hold their clauses, one reference each.
public indirect enum AnyEffect: Effect {
  /// Of the property pillar.
  case property(RightsEffect)
  /// Of the circulation pillar.
  case circulation(CirculationEffect)
  /// Of the distribution pillar.
  case distribution(DistributionEffect)
  /// Of the governance pillar.
  case governance(GovernanceEffect)

  /// The pillar of the effect.
  public var pillar: Pillar {
    switch self {
    case .property: .property
    case .circulation: .circulation
    case .distribution: .distribution
    case .governance: .governance
    }
  }

  /// Itself.
  public var erased: AnyEffect { self }

  /// What the effect within implies.
  public func impliedGuard(in vocabulary: Vocabulary) -> Guard? {
    switch self {
    case .property(let effect): effect.impliedGuard(in: vocabulary)
    case .circulation(let effect): effect.impliedGuard(in: vocabulary)
    case .distribution(let effect): effect.impliedGuard(in: vocabulary)
    case .governance(let effect): effect.impliedGuard(in: vocabulary)
    }
  }

  /// Nothing: an erased effect comes with no declarations of its own.
  public static func erase(_ declarations: NoDeclarations) -> PillarDeclarations { .none }
}

/// What a document declares beside its clauses, in any pillar.
public enum PillarDeclarations: Sendable, Hashable {
  /// Nothing.
  case none
  /// Currency, rounding and funds.
  case distribution(DistributionDeclarations)
  /// Bodies and procedures.
  case governance(GovernanceDeclarations)
}

/// Which terms of a taxonomy an effect is about.
public enum TermSelection: Sendable, Hashable {
  /// All of them.
  case any
  /// Those under one of these.
  case under([TermID])

  /// The leaves that are meant.
  public func leaves(in taxonomy: Taxonomy) -> LeafSet {
    switch self {
    case .any: taxonomy.allLeaves
    case .under(let terms): taxonomy.leaves(underAnyOf: terms)
    }
  }
}
