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

  private let voices: ClauseVoices
  private let patch: [(position: Int, voice: ClauseVoice?)]
  private let vocabulary: Vocabulary

  /// - Parameters:
  ///   - engine: A regime.
  ///   - voices: What its clauses say.
  ///   - patch: Clauses that have other forms than in it, by position.
  package init(
    in engine: RegimeEngine, _ voices: ClauseVoices, patchedBy patch: [Int: VoicedClause]
  ) {
    let vocabulary = engine.regime.vocabulary
    self.voices = voices
    self.vocabulary = vocabulary
    self.patch = patch.sorted { $0.key < $1.key }.map {
      ($0.key, $0.value.voice(in: vocabulary))
    }
  }

  /// Whether all of some amendments are hidden.
  ///
  /// Complexity: linear in the number of clauses, for each amendment.
  package func hides(_ amendments: [Amendment]) -> Bool {
    let amended = Set(amendments.map(\.position))
    return amendments.allSatisfy { hides($0, amended) }
  }

  private func hides(_ amendment: Amendment, _ amended: Set<Int>) -> Bool {
    guard let before = ClauseVoice(amendment.before, vocabulary), before.isBare,
      let after = ClauseVoice(amendment.after, vocabulary), after.isBare,
      before.says == after.says
    else { return false }
    let rights = before.rights.union(after.rights)
    var isHidden = false
    var nextPatch = 0
    for (position, saying) in voices.sayings.enumerated() {
      var patched: ClauseVoice??
      if nextPatch < patch.count, patch[nextPatch].position == position {
        patched = patch[nextPatch].voice
        nextPatch += 1
      }
      guard position != amendment.position else { continue }
      // In most cases it need not be known what tests a clause has.
      if patched == nil, saying == nil || isHidden && saying == before.says { continue }
      guard let speaker = patched ?? voices.all[position],
        speaker.says.isOfConduct == before.says.isOfConduct
      else { continue }
      if speaker.says == before.says {
        guard !isHidden, !speaker.isDefault, !amended.contains(position),
          rights.isSubset(of: speaker.rights)
        else { continue }
        isHidden =
          before.lies(within: speaker, vocabulary) && after.lies(within: speaker, vocabulary)
      } else if !speaker.isDefault, speaker.meets(rights) {
        // Where what hides the amendment speaks, a default does not. What speaks otherwise, on the
        // same question, may be told apart by specificity.
        guard isApart(before, speaker), isApart(after, speaker) else { return false }
      }
    }
    return isHidden
  }

  /// Whether two guards exclude one another by a plain test of each; false says nothing.
  private func isApart(_ left: ClauseVoice, _ right: ClauseVoice) -> Bool {
    left.tests.contains { one in
      right.tests.contains { one.plainlyExcludes($0, vocabulary) }
    }
  }
}

extension ClauseVoice {
  /// Whether this clause holds only where another one does, as each test of that one shows; false
  /// says nothing.
  fileprivate func lies(within other: ClauseVoice, _ vocabulary: Vocabulary) -> Bool {
    other.tests.allSatisfy { part in
      tests.contains { $0 == part || $0.plainlyImplies(part, vocabulary) }
    }
  }
}

extension Guard {
  fileprivate func plainlyImplies(_ other: Guard, _ vocabulary: Vocabulary) -> Bool {
    guard case .test(let own) = self, case .test(let test) = other, own.facet == test.facet else {
      return false
    }
    func leaves(_ terms: [TermID]) -> LeafSet { vocabulary.leaves(under: terms, of: own.facet) }
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
      guard vocabulary.taxonomy(of: own.facet) != nil else { return false }
      return vocabulary.leaves(under: left, of: own.facet)
        .isDisjoint(with: vocabulary.leaves(under: right, of: own.facet))
    case (.flag(let left), .flag(let right)): return left != right
    default: return false
    }
  }
}

extension Vocabulary {
  /// The leaves under any of some terms, mostly one.
  fileprivate func leaves(under terms: [TermID], of facet: FacetID) -> LeafSet {
    guard let taxonomy = self[facet].taxonomy else { return .empty }
    if terms.count == 1 { return self[taxonomy][terms[0]].leaves }
    return self[taxonomy].leaves(underAnyOf: terms)
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
