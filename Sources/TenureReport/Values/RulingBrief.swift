package import TenureEngine
package import TenureModel

/// A ruling in few words, to be compared with that of another version of the regime: by name, since
/// two versions may number terms differently.
package struct RulingBrief: Sendable, Hashable {
  /// The verdict.
  package let verdict: Verdict
  /// What it rests on.
  package let basis: Basis
  /// The ids of the clauses that decide.
  package let deciding: [String]
  /// The outcome but for powers, which no situation is asked for: equal outcomes are equal here.
  package let outcome: JSONValue

  /// Takes a ruling of a regime down.
  package init(_ ruling: Ruling, of engine: RegimeEngine) {
    let vocabulary = engine.regime.vocabulary
    let book = ClauseBook(clauses: [], vocabulary: vocabulary)
    let outcome = ruling.outcome
    verdict = outcome.verdict
    basis = ruling.basis
    deciding = ruling.deciding.map { engine.clauses[$0].clause.id }
    var members: [(String, JSONValue)] = [
      ("verdict", .text(outcome.verdict.rawValue)),
      ("rights", RulingJSON(book).rights(outcome)),
      ("duties", RulingJSON.json(outcome.duties)),
    ]
    if outcome.waterfall != WaterfallOutcome() {
      members.append(("money", StepJSON.json(outcome.waterfall)))
    }
    if !ruling.depends.isEmpty {
      members.append(("depends", RulingJSON(book).depends(ruling)))
    }
    self.outcome = .members(members)
  }

  /// The ruling in JSON.
  package var json: JSONValue {
    guard case .object(let members) = outcome else { return outcome }
    return .members(
      members.map { ($0.key, $0.value) } + [
        ("basis", .text(basis.rawValue)), ("deciding", .texts(deciding)),
      ])
  }

  /// The verdict for people, with what decides it.
  package func text(ink: Ink) -> String {
    let word = ink(verdict.rawValue, RulingText.style(verdict))
    let rest = basis == .default ? " by default" : ""
    return word + rest + (deciding.isEmpty ? "" : " by " + deciding.joined(separator: ", "))
  }

  /// What differs from another ruling, for people, where the verdict is the same.
  package func difference(from other: RulingBrief) -> [String] {
    guard case .object(let members) = outcome else { return [] }
    return members.compactMap { member in
      other.outcome[member.key] == member.value ? nil : member.key
    }
  }
}
