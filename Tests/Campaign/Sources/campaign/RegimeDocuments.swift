import TenureModel

/// A regime written as documents: a vocabulary, and for each layer a folder of rulebooks.
///
/// Every guard, effect and header of a random regime has a form in the documents, so that what is
/// read again means the same.
struct RegimeDocuments {
  private let regime: Regime
  private var vocabulary: Vocabulary { regime.vocabulary }

  init(_ regime: Regime) { self.regime = regime }

  /// The texts, by path; the regime is that of the last layer.
  var texts: [String: String] {
    var texts = ["vocabulary.yaml": vocabularyText]
    for (position, layer) in regime.layers.enumerated() {
      let folder = "regimes/\(name(position))/"
      var pillars: [String] = []
      for pillar in Pillar.allCases {
        let text = document(layer, pillar)
        guard !text.isEmpty else { continue }
        texts[folder + "\(pillar).yaml"] = text
        pillars.append("  \(pillar): {plugin: rulebook, document: \(pillar).yaml}\n")
      }
      texts[folder + "regime.yaml"] =
        head(position) + (pillars.isEmpty ? "" : "pillars:\n" + pillars.joined())
    }
    return texts
  }

  /// All texts, one behind the other.
  var text: String {
    texts.sorted { $0.key < $1.key }.map { "# \($0.key)\n\($0.value)" }.joined()
  }

  /// The name of the regime that means the whole.
  var topName: String { name(regime.layers.count - 1) }

  private func name(_ layer: Int) -> String { "layer-\(layer)" }

  private func head(_ position: Int) -> String {
    var text = "regime: \(name(position))\n"
    guard position == regime.layers.count - 1 else { return text }
    let below = (0..<position).map(name).joined(separator: ", ")
    text += "extends: [\(below)]\n"
    let ranks = regime.doctrine.ranks.joined(separator: ", ")
    // A tie-breaker that is read a second time tells nothing apart, and documents have it once.
    var tieBreakers: [Doctrine.TieBreaker] = []
    for next in regime.doctrine.precedence where !tieBreakers.contains(next) {
      tieBreakers.append(next)
    }
    let precedence = tieBreakers.map(\.rawValue).joined(separator: ", ")
    return text + "doctrine: {ranks: [\(ranks)], precedence: [\(precedence)]}\n"
  }
}

// The vocabulary: terms stand flat, in order, and all their parents under `also`.

extension RegimeDocuments {
  private var vocabularyText: String {
    var text = "vocabulary: \(vocabulary.name)\ntaxonomies:\n"
    for taxonomy in vocabulary.taxonomies {
      let names = taxonomy.terms.map { "\($0.name): " }.joined(separator: ", ")
      text += "  \(taxonomy.name): {\(names)}\n"
    }
    text += "also:\n"
    for taxonomy in vocabulary.taxonomies {
      let parents = taxonomy.terms.filter { !$0.parents.isEmpty }.map { term in
        "\(term.name): [\(term.parents.map { taxonomy[$0].name }.joined(separator: ", "))]"
      }
      if !parents.isEmpty { text += "  \(taxonomy.name): {\(parents.joined(separator: ", "))}\n" }
    }
    if text.hasSuffix("also:\n") { text.removeLast("also:\n".count) }
    text += "facets:\n"
    for facet in vocabulary.facets where !["date", "right"].contains(facet.name) {
      text += "  \(facet.name): {\(declaration(facet))}\n"
    }
    return text
  }

  private func declaration(_ facet: Facet) -> String {
    var parts: [String]
    switch facet.kind {
    case .term(let id): parts = ["kind: term", "taxonomy: \(vocabulary[id].name)"]
    case .set(let id): parts = ["kind: set", "taxonomy: \(vocabulary[id].name)"]
    case .flag: parts = ["kind: flag"]
    case .date: parts = ["kind: date"]
    case .quantity(let quantity):
      parts = ["kind: quantity"]
      if let unit = quantity.unit { parts.append("unit: \(unit)") }
      if quantity.isWhole { parts.append("whole: yes") }
      if let minimum = quantity.minimum { parts.append("min: \(minimum)") }
    }
    if let value = facet.defaultValue { parts.append("default: \(self.value(value, of: facet))") }
    return parts.joined(separator: ", ")
  }

