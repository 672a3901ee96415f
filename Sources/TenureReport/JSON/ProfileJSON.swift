import BigInt
import TenureEngine
import TenureMeasures
import TenureModel

/// Regimes side by side, in JSON: counts and shares exact, as texts.
package struct ProfileJSON {
  private let report: ProfileReport

  /// Writes a report.
  package init(_ report: ProfileReport) {
    self.report = report
  }

  /// The report.
  package var json: JSONValue {
    [
      "at": .text(report.day.description),
      "income": .text(report.income),
      "regimes": .list(report.profiles.map { json($0) }),
    ]
  }

  private func json(_ profile: RegimeProfile) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("regime", .text(profile.reference)), ("title", .optional(profile.title)),
      ("revision", .text(profile.revision)),
    ]
    for pillar in report.pillars {
      let value =
        switch pillar {
        case .property: rights(profile)
        case .circulation: conduct(profile)
        case .distribution: money(profile.money)
        case .governance: powers(profile)
        }
      members.append((pillar.rawValue, value))
    }
    return .members(members)
  }

  /// By party and action; answers without cases are left out.
  private func conduct(_ profile: RegimeProfile) -> JSONValue {
    let parties = report.parties.isEmpty ? ["any"] : report.parties.map(\.name)
    return .members(
      zip(parties, profile.conduct).map { party, row in
        (
          party,
          .members(zip(report.actions, row).map { ($0.name, Self.conduct($1)) })
        )
      })
  }

  private static func conduct(_ counts: RegimeProfile.Conduct) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("total", .text(String(counts.values.reduce(BigUInt(0), +))))
    ]
    for verdict in Verdict.allCases {
      let byClause = counts[RegimeTally.VerdictAnswer(verdict)] ?? 0
      let byDefault = counts[RegimeTally.VerdictAnswer(verdict, isByDefault: true)] ?? 0
      guard byClause + byDefault > 0 else { continue }
      members.append((verdict.rawValue, .text(String(byClause + byDefault))))
      if byDefault > 0 {
        members.append((verdict.rawValue + "-by-default", .text(String(byDefault))))
      }
    }
    return .members(members)
  }

  private func rights(_ profile: RegimeProfile) -> JSONValue {
    let standings = report.standings.isEmpty ? ["any"] : report.standings
    return .members(
      zip(standings, profile.rights).map { standing, row in
        (
          standing,
          .members(zip(report.rights, row).map { ($0, Self.states($1)) })
        )
      })
  }

  private static func states(_ states: RegimeProfile.States) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("total", .text(String(states.values.reduce(BigUInt(0), +))))
    ]
    for state in RightState.allCases {
      guard let count = states[state], count > 0 else { continue }
      members.append((state.rawValue, .text(String(count))))
    }
    return .members(members)
  }

  private func money(_ money: RegimeProfile.Money) -> JSONValue {
    switch money {
    case .none: return .null
    case .failed(let reason): return ["error": .text(reason)]
    case .shares(let shares):
      return [
        "income": .text(
          MoneyText.plain(shares.income.minorUnits, shares.income.currency)),
        "currency": .text(shares.income.currency.code),
        "waterfalls": .whole(shares.waterfalls),
        "cases": .text(shares.cases.description),
        "payees": .members(
          shares.payees.sorted { $0.key.name < $1.key.name }
            .map { ($0.key.name, .text($0.value.description)) }),
      ]
    }
  }

  private func powers(_ profile: RegimeProfile) -> JSONValue {
    .members(
      zip(report.acts, profile.powers).compactMap { act, powers in
        powers.map { (act, Self.json($0)) }
      })
  }

  private static func json(_ powers: RegimeProfile.Powers) -> JSONValue {
    [
      "cases": .text(powers.cases.description), "answers": .whole(powers.answers),
      "can": .texts(powers.game.able), "part": .texts(powers.game.taking),
      "strongest": powers.game.strongest.map { strongest in
        [
          "body": .text(strongest.player.body), "holder": .optional(strongest.player.holder),
          "shapley-shubik": .text(strongest.index.description),
        ]
      } ?? .null,
      "passing": .optional(powers.game.passing?.description),
      "sampled": .optional(powers.game.error?.description),
      "error": .optional(powers.game.problem),
    ]
  }
}
