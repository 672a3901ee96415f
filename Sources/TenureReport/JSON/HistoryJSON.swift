import Tenure
import TenureEngine
import TenureModel

extension HistoryEntry {
  /// The entry in JSON.
  package var json: JSONValue {
    .members(
      commit.members + [
        ("text-only", .flag(isTextAlone)),
        ("regimes", .members(regimes.map { ($0.name, $0.json) })),
      ])
  }
}

extension HistoryEntry.Regime {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [("state", .text(state.word))]
    if case .broken(let message, let file, let line) = state {
      members.append(
        ("error", ProblemText.json(message, file: file, line: line, column: nil, help: nil)))
    }
    guard let meaning else { return .members(members) }
    let pillars = Pillar.allCases.compactMap { pillar in
      meaning.differingByPillar[pillar].map { (pillar.rawValue, JSONValue.text(String($0))) }
    }
    members += [
      ("relation", .text(meaning.relation.rawValue)),
      ("text-only", .flag(meaning.isTextAlone)),
    ]
    if meaning.differing == 0 {
      members.append(("situations", .null))
    } else {
      members.append(
        (
          "situations",
          [
            "total": .text(String(meaning.total)), "differing": .text(String(meaning.differing)),
            "share": .share(PercentText.share(meaning.differing, of: meaning.total)),
            "pillars": .members(pillars),
          ]
        ))
    }
    members += [
      ("gain", Self.json(meaning.parties.gaining)), ("lose", Self.json(meaning.parties.losing)),
      (
        "changes",
        .list(
          meaning.changes.map { change in
            [
              "change": .text(change.name), "kind": .text(change.kind.rawValue),
              "pillar": .optional(change.pillar?.rawValue),
            ]
          })
      ),
    ]
    return .members(members)
  }

  private static func json(_ parties: [Pillar: [String]]) -> JSONValue {
    .members(
      Pillar.allCases.compactMap { pillar in
        parties[pillar].map { (pillar.rawValue, JSONValue.texts($0)) }
      })
  }
}

extension HistoryEntry.State {
  fileprivate var word: String {
    switch self {
    case .amended: "amended"
    case .founded: "founded"
    case .repealed: "repealed"
    case .broken: "broken"
    case .mended: "mended"
    }
  }
}
