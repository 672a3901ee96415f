package import TenureModel

/// Rulings in JSON, as the document format lays them down.
package struct RulingJSON {
  let book: ClauseBook
  /// The value of each facet that was assumed.
  let assumedValues: [FacetID: FacetValue]
  private var vocabulary: Vocabulary { book.vocabulary }

  /// Writes the rulings of a regime.
  ///
  /// - Parameters:
  ///   - book: Its clauses.
  ///   - assumedValues: What was assumed beside the defaults of facets.
  package init(_ book: ClauseBook, assumedValues: [FacetID: FacetValue] = [:]) {
    self.book = book
    self.assumedValues = assumedValues
  }

  /// A ruling.
  package func json(_ ruling: Ruling) -> JSONValue {
    let outcome = ruling.outcome
    return [
      "verdict": .text(outcome.verdict.rawValue),
      "basis": .text(ruling.basis.rawValue),
      "rights": rights(outcome),
      "duties": Self.json(outcome.duties),
      "deciding": book.json(ruling.deciding),
      "defeated": .list(ruling.defeated.map { json($0) }),
      "assumed": .list(ruling.assumed.map { assumption($0) }),
      "depends": depends(ruling),
    ]
  }

  /// The open facets that matter, each with what its values lead to.
  func depends(_ ruling: Ruling) -> JSONValue { .list(ruling.depends.map { json($0) }) }

  /// The answer to a question other than the act, with the clauses that decided it.
  package func answer(_ answer: String, deciding: [Int]) -> JSONValue {
    ["answer": .text(answer), "deciding": book.json(deciding)]
  }

  /// The rights by state, each list by name, with the duties of the holder.
  ///
  /// By name, and not in the order of the taxonomy: that order may differ between the two ways in
  /// which two vocabularies are joined, and a witness must be answered in the same words.
  func rights(_ outcome: Outcome) -> JSONValue {
    [
      "held": names(outcome, .held),
      "withheld": names(outcome, .withheld),
      "contested": names(outcome, .contested),
      "open": names(outcome, .open),
      "duties": Self.json(outcome.holderDuties),
    ]
  }

  private func names(_ outcome: Outcome, _ state: RightState) -> JSONValue {
    names(outcome.rights(state))
  }

  private func names(_ rights: [Int]) -> JSONValue {
    guard let taxonomy = vocabulary.rights else { return [] }
    return .texts(rights.map { taxonomy.leafName($0) }.sorted())
  }

  private func json(_ defeat: Defeat) -> JSONValue {
    .members(
      book.members(defeat.clause) + [
        ("by", .text(book[defeat.by].id)), ("reason", .text(defeat.reason.name)),
        ("rights", names(defeat.rights)),
      ])
  }

  private func assumption(_ facet: FacetID) -> JSONValue {
    let value = assumedValues[facet] ?? vocabulary[facet].defaultValue
    return [
      "facet": .text(vocabulary[facet].name),
      "value": value.map { RegionJSON(vocabulary).json($0, of: facet) } ?? .null,
    ]
  }

  private func json(_ dependence: Dependence) -> JSONValue {
    [
      "facet": .text(vocabulary[dependence.facet].name),
      "outcomes": .list(
        dependence.branches.map { branch in
          .members(
            [
              ("values", RegionJSON(vocabulary).json(branch.values, of: dependence.facet)),
              ("verdict", .text(branch.outcome.verdict.rawValue)),
              ("rights", rights(branch.outcome)),
              ("duties", Self.json(branch.outcome.duties)),
            ] + (branch.isTruncated ? [("truncated", .flag(true))] : []))
        }),
    ]
  }

  /// Duties by phase; one with a deadline is an object.
  static func json(_ duties: Duties) -> JSONValue {
    .members(DutyPhase.allCases.map { ($0.rawValue, .list(duties[$0].map { json($0) })) })
  }

  static func json(_ duty: Duty) -> JSONValue {
    guard let within = duty.within else { return .text(duty.name) }
    return ["duty": .text(duty.name), "within": .text(within.description)]
  }
}
