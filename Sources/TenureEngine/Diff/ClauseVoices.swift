package import TenureModel

/// What the clauses of a regime say, taken apart once for all amendments that are held against
/// them; see ``HiddenAmendment``.
///
/// Versions of a regime that are built on the same one share it.
package final class ClauseVoices {
  private let clauses: [RegimeClause]
  private let vocabulary: Vocabulary
  private var known: [ClauseVoice?]?
  /// What each clause says, in a byte.
  private(set) lazy var sayings: [ClauseVoice.Saying?] = all.map { $0?.says }

  /// The voices of a regime, worked out when they are first asked for.
  package init(of engine: RegimeEngine) {
    clauses = engine.clauses
    vocabulary = engine.regime.vocabulary
  }

  private init(_ clauses: [RegimeClause], _ vocabulary: Vocabulary, _ known: [ClauseVoice?]?) {
    self.clauses = clauses
    self.vocabulary = vocabulary
    self.known = known
  }

  /// The voices of the regime with some clauses in another form, by position.
  package func amended(_ patch: [Int: AnyClause]) -> ClauseVoices {
    var amended = clauses
    var voices = known
    for (position, clause) in patch {
      amended[position] = RegimeClause(clause: clause, layer: clauses[position].layer)
      voices?[position] = ClauseVoice(clause, vocabulary)
    }
    return ClauseVoices(amended, vocabulary, voices)
  }

  /// The voice of each clause; nil where it speaks on nothing, or on what is not compared.
  var all: [ClauseVoice?] {
    if let known { return known }
    let made = clauses.map { ClauseVoice($0.clause, vocabulary) }
    known = made
    return made
  }
}

/// What one clause says, as far as hiding asks.
struct ClauseVoice {
  /// What is said of a question.
  enum Saying: Hashable {
    case permit, prohibit, oblige, grant, withhold

    /// Whether it is about an act, and not about rights.
    var isOfConduct: Bool {
      switch self {
      case .permit, .prohibit, .oblige: true
      case .grant, .withhold: false
      }
    }
  }

  let says: Saying
  /// The rights of which it is said; empty for conduct.
  let rights: LeafSet
  /// Whether it brings nothing else: no duties, and it is no default.
  let isBare: Bool
  let isDefault: Bool
  /// The tests that must all pass; those of parts are not taken apart.
  let tests: [Guard]

  /// Nil if it speaks on nothing, or on what is not compared here.
  init?(_ clause: AnyClause, _ vocabulary: Vocabulary) {
    switch clause.effect {
    case .circulation(let effect):
      switch effect.conduct {
      case .permit: says = .permit
      case .prohibit: says = .prohibit
      case .oblige: says = .oblige
      case .attach: return nil
      }
      rights = .empty
      isBare = !clause.isDefault && effect.duties == .none
    case .property(let effect):
      says = effect.stance == .grant ? .grant : .withhold
      rights = vocabulary.rights.map(effect.rights.leaves) ?? .empty
      isBare = !clause.isDefault && effect.duties == .none
    case .distribution, .governance: return nil
    }
    isDefault = clause.isDefault
    let condition = clause.condition(in: vocabulary)
    if case .all(let parts) = condition { tests = parts } else { tests = [condition] }
  }

  /// Whether it speaks on a question on which another one of its pillar speaks: on the act, or on
  /// one of some rights.
  func meets(_ rights: LeafSet) -> Bool {
    says.isOfConduct || !self.rights.isDisjoint(with: rights)
  }
}
