package import TenureModel

/// An amendment that changes no outcome, as can be seen without walking: another clause that says
/// the same holds wherever the amended one holds or held, and nobody who may meet it says anything
/// else.
///
///     prohibit export of personal data of 1,000 persons and more     amended to 5,000
///     prohibit export of personal data of 10 persons and more        hides it
///
/// In long histories most amendments of one clause among hundreds are of this kind. True is a
/// proof; false says nothing.
package struct HiddenAmendment {
  /// A clause that was amended.
  package struct Amendment {
    package let position: Int
    package let before: AnyClause
    package let after: AnyClause

    /// Creates an amendment of the clause at a position.
    package init(position: Int, before: AnyClause, after: AnyClause) {
      self.position = position
      self.before = before
      self.after = after
    }
  }

  private let engine: RegimeEngine
  private let patch: [Int: AnyClause]
  private let vocabulary: Vocabulary

  /// - Parameters:
  ///   - engine: A regime.
  ///   - patch: Clauses that have other forms than in it, by position.
  package init(in engine: RegimeEngine, patchedBy patch: [Int: AnyClause]) {
    self.engine = engine
    self.patch = patch
    vocabulary = engine.regime.vocabulary
  }

  /// Whether all of some amendments are hidden.
  ///
  /// Complexity: linear in the number of clauses, for each amendment.
  package func hides(_ amendments: [Amendment]) -> Bool {
    let amended = Set(amendments.map(\.position))
    return amendments.allSatisfy { hides($0, amended) }
  }

  private func hides(_ amendment: Amendment, _ amended: Set<Int>) -> Bool {
    guard let voice = Voice(amendment.before, vocabulary), voice.isBare,
      let other = Voice(amendment.after, vocabulary), other.isBare, voice.says == other.says
    else { return false }
    let all = Voice(says: voice.says, rights: voice.rights.union(other.rights), isBare: true)
    let guards = [amendment.before, amendment.after].map { $0.condition(in: vocabulary) }
    var isHidden = false
    for position in engine.clauses.indices where position != amendment.position {
      let patched = patch[position]
      let pillar = engine.clauses[position].clause.pillar
      guard pillar == amendment.before.pillar else { continue }
      guard let speaker = Voice(patched ?? engine.clauses[position].clause, vocabulary) else {
        continue
      }
      let isSame = speaker.says == all.says
      if isSame, isHidden || amended.contains(position) { continue }
      let condition = patched?.condition(in: vocabulary) ?? engine.conditions[position]
      if !isSame {
        // Where what hides the amendment speaks, a default does not.
        if speaker.isDefault { continue }
        // What speaks otherwise, on the same question, may be told apart by specificity.
        guard !speaker.meets(all) || guards.allSatisfy({ isApart($0, condition) }) else {
          return false
        }
      } else if !speaker.isDefault, all.rights.isSubset(of: speaker.rights) {
        isHidden = guards.allSatisfy { $0.plainlyLies(within: condition, vocabulary) }
      }
    }
    return isHidden
  }

  /// Whether two guards exclude one another by a plain test of each; false says nothing.
  private func isApart(_ left: Guard, _ right: Guard) -> Bool {
    left.conjuncts.contains { one in
      right.conjuncts.contains { one.plainlyExcludes($0, vocabulary) }
    }
  }
}

/// What a clause says, as far as hiding asks.
private struct Voice {
  /// What is said of a question.
  enum Saying: Hashable {
    case permit, prohibit, oblige, grant, withhold
  }

  let says: Saying
  /// The rights of which it is said; empty for conduct.
  let rights: LeafSet
  /// Whether it brings nothing else: no duties, and it is no default.
  let isBare: Bool
  let isDefault: Bool

  init(says: Saying, rights: LeafSet, isBare: Bool) {
    self.says = says
    self.rights = rights
    self.isBare = isBare
    isDefault = false
  }

  /// Nil if it speaks on nothing, or on what is not compared here.
  init?(_ clause: AnyClause, _ vocabulary: Vocabulary) {
    isDefault = clause.isDefault
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
  }

  /// Whether both speak on some question.
  func meets(_ other: Voice) -> Bool {
    switch says {
    case .permit, .prohibit, .oblige: true
    case .grant, .withhold: !rights.isDisjoint(with: other.rights)
    }
  }
}

extension Guard {
  /// The parts that must all hold; those of parts are not taken apart.
  fileprivate var conjuncts: [Guard] {
    guard case .all(let parts) = self else { return [self] }
    return parts
  }

  /// Whether this guard holds only where another one does, as each test of that one shows; false
  /// says nothing.
  fileprivate func plainlyLies(within other: Guard, _ vocabulary: Vocabulary) -> Bool {
    let own = conjuncts
    return other.conjuncts.allSatisfy { part in
      own.contains { $0 == part || $0.plainlyImplies(part, vocabulary) }
    }
  }

  private func plainlyImplies(_ other: Guard, _ vocabulary: Vocabulary) -> Bool {
    guard case .test(let own) = self, case .test(let test) = other, own.facet == test.facet else {
      return false
    }
    func leaves(_ terms: [TermID]) -> LeafSet {
      vocabulary.taxonomy(of: own.facet)?.leaves(underAnyOf: terms) ?? .empty
    }
    switch (own.condition, test.condition) {
    case (.under(let left), .under(let right)), (.hasAny(let left), .hasAny(let right)),
      (.hasOnly(let left), .hasOnly(let right)):
      return leaves(left).isSubset(of: leaves(right))
    case (.hasNone(let left), .hasNone(let right)):
      return leaves(right).isSubset(of: leaves(left))
    case (.within(let left), .within(let right)): return left.lies(within: right)
    case (.during(let left), .during(let right)): return left.lies(within: right)
    default: return false
    }
  }

  fileprivate func plainlyExcludes(_ other: Guard, _ vocabulary: Vocabulary) -> Bool {
    guard case .test(let own) = self, case .test(let test) = other, own.facet == test.facet,
      own.facet != vocabulary.right
    else { return false }
    switch (own.condition, test.condition) {
    case (.under(let left), .under(let right)):
      guard let taxonomy = vocabulary.taxonomy(of: own.facet) else { return false }
      return taxonomy.leaves(underAnyOf: left).isDisjoint(with: taxonomy.leaves(underAnyOf: right))
    case (.flag(let left), .flag(let right)): return left != right
    default: return false
    }
  }
}

extension QuantityRange {
  /// Whether all numbers of this range are in another one.
  fileprivate func lies(within other: QuantityRange) -> Bool {
    if let bound = other.lower {
      guard let own = lower, own.value >= bound.value else { return false }
      if own.value == bound.value, own.isIncluded, !bound.isIncluded { return false }
    }
    if let bound = other.upper {
      guard let own = upper, own.value <= bound.value else { return false }
      if own.value == bound.value, own.isIncluded, !bound.isIncluded { return false }
    }
    return true
  }
}

extension DateRange {
  /// Whether all days of this range are in another one.
  fileprivate func lies(within other: DateRange) -> Bool {
    if let from = other.from {
      guard let own = self.from, own >= from else { return false }
    }
    if let before = other.before {
      guard let own = self.before, own <= before else { return false }
    }
    return true
  }
}
