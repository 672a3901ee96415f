import TenureMeasures
import TenureModel

/// Who can do what to the rules, in JSON; indices are exact fractions, as texts.
package struct PowerReportJSON {
  private let report: PowerReport
  private let book: ClauseBook

  /// Writes a report on the clauses of a book.
  package init(_ report: PowerReport, _ book: ClauseBook) {
    self.report = report
    self.book = book
  }

  /// The report.
  package var json: JSONValue {
    [
      "acts": .list(report.blocks.map { json($0) }),
      "ungoverned": .texts(report.ungoverned),
    ]
  }

  private func json(_ block: PowerReport.Block) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("acts", .texts(block.acts)),
      (
        "ways",
        .list(
          block.ways.map { way in
            guard
              case .object(let members) = PowerJSON(vocabulary: book.vocabulary)
                .json(way.empowerment.way)
            else { return .null }
            return .members(
              [("body", .text(way.empowerment.body))] + members.map { ($0.key, $0.value) }
                + [("clauses", book.json(way.clauses))])
          })
      ),
      ("red-lines", .list(block.redLines.map { json($0) })),
      ("contested", .list(block.contested.map { json($0) })),
      ("depends", .texts(block.depends)),
    ]
    switch block.game {
    case .none: members.append(("game", .null))
    case .failed(let reason): members.append(("game", ["error": .text(reason)]))
    case .report(let game): members.append(("game", Self.json(game)))
    }
    return .members(members)
  }

  private func json(_ limit: PowerReport.Block.Limit) -> JSONValue {
    ["body": .text(limit.body ?? "any"), "clauses": book.json(limit.clauses)]
  }

  static func json(_ game: GameReport) -> JSONValue {
    [
      "seats": .list(game.seats.map { json($0) }),
      "passing": .text(game.passing.description),
      "sampled": game.sample.map { sample in
        [
          "error": .text(sample.error.description), "doubt": .text(sample.doubt.description),
          "draws": .whole(sample.draws), "seed": .text(String(sample.seed)),
        ]
      } ?? .null,
      "to-pass": json(game.toPass),
      "to-block": json(game.toBlock),
      "minimal-winning": .optional(game.minimalWinning.map { String($0) }),
      "heard": .list(
        game.heard.map {
          ["party": .text($0.party), "for": .optional($0.period?.description)]
        }),
      "notice": .texts(game.notices.map(\.description)),
    ]
  }

  private static func json(_ seats: GameReport.Seats) -> JSONValue {
    [
      "body": .text(seats.player.body), "holder": .optional(seats.player.holder),
      "seats": .whole(seats.count), "weight": seats.weight.map { .whole($0) } ?? .null,
      "shapley-shubik": .optional(seats.shapleyShubik?.description),
      "banzhaf": .optional(seats.normalised?.description),
      "absolute-banzhaf": .text(seats.absolute.description),
      "dictator": .flag(seats.isDictator), "vetoes": .flag(seats.isVetoer),
      "dummy": .flag(seats.isDummy),
    ]
  }

  private static func json(_ fewest: GameReport.Fewest) -> JSONValue {
    switch fewest {
    case .never: return ["seats": .null, "known": .flag(true)]
    case .unknown: return ["seats": .null, "known": .flag(false)]
    case .seats(let count, let example):
      return [
        "seats": .whole(count), "known": .flag(true),
        "example": .list(
          example.map {
            [
              "body": .text($0.player.body), "holder": .optional($0.player.holder),
              "seats": .whole($0.count),
            ]
          }),
      ]
    }
  }
}
