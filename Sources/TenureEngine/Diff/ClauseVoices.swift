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
  package func amended(_ patch: [Int: VoicedClause]) -> ClauseVoices {
    var amended = clauses
    var voices = known
    for (position, voiced) in patch {
      amended[position] = RegimeClause(clause: voiced.clause, layer: clauses[position].layer)
      voices?[position] = voiced.voice(in: vocabulary)
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

/// A clause, and what it says: taken apart when that is first asked, in the one vocabulary of the
/// regimes that it belongs to.
package final class VoicedClause {
  /// The clause.
  package let clause: AnyClause
  private var known: ClauseVoice??

  /// Creates a clause whose voice was not heard yet.
  package init(_ clause: AnyClause) { self.clause = clause }

  func voice(in vocabulary: Vocabulary) -> ClauseVoice? {
    if let known { return known }
    let voice = ClauseVoice(clause, vocabulary)
    known = .some(voice)
    return voice
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