  private func value(_ value: FacetValue, of facet: Facet) -> String {
    let taxonomy = facet.taxonomy.map { vocabulary[$0] }
    return switch value {
    case .term(let leaf): taxonomy?.leafName(leaf) ?? ""
    case .set(let leaves):
      "[" + leaves.leaves.map { taxonomy?.leafName($0) ?? "" }.joined(separator: ", ") + "]"
    case .flag(let isOn): isOn ? "yes" : "no"
    case .quantity(let number): number.description
    case .date(let day): day.description
    }
  }
}

// The documents: a clause a line.

extension RegimeDocuments {
  private func document(_ layer: Regime.Layer, _ pillar: Pillar) -> String {
    let clauses = layer.clauses.filter { $0.pillar == pillar }
    guard !clauses.isEmpty else { return "" }
    var text = ""
    if pillar == .distribution {
      if let currency = regime.distribution.currency { text += "currency: \(currency)\n" }
      // Whoever is paid must be known.
      text += "funds: [fund, holder, source]\n"
    }
    if pillar == .governance { text += declarations(regime.governance) }
    return text + "clauses:\n" + clauses.map { "  - {\(self.text($0))}\n" }.joined()
  }

  /// A clause, as the inside of a map on one line.
  private func text(_ clause: AnyClause) -> String {
    var parts = ["id: \(clause.id)"] + effect(clause.effect)
    if let guarding = test(clause.guard) { parts.append("all: [\(guarding)]") }
    if let rank = clause.rank, regime.doctrine.ranks.contains(rank) {
      parts.append("rank: \(rank)")
    }
    if clause.force != .binding { parts.append("force: \(clause.force)") }
    if clause.isDefault { parts.append("default: yes") }
    if !clause.over.isEmpty { parts.append("over: [\(clause.over.joined(separator: ", "))]") }
    if let from = clause.effective.from { parts.append("from: \(from)") }
    if let until = clause.effective.before { parts.append("until: \(until)") }
    if let enacted = clause.enacted, enacted != clause.effective.from {
      parts.append("enacted: \(enacted)")
    }
    return parts.joined(separator: ", ")
  }

  private func effect(_ effect: AnyEffect) -> [String] {
    switch effect {
    case .property(let effect):
      return ["\(effect.stance): \(terms(effect.rights, "right"))"] + duties(effect.duties)
    case .circulation(let effect):
      return ["\(effect.conduct): \(terms(effect.actions, "action"))"] + duties(effect.duties)
    case .distribution(let effect):
      return [step(effect.step), "order: \(effect.order)", "step: \(effect.stepName)"]
    case .governance(let effect):
      let acts = "act: \(terms(effect.acts, "act"))"
      switch effect.power {
      case .empower(let body, let procedure, let lasts):
        var by = "alone"
        if case .procedure(let name) = procedure { by = name }
        return ["empower: \(body)", acts, "by: \(by)"] + (lasts.map { ["lasts: \($0)"] } ?? [])
      case .disempower(.any): return ["disempower: any", acts]
      case .disempower(.body(let body)): return ["disempower: \(body)", acts]
      }
    }
  }

  private func terms(_ selection: TermSelection, _ name: String) -> String {
    guard case .under(let ids) = selection, let taxonomy = vocabulary.taxonomy(named: name) else {
      return "any"
    }
    return "[" + ids.map { vocabulary[taxonomy][$0].name }.joined(separator: ", ") + "]"
  }

  private func duties(_ duties: Duties) -> [String] {
    if duties.isEmpty { return [] }
    let phases = DutyPhase.allCases.map { phase in
      let list = duties[phase].map { duty in
        duty.within.map { "{duty: \(duty.name), within: \($0)}" } ?? duty.name
      }
      return "\(phase): [\(list.joined(separator: ", "))]"
    }
    return ["duties: {\(phases.joined(separator: ", "))}"]
  }

  /// The steps that regimes of trials have.
  private func step(_ step: WaterfallStep) -> String {
    switch step {
    case .levy(let payee, .rate(let rate), let base):
      return "levy: {to: \(payee.name), take: \(ratio(rate)), of: \(base)}"
    case .levy(let payee, .fixed(let sum), let base):
      return "levy: {to: \(payee.name), take: \(sum), of: \(base)}"
    case .split(.shares(let shares)):
      let list = shares.map { "\($0.payee.name): \(ratio($0.share))" }
      return "split: {to: {\(list.joined(separator: ", "))}}"
    case .cap(let payee, .fixed(let sum), let over):
      return "cap: {payee: \(payee.name), at: \(sum), over: \(over.name)}"
    default: return "a step that no regime of a trial has"
    }
  }

