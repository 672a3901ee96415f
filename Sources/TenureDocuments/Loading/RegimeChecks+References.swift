internal import TenureModel

extension RegimeChecks {
  /// Reports bodies, procedures, payees and funds that nobody declares.
  ///
  /// A document may name what another one declares, so this can be said only of the whole.
  func checkReferences(_ findings: inout [Finding]) {
    let names = DeclaredNames(regime)
    for layer in regime.layers {
      for position in layer.clauses.indices {
        switch layer.clauses[position].effect {
        case .distribution(let effect):
          let clause = layer.clauses[position]
          for payee in effect.step.namedParties where !names.payees.contains(payee.name) {
            let place = place(of: payee.name, in: clause, findings)
            findings.append(unknown(payee, names.payees, at: place, findings.count))
          }
          if case .dividend(let fund, _, _, _) = effect.step, !names.funds.contains(fund) {
            let place = place(of: fund, in: clause, findings)
            findings.append(
              unknown("unknown-fund", fund, names.funds, "funds", at: place, findings.count))
          }
        case .governance(let effect):
          check(effect, layer.clauses[position], names, &findings)
        case .property, .circulation: break
        }
      }
    }
    for part in parts {
      guard case .governance(let own)? = part.lowered?.declarations else { continue }
      for (name, steps) in own.procedures.sorted(by: { $0.key < $1.key }) {
        for step in steps { check(step, of: name, part, names, &findings) }
      }
    }
  }

  private func check(
    _ effect: GovernanceEffect, _ clause: AnyClause, _ names: DeclaredNames,
    _ findings: inout [Finding]
  ) {
    let body: String?
    switch effect.power {
    case .empower(let name, let way, _):
      body = name
      if case .procedure(let procedure) = way, !names.procedures.contains(procedure) {
        let place = place(of: procedure, in: clause, findings)
        findings.append(
          unknown(
            "unknown-procedure", procedure, names.procedures, "procedures", at: place,
            findings.count))
      }
    case .disempower(.body(let name)): body = name
    case .disempower(.any): body = nil
    }
    guard let body, !names.bodies.contains(body), !names.parties.contains(body) else { return }
    let place = place(of: body, in: clause, findings)
    findings.append(
      unknown(
        "unknown-body", body, names.bodies.union(names.parties), "bodies", at: place,
        findings.count))
  }

  private func check(
    _ step: ProcedureStep, of procedure: String, _ part: RegimeAssembly.Part,
    _ names: DeclaredNames, _ findings: inout [Finding]
  ) {
    func place(_ name: String) -> SourceLocation? {
      part.document.tree?.place(of: name, inSection: "procedures")
    }
    switch step {
    case .propose(let name), .agree(let name), .hear(let name, _):
      guard !names.bodies.contains(name), !names.parties.contains(name) else { return }
      findings.append(
        unknown(
          "unknown-body", name, names.bodies.union(names.parties), "bodies", at: place(name),
          findings.count))
    case .notice: break
    case .vote(let vote):
      guard let seats = regime.governance.bodies[vote.body] else {
        findings.append(
          unknown(
            "unknown-body", vote.body, names.bodies, "bodies", at: place(vote.body),
            findings.count))
        return
      }
      let holders = Set(seats.map(\.holder))
      for veto in vote.vetoes where !holders.contains(veto) {
        findings.append(
          Finding(
            "unknown-holder", "`\(veto)` has no seat in `\(vote.body)`", at: place(veto),
            notes: [.init("in procedure `\(procedure)`")],
            help: Suggestion.help(for: veto, among: holders.sorted())))
      }
    case .any(let steps), .all(let steps):
      for step in steps { check(step, of: procedure, part, names, &findings) }
    }
  }

  private func unknown(
    _ id: String, _ name: String, _ known: Set<String>, _ section: String,
    at location: SourceLocation?, _ count: Int
  ) -> Finding {
    Finding(
      id, "there is no \(id.dropFirst("unknown-".count)) `\(name)`", at: location,
      help: near(name, known, count) ?? "declare it under `\(section)`")
  }

  private func unknown(
    _ payee: Payee, _ known: Set<String>, at location: SourceLocation?, _ count: Int
  ) -> Finding {
    Finding(
      "unknown-payee", "nobody named `\(payee.name)` can be paid", at: location,
      help: near(payee.name, known, count)
        ?? "name a standing or a party, or declare it under `funds`")
  }

  /// The known name that was meant, perhaps; not after many findings, for it costs a pass.
  private func near(_ name: String, _ known: Set<String>, _ count: Int) -> String? {
    guard count < Finding.suggestionLimit else { return nil }
    return Suggestion.nearest(to: name, among: known.sorted()).map { "did you mean `\($0)`?" }
  }
}

/// The names that effects and procedures may use.
struct DeclaredNames {
  let bodies: Set<String>
  let procedures: Set<String>
  let funds: Set<String>
  let parties: Set<String>
  let payees: Set<String>

  init(_ regime: Regime) {
    let vocabulary = regime.vocabulary
    func terms(_ taxonomy: String, _ facet: String) -> [String] {
      let named = vocabulary.taxonomy(named: taxonomy)
      let used = vocabulary.facet(named: facet).flatMap { vocabulary[$0].taxonomy }
      return Set([named, used].compactMap { $0 }).flatMap { vocabulary[$0].terms.map(\.name) }
    }
    bodies = Set(regime.governance.bodies.keys)
    procedures = Set(regime.governance.procedures.keys)
    funds = Set(regime.distribution.funds)
    parties = Set(terms("party", "actor"))
    payees =
      parties.union(terms("standing", "standing")).union(funds)
      .union([Payee.rest, .payer, .unassigned].map(\.name))
  }
}

extension WaterfallStep {
  /// Everyone whom the step names.
  fileprivate var namedParties: [Payee] {
    switch self {
    case .levy(let payee, _, _), .recoup(let payee, _): [payee]
    case .split(.shares(let shares)): shares.map(\.payee)
    case .split(.among(let payees, _, _)): payees
    case .cap(let payee, _, let other), .floor(let payee, _, let other): [payee, other]
    case .dividend(_, let payee, _, _): [payee]
    }
  }
}
