import TenureMeasures
import TenureModel

/// Who can do what to the rules, in words: act by act, then what the procedure comes to.
package struct PowerText {
  private let report: PowerReport
  private let clauses: ClauseText
  private let ink: Ink

  /// Writes a report on the clauses of a book.
  package init(_ report: PowerReport, _ book: ClauseBook, ink: Ink) {
    self.report = report
    self.ink = ink
    clauses = ClauseText(book, ink: ink)
  }

  /// The text, under what was asked.
  package func text(_ headline: RulingText.Headline) -> String {
    let title = headline.title.map { ", " + $0.printable } ?? ""
    var lines = [
      ink("who can do what to the rules", .strong)
        + ink("  (\(headline.reference)\(title); \(headline.revision))", .faint)
    ]
    for block in report.blocks { lines += [""] + self.lines(block) }
    if !report.ungoverned.isEmpty {
      lines += ["", "no clause speaks of: " + report.ungoverned.joined(separator: ", ")]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ block: PowerReport.Block) -> [String] {
    var lines = [ink(block.acts.joined(separator: ", "), .strong)]
    if !block.depends.isEmpty {
      let names = block.depends.joined(separator: ", ")
      return lines + ["  " + ink("depends on \(names)", .doubtful) + ": give these facts"]
    }
    for way in block.ways {
      lines.append(
        "  \(way.empowerment.body.printable) " + ink("may", .good) + " "
          + ProcedureText.text(way.empowerment.way).printable)
      lines += clauses.lines(way.clauses, indent: 4)
    }
    for limit in block.redLines {
      let rest = block.ways.isEmpty ? "" : " else"
      lines.append(
        "  "
          + (limit.body.map { $0.printable + " " + ink("may not", .bad) }
            ?? ink("nobody\(rest) may", .bad)))
      lines += clauses.lines(limit.clauses, indent: 4)
    }
    for limit in block.contested {
      lines.append(
        "  " + ink("contested", .doubtful) + " whether \((limit.body ?? "a body").printable) may")
      lines += clauses.lines(limit.clauses, indent: 4)
    }
    switch block.game {
    case .none:
      if block.redLines.allSatisfy({ $0.body != nil }) {
        lines.append("  no clause lets anybody act")
      }
    case .failed(let reason): lines.append("  " + ink("no indices", .doubtful) + ": " + reason)
    case .report(let game): lines += self.lines(game)
    }
    return lines
  }

  private func lines(_ game: GameReport) -> [String] {
    if game.seats.count == 1, let only = game.seats.first, only.isDictator {
      return ["    \(only.player.description.printable) decides alone"] + times(game)
    }
    return seats(game) + outcomes(game) + times(game)
  }

  private func seats(_ game: GameReport) -> [String] {
    var table = Table(ink)
    table.add(
      ("seats", .faint), ("weight", .faint), ("Shapley-Shubik", .faint), ("Banzhaf", .faint),
      ("absolute", .faint))
    for seats in game.seats {
      var remarks: [String] = []
      if seats.isDictator { remarks.append("decides alone") }
      if seats.isVetoer, !seats.isDictator {
        remarks.append(seats.count > 1 ? "each can veto" : "can veto")
      }
      if seats.isDummy { remarks.append("changes nothing") }
      table.add(
        (Self.name(seats.player, seats.count), nil),
        (seats.weight.map { NumberText.grouped(String($0)) } ?? "", nil),
        (seats.shapleyShubik.map { Self.percent($0) } ?? "", nil),
        (seats.normalised.map { Self.percent($0) } ?? "", nil),
        (Self.percent(seats.absolute), nil), (remarks.joined(separator: ", "), .doubtful))
    }
    return table.lines(indent: 4)
  }

  private func outcomes(_ game: GameReport) -> [String] {
    var lines: [String] = []
    if let sample = game.sample {
      let draws = NumberText.grouped(String(sample.draws))
      let doubt = NumberText.grouped(String(sample.doubt.denominator))
      lines.append(
        ink(
          "estimates from \(draws) draws, off by less than \(Self.percent(sample.error)) "
            + "but for one case in \(doubt)", .doubtful))
    }
    lines.append("passes with a chance of \(Self.percent(game.passing))")
    lines.append(fewest(game.toPass, "to pass"))
    lines.append(fewest(game.toBlock, "to block"))
    let count = game.minimalWinning.map { NumberText.grouped(String($0)) }
    lines.append("minimal winning coalitions: " + (count ?? "too many to be counted"))
    return lines.map { "    " + $0 }
  }

  private func times(_ game: GameReport) -> [String] {
    var lines: [String] = []
    if !game.heard.isEmpty {
      let parties = game.heard.map { hearing in
        hearing.party.printable + (hearing.period.map { " (\($0))" } ?? "")
      }
      lines.append("    only heard: " + parties.joined(separator: ", "))
    }
    if !game.notices.isEmpty {
      let periods = game.notices.map(\.description).joined(separator: ", ")
      lines.append("    notice: \(periods)")
    }
    return lines
  }

  private func fewest(_ fewest: GameReport.Fewest, _ what: String) -> String {
    switch fewest {
    case .never: return "nobody is enough \(what)"
    case .unknown: return "fewest seats \(what): too many to be searched"
    case .seats(let count, let example):
      let seats = example.map { Self.name($0.player, $0.count) }.joined(separator: " + ")
      return "fewest seats \(what): \(NumberText.grouped(String(count)))"
        + (seats.isEmpty ? "" : ", such as \(seats)")
    }
  }

  static func name(_ player: Player, _ count: Int) -> String {
    let name = player.description.printable
    return count == 1 ? name : "\(NumberText.grouped(String(count))) × \(name)"
  }

  /// A share in per cent, to two digits that count.
  static func percent(_ share: Share) -> String {
    PercentText.rounded(Double(share.decimal(places: 12)) ?? 0)
  }
}
