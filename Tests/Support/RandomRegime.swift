package import TenureModel

/// Random regimes that use everything that a regime can.
package enum RandomRegime {
  /// The ranks that a doctrine may know.
  private static let ranks = ["law", "regulation", "policy"]

  /// Makes a regime over a vocabulary.
  package static func make(
    over vocabulary: Vocabulary, clauses count: ClosedRange<Int> = 4...18,
    using random: inout SplitMix64
  ) -> Regime {
    let isCircular = random.chance(30)
    var doctrine = doctrine(using: &random)
    if isCircular, random.chance(60) {
      doctrine = Doctrine(
        ranks: doctrine.ranks,
        precedence: [.declared, random.pick([.rank, .recency])]
          + doctrine.precedence.filter { ![.declared, .recency, .rank].contains($0) }
          + [.recency])
    }
    var clauses = isCircular ? circle(over: vocabulary, using: &random) : []
    for _ in 0..<random.int(count) {
      clauses.append(
        clause("c\(clauses.count)", over: vocabulary, after: clauses, using: &random))
    }
    var layers = Array(repeating: [AnyClause](), count: random.int(1...3))
    for clause in clauses { layers[random.int(0...layers.count - 1)].append(clause) }
    return Regime(
      name: "random", vocabulary: vocabulary, doctrine: doctrine,
      layers: layers.enumerated().map { position, clauses in
        Regime.Layer(
          name: "layer-\(position)", clauses: clauses,
          distribution: DistributionDeclarations(currency: position == 0 ? "EUR" : nil),
          governance: RandomEffect.governance)
      })
  }

  /// Every tie-breaker in every order, as many as chance will have it, now and then none.
  private static func doctrine(using random: inout SplitMix64) -> Doctrine {
    let ranks = random.sample(ranks, random.chance(75) ? 3...3 : 0...2)
    if random.chance(8) { return Doctrine(ranks: ranks, precedence: []) }
    let clash: [Doctrine.TieBreaker] = [.prohibition, .permission, .contest]
    let others = Doctrine.TieBreaker.allCases.filter { !clash.contains($0) }
    var precedence = random.sample(others, 1...5)
    // Mostly last, where it belongs; sometimes anywhere.
    let last = random.sample(clash, 0...2)
    precedence += last
    if random.chance(25) { precedence.shuffle(using: &random) }
    return Doctrine(ranks: ranks, precedence: precedence)
  }

  private static func clause(
    _ id: String, over vocabulary: Vocabulary, after former: [AnyClause],
    using random: inout SplitMix64
  ) -> AnyClause {
    let pillars: [Pillar] = [
      .property, .property, .property, .circulation, .circulation, .circulation, .circulation,
      .distribution, .distribution, .governance, .governance,
    ]
    let pillar = random.pick(pillars)
    let effect = RandomEffect(vocabulary).make(pillar, using: &random)
    let isAttach =
      if case .circulation(let conduct) = effect { conduct.conduct == .attach } else { false }
    // Only former clauses are named, so that declarations never run in a circle.
    let rivals = former.filter { $0.pillar == pillar }.map(\.id)
    return AnyClause(
      id: id,
      guard: RandomGuard(vocabulary, for: pillar).make(using: &random),
      effect: effect,
      rank: random.chance(75) ? random.pick(ranks) : nil,
      force: random.chance(70) ? .binding : random.pick(Force.allCases),
      isDefault: !isAttach && random.chance(20),
      over: random.chance(35) ? random.sample(rivals, 0...2) : [],
      effective: random.chance(15) ? RandomGuard.dates(using: &random) : .always,
      enacted: random.chance(40) ? random.pick(RandomVocabulary.days) : nil,
      origin: origin(using: &random))
  }

  /// Four clauses on conduct of which each beats the one before it by its own word, and the first
  /// may beat the last by its date; and one more that the circle may beat.
  private static func circle(
    over vocabulary: Vocabulary, using random: inout SplitMix64
  ) -> [AnyClause] {
    var clauses: [AnyClause] = []
    for position in 0..<4 {
      clauses.append(
        AnyClause(
          id: "c\(position)",
          guard: random.chance(75)
            ? .always : RandomGuard(vocabulary, for: .circulation).make(using: &random),
          effect: .circulation(
            CirculationEffect(position % 2 == 0 ? .prohibit : .permit, .any)),
          rank: position == 3 ? nil : random.pick(ranks),
          over: position == 0 ? [] : ["c\(position - 1)"],
          enacted: position == 0 ? RandomVocabulary.days.last : nil,
          origin: origin(using: &random)))
    }
    clauses.append(
      AnyClause(
        id: "c4", effect: .circulation(CirculationEffect(.permit, .any)),
        rank: random.pick(ranks), over: random.chance(50) ? ["c2"] : [],
        enacted: random.chance(50) ? RandomVocabulary.days.first : nil,
        origin: origin(using: &random)))
    return clauses
  }

  /// Places in two files, in no order: the order of clauses never matters.
  private static func origin(using random: inout SplitMix64) -> SourceLocation {
    .line(random.int(1...1000), of: random.pick(["a.yaml", "b.yaml"]))
  }
}
