package import TenureModel

/// Regimes, situations and rulings in words, for people who read a failed test.
package struct RegimeText: Sendable {
  private let vocabulary: Vocabulary

  /// Prepares to write in the words of a vocabulary.
  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// A regime: its facets, its doctrine, a line for each clause.
  package func text(_ regime: Regime) -> String {
    let facets = vocabulary.facets.map { facet in
      "\(facet.name): \(facet.kind)" + (facet.defaultValue.map { " = \($0)" } ?? "")
    }
    let taxonomies = vocabulary.taxonomies.map { taxonomy in
      taxonomy.name + ": "
        + taxonomy.terms.map { "\($0.name)\($0.leaves.ranges)" }.joined(separator: " ")
    }
    let clauses = regime.clauses.enumerated().map { position, entry in
      "  [\(position)] layer \(entry.layer) " + text(entry.clause)
    }
    return
      (taxonomies + facets + ["ranks \(regime.doctrine.ranks)"]
      + ["precedence \(regime.doctrine.precedence.map(\.rawValue))"] + clauses)
      .joined(separator: "\n")
  }

  /// A clause on one line.
  package func text(_ clause: AnyClause) -> String {
    var words = [clause.id, text(clause.effect), "WHEN", text(clause.guard)]
    if let rank = clause.rank { words.append("rank \(rank)") }
    if clause.isDefault { words.append("default") }
    if !clause.over.isEmpty { words.append("over \(clause.over)") }
    if let enacted = clause.enacted { words.append("enacted \(enacted)") }
    if clause.force != .binding { words.append("force \(clause.force)") }
    if !clause.effective.isAlways { words.append("in force \(text(clause.effective))") }
    return words.joined(separator: " ")
  }

  private func text(_ effect: AnyEffect) -> String {
    switch effect {
    case .property(let effect):
      "\(effect.stance) \(text(effect.rights, "right")) \(text(effect.duties))"
    case .circulation(let effect):
      "\(effect.conduct) \(text(effect.actions, "action")) \(text(effect.duties))"
    case .distribution(let effect):
      "step \(effect.stepName) order \(effect.order) \(effect.step)"
    case .governance(let effect): "\(effect.power) \(text(effect.acts, "act"))"
    }
  }

  private func text(_ selection: TermSelection, _ taxonomy: String) -> String {
    guard case .under(let terms) = selection, let id = vocabulary.taxonomy(named: taxonomy) else {
      return "any"
    }
    return terms.map { vocabulary[id][$0].name }.joined(separator: "|")
  }

  /// Duties, where there are any.
  package func text(_ duties: Duties) -> String {
    if duties.isEmpty { return "" }
    return DutyPhase.allCases.filter { !duties[$0].isEmpty }.map { phase in
      "\(phase) "
        + duties[phase].map { $0.name + ($0.within.map { " in \($0)" } ?? "") }
        .joined(separator: ",")
    }.joined(separator: "; ")
  }

  /// A guard.
  package func text(_ part: Guard) -> String {
    switch part {
    case .all(let parts): "(" + parts.map(text).joined(separator: " & ") + ")"
    case .any(let parts): "any(" + parts.map(text).joined(separator: ", ") + ")"
    case .not(let part): "not " + text(part)
    case .test(let test): vocabulary[test.facet].name + " " + text(test.condition, of: test.facet)
    }
  }

  private func text(_ condition: FacetTest.Condition, of facet: FacetID) -> String {
    func names(_ terms: [TermID]) -> String {
      terms.map { vocabulary.taxonomy(of: facet)?[$0].name ?? "" }.joined(separator: "|")
    }
    return switch condition {
    case .under(let terms): "under \(names(terms))"
    case .sameAs(let other): "same as \(vocabulary[other].name)"
    case .hasAny(let terms): "any of \(names(terms))"
    case .hasAll(let terms): "all of \(names(terms))"
    case .hasNone(let terms): "none of \(names(terms))"
    case .hasOnly(let terms): "only \(names(terms))"
    case .isEmpty(let isEmpty): isEmpty ? "empty" : "not empty"
    case .flag(let flag): flag ? "yes" : "no"
    case .within(let range): text(range)
    case .during(let range): text(range)
    }
  }

  private func text(_ range: QuantityRange) -> String {
    let lower = range.lower.map { ($0.isIncluded ? "[" : "(") + $0.value.description } ?? "("
    let upper = range.upper.map { $0.value.description + ($0.isIncluded ? "]" : ")") } ?? ")"
    return lower + ", " + upper
  }

  private func text(_ range: DateRange) -> String {
    "[\(range.from?.description ?? ""), \(range.before?.description ?? ""))"
  }

  /// A situation.
  package func text(_ situation: TotalSituation) -> String {
    text(situation.situation(in: vocabulary))
  }

  /// A situation that may leave facets open.
  package func text(_ situation: Situation) -> String {
    situation.facts.sorted { $0.key < $1.key }.map { facet, fact in
      let value =
        switch fact {
        case .known(let value): text(value, of: facet)
        case .oneOf(let leaves):
          leaves.leaves.map { text(.term(leaf: $0), of: facet) }.joined(separator: "|")
        case .unknown: "?"
        }
      return "\(vocabulary[facet].name)=\(value)"
    }.joined(separator: " ")
  }

  private func text(_ value: FacetValue, of facet: FacetID) -> String {
    let taxonomy = vocabulary.taxonomy(of: facet)
    return switch value {
    case .term(let leaf): taxonomy?.leafName(leaf) ?? ""
    case .set(let leaves):
      "{" + leaves.leaves.map { taxonomy?.leafName($0) ?? "" }.joined(separator: ",") + "}"
    case .flag(let flag): flag ? "yes" : "no"
    case .quantity(let number): number.description
    case .date(let day): day.description
    }
  }
}
