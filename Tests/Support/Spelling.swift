package import TenureModel

/// Clauses and guards spelled out in full, as the conformance cases compare them.
package struct Spelling: Sendable {
  let vocabulary: Vocabulary

  /// Prepares to write in the words of a vocabulary.
  package init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Everything that a document becomes, but its findings: clauses, then what it declares.
  package func text(_ lowered: LoweredDocument) -> String {
    let clauses = lowered.clauses.map(text).joined()
    switch lowered.declarations {
    case .none: return clauses
    case .distribution(let own): return clauses + text(own)
    case .governance(let own): return clauses + text(own)
    }
  }

  /// A clause, with its lines in the document.
  package func text(_ clause: AnyClause) -> String {
    var lines = ["\(clause.id) (lines \(clause.origin.line)-\(clause.origin.range.end.line))"]
    lines.append("  \(text(clause.effect))")
    if clause.guard != .always { lines.append("  if \(text(clause.guard))") }
    var rest: [String] = []
    if let rank = clause.rank { rest.append("rank \(rank)") }
    if clause.force != .binding { rest.append("force \(clause.force)") }
    if clause.isDefault { rest.append("default") }
    if !clause.over.isEmpty { rest.append("over \(clause.over.joined(separator: " "))") }
    if !clause.effective.isAlways { rest.append("in force \(text(clause.effective))") }
    if let day = clause.enacted, day != clause.effective.from { rest.append("enacted \(day)") }
    if let citation = clause.citation { rest.append("cites \(citation)") }
    if !clause.implements.isEmpty { rest.append("implements \(clause.implements)") }
    if let note = clause.note { rest.append("note \(note)") }
    if clause.isReviewed { rest.append("reviewed") }
    if !rest.isEmpty { lines.append("  " + rest.joined(separator: "; ")) }
    return lines.joined(separator: "\n") + "\n"
  }

  func text(_ guardOf: Guard) -> String {
    switch guardOf {
    case .test(let test): text(test)
    case .all(let parts): "(" + parts.map(text).joined(separator: " and ") + ")"
    case .any(let parts): "(" + parts.map(text).joined(separator: " or ") + ")"
    case .not(let part): "not " + text(part)
    }
  }

  private func text(_ test: FacetTest) -> String {
    let name = vocabulary[test.facet].name
    func terms(_ ids: [TermID]) -> String {
      let taxonomy = vocabulary.taxonomy(of: test.facet)
      return ids.map { taxonomy?[$0].name ?? "?" }.joined(separator: "|")
    }
    switch test.condition {
    case .under(let ids): return "\(name) under \(terms(ids))"
    case .sameAs(let other): return "\(name) same as \(vocabulary[other].name)"
    case .hasAny(let ids): return "\(name) has any \(terms(ids))"
    case .hasAll(let ids): return "\(name) has all \(terms(ids))"
    case .hasNone(let ids): return "\(name) has none \(terms(ids))"
    case .hasOnly(let ids): return "\(name) has only \(terms(ids))"
    case .isEmpty(let isEmpty): return "\(name) is \(isEmpty ? "empty" : "not empty")"
    case .flag(let flag): return "\(name) is \(flag ? "yes" : "no")"
    case .within(let range): return "\(name) in \(text(range))"
    case .during(let range): return "\(name) in \(text(range))"
    }
  }

  private func text(_ range: QuantityRange) -> String {
    let lower = range.lower.map { ($0.isIncluded ? "[" : "(") + $0.value.description } ?? "("
    let upper = range.upper.map { $0.value.description + ($0.isIncluded ? "]" : ")") } ?? ")"
    return lower + " .. " + upper
  }

  private func text(_ range: DateRange) -> String {
    "[\(range.from.map(\.description) ?? "") .. \(range.before.map(\.description) ?? ""))"
  }

  private func text(_ effect: AnyEffect) -> String {
    switch effect {
    case .property(let effect):
      "\(effect.stance) \(text(effect.rights, vocabulary.rights))\(text(effect.duties))"
    case .circulation(let effect):
      "\(effect.conduct) "
        + text(effect.actions, vocabulary.action.flatMap { vocabulary.taxonomy(of: $0) })
        + text(effect.duties)
    case .distribution(let effect):
      "\(effect.order) \(effect.stepName): \(effect.step)"
        .replacing("TenureModel.", with: "").replacing("WaterfallStep.", with: "")
    case .governance(let effect):
      "\(effect.power) \(text(effect.acts, vocabulary.acts))"
        .replacing("TenureModel.", with: "").replacing("GovernanceEffect.", with: "")
    }
  }

  private func text(_ selection: TermSelection, _ taxonomy: Taxonomy?) -> String {
    switch selection {
    case .any: "any"
    case .under(let ids): ids.map { taxonomy?[$0].name ?? "?" }.joined(separator: "|")
    }
  }

  private func text(_ duties: Duties) -> String {
    DutyPhase.allCases.filter { !duties[$0].isEmpty }.map { phase in
      let list = duties[phase].map { duty in
        duty.name + (duty.within.map { " within \($0)" } ?? "")
      }
      return " \(phase) \(list.joined(separator: "+"))"
    }.joined()
  }
}

extension Spelling {
  func text(_ declarations: DistributionDeclarations) -> String {
    "declares currency \(declarations.currency ?? "-"), "
      + "unit \(declarations.roundingUnit?.description ?? "-"), "
      + "rule \(declarations.roundingRule?.rawValue ?? "-"), "
      + "funds \(declarations.funds.joined(separator: " "))"
      + (declarations.shortfall.map { ", shortfall \($0.rawValue)" } ?? "") + "\n"
  }

  func text(_ declarations: GovernanceDeclarations) -> String {
    let bodies = declarations.bodies.sorted { $0.key < $1.key }.map { name, seats in
      let list = seats.map { "\($0.holder) \($0.count)x\($0.weight)" }.joined(separator: ", ")
      return "declares body \(name): \(list)\n"
    }
    let procedures = declarations.procedures.sorted { $0.key < $1.key }.map { name, steps in
      "declares procedure \(name): \(steps.map(text).joined(separator: ", then "))\n"
    }
    return (bodies + procedures).joined()
  }

  private func text(_ step: ProcedureStep) -> String {
    switch step {
    case .propose(let body): return "\(body) proposes"
    case .agree(let body): return "\(body) agrees"
    case .hear(let party, let time): return "\(party) is heard\(time.map { " \($0)" } ?? "")"
    case .notice(let time): return "notice \(time)"
    case .any(let steps): return "any of (" + steps.map(text).joined(separator: ", ") + ")"
    case .all(let steps): return "all of (" + steps.map(text).joined(separator: ", ") + ")"
    case .vote(let vote):
      let threshold =
        switch vote.threshold {
        case .moreThan(let share): "more than \(share)"
        case .atLeast(let share): "at least \(share)"
        }
      let quorum = vote.quorum.map { ", quorum \($0)" } ?? ""
      let vetoes = vote.vetoes.isEmpty ? "" : ", veto \(vote.vetoes.joined(separator: " "))"
      return "\(threshold) of \(vote.base) in \(vote.body)\(quorum)\(vetoes)"
    }
  }
}