  private func ratio(_ ratio: Ratio) -> String { "\(ratio.numerator)/\(ratio.denominator)" }

  private func declarations(_ declared: GovernanceDeclarations) -> String {
    let bodies = declared.bodies.sorted { $0.key < $1.key }.map { name, seats in
      let holders = seats.map { "\($0.holder): {seats: \($0.count), weight: \($0.weight)}" }
      return "\(name): {\(holders.joined(separator: ", "))}"
    }
    let procedures = declared.procedures.sorted { $0.key < $1.key }.map { name, steps in
      "\(name): [\(steps.map { "{\(self.step($0))}" }.joined(separator: ", "))]"
    }
    return "bodies: {\(bodies.joined(separator: ", "))}\n"
      + "procedures: {\(procedures.joined(separator: ", "))}\n"
  }

  private func step(_ step: ProcedureStep) -> String {
    let list = { (steps: [ProcedureStep]) in
      steps.map { "{\(self.step($0))}" }.joined(separator: ", ")
    }
    switch step {
    case .propose(let body): return "propose: \(body)"
    case .agree(let body): return "agree: \(body)"
    case .hear(let party, let time): return "hear: \(party)" + (time.map { ", for: \($0)" } ?? "")
    case .notice(let time): return "notice: \(time)"
    case .any(let steps): return "any: [\(list(steps))]"
    case .all(let steps): return "all: [\(list(steps))]"
    case .vote(let vote):
      let pass =
        switch vote.threshold {
        case .moreThan(let share): "more-than: \(ratio(share))"
        case .atLeast(let share): "at-least: \(ratio(share))"
        }
      return "vote: {in: \(vote.body), pass: {\(pass)}}"
    }
  }
}

// Guards: each test a map of its own, so that a facet may be tested twice.

extension RegimeDocuments {
  /// A guard as a map of tests; nil for the one that always holds.
  private func test(_ part: Guard) -> String? {
    switch part {
    case .test(let test):
      return "{\(vocabulary[test.facet].name): \(condition(test.condition, of: test.facet))}"
    case .not(let part): return test(part).map { "{not: \($0)}" } ?? Self.never
    case .all(let parts):
      let tests = parts.compactMap(test)
      return tests.isEmpty ? nil : "{all: [\(tests.joined(separator: ", "))]}"
    case .any(let parts):
      let tests = parts.compactMap(test)
      if tests.count < parts.count { return nil }
      return tests.isEmpty ? Self.never : "{any: [\(tests.joined(separator: ", "))]}"
    }
  }

  /// A guard that no situation passes: there is no empty list of tests.
  private static let never = "{date: {from: 2000-01-01}, not: {date: {from: 2000-01-01}}}"

  private func condition(_ condition: FacetTest.Condition, of facet: FacetID) -> String {
    func names(_ terms: [TermID]) -> String {
      let taxonomy = vocabulary.taxonomy(of: facet)
      return "[" + terms.map { taxonomy?[$0].name ?? "" }.joined(separator: ", ") + "]"
    }
    switch condition {
    case .under(let terms), .hasAny(let terms): return names(terms)
    case .sameAs(let other): return "{same-as: \(vocabulary[other].name)}"
    case .hasAll(let terms): return "{all: \(names(terms))}"
    case .hasNone(let terms): return "{none: \(names(terms))}"
    case .hasOnly(let terms): return "{only: \(names(terms))}"
    case .isEmpty(let isEmpty): return "{empty: \(isEmpty ? "yes" : "no")}"
    case .flag(let flag): return flag ? "yes" : "no"
    case .within(let range):
      let lower = range.lower.map { "\($0.isIncluded ? "at-least" : "above"): \($0.value)" }
      let upper = range.upper.map { "\($0.isIncluded ? "at-most" : "below"): \($0.value)" }
      return "{" + [lower, upper].compactMap { $0 }.joined(separator: ", ") + "}"
    case .during(let range):
      let from = range.from.map { "from: \($0)" }
      let before = range.before.map { "before: \($0)" }
      return "{" + [from, before].compactMap { $0 }.joined(separator: ", ") + "}"
    }
  }
}
