import BigInt
import TenureEngine
import TenureMeasures
import TenureModel

/// Regimes side by side, in words: a column for each, a part for each pillar.
///
/// Rows that say the same in all regimes are told together.
package struct ProfileText {
  private let report: ProfileReport
  private let ink: Ink

  /// Writes a report.
  package init(_ report: ProfileReport, ink: Ink) {
    self.report = report
    self.ink = ink
  }

  /// A cell of a table.
  private struct Cell: Hashable {
    var text: String
    var style: Ink.Style?

    static let nothing = Cell(text: "–", style: .faint)
  }

  /// The text.
  package var text: String {
    var lines = [
      ink(NumberText.counted(report.profiles.count, "regime") + " side by side", .strong)
        + ink("  (at \(report.day), shares of all cases)", .faint)
    ]
    for profile in report.profiles {
      let title = profile.title.map { $0.printable + "; " } ?? ""
      lines.append(
        "  " + ink(profile.reference, .name) + ink("  (\(title)\(profile.revision))", .faint))
    }
    for pillar in report.pillars {
      switch pillar {
      case .property: lines += rights()
      case .circulation: lines += conduct()
      case .distribution: lines += money()
      case .governance: lines += powers()
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ rows: [(name: String, cells: [Cell])], _ corner: String) -> [String] {
    var merged: [(names: [String], cells: [Cell])] = []
    for row in rows {
      if let known = merged.firstIndex(where: { $0.cells == row.cells }) {
        merged[known].names.append(row.name)
      } else {
        merged.append(([row.name], row.cells))
      }
    }
    var table = Table(ink)
    table.add(
      [(corner, Ink.Style.faint)] + report.profiles.map { ($0.reference, Ink.Style.faint) })
    // Most of the rows need not be named.
    let most = merged.firstIndex { $0.names.count > 3 && $0.names.count * 2 > rows.count }
    if let most { merged.append(merged.remove(at: most)) }
    for (position, row) in merged.enumerated() {
      let isRest = most != nil && position == merged.count - 1
      let isAll = row.names.count == rows.count && rows.count > 1
      let names = isAll ? "all" : isRest ? "all others" : row.names.joined(separator: ", ")
      table.add([(names, nil)] + row.cells.map { ($0.text, $0.style) })
    }
    return table.lines(indent: 2)
  }

  // MARK: Conduct

  private func conduct() -> [String] {
    guard !report.actions.isEmpty else { return [] }
    var lines = [
      "", ink("circulation", .strong) + ": the most frequent answer, with its share",
      ink("  may, must, not: permitted, required, prohibited; * mostly by default", .faint),
    ]
    for (column, action) in report.actions.enumerated() {
      var rows: [(name: String, cells: [Cell])] = []
      let parties = report.parties.isEmpty ? nil : report.parties
      for row in 0..<(parties?.count ?? 1) {
        rows.append(
          (
            parties?[row].name ?? "anybody",
            report.profiles.map { profile in
              profile.conduct.indices.contains(row)
                ? Self.cell(profile.conduct[row][column]) : .nothing
            }
          ))
      }
      lines += ["", "  " + ink(action.name, .strong)] + table(rows, "")
    }
    return lines
  }

  /// The most frequent answer; of two the first in the order of verdicts.
  private static func cell(_ counts: RegimeProfile.Conduct) -> Cell {
    var sums: [(verdict: Verdict, count: BigUInt, byDefault: BigUInt)] = []
    for verdict in Verdict.allCases {
      let byClause = counts[RegimeTally.VerdictAnswer(verdict)] ?? 0
      let byDefault = counts[RegimeTally.VerdictAnswer(verdict, isByDefault: true)] ?? 0
      sums.append((verdict, byClause + byDefault, byDefault))
    }
    let total = sums.reduce(BigUInt(0)) { $0 + $1.count }
    guard total > 0, let most = sums.max(by: { $0.count < $1.count }) else { return .nothing }
    let mark = most.byDefault * 2 > most.count ? "*" : ""
    let word =
      switch most.verdict {
      case .permitted: "may"
      case .required: "must"
      case .prohibited: "not"
      case .contested, .silent, .depends: most.verdict.rawValue
      }
    return Cell(
      text: "\(word) \(percent(most.count, of: total))\(mark)",
      style: RulingText.style(most.verdict))
  }

  // MARK: Rights

  private func rights() -> [String] {
    var lines = [
      "", ink("property", .strong) + ": how often a party of a standing holds a right; ? contested",
    ]
    let standings = report.standings.isEmpty ? ["anybody"] : report.standings
    for (column, right) in report.rights.enumerated() {
      let rows = standings.indices.map { row in
        (
          name: standings[row],
          cells: report.profiles.map { profile -> Cell in
            guard profile.rights.indices.contains(row) else { return .nothing }
            return Self.cell(profile.rights[row][column])
          }
        )
      }
      let told = rows.filter { $0.cells.contains { $0 != .nothing } }
      guard !told.isEmpty else { continue }
      lines += ["", "  " + ink(right, .strong)] + table(told, "")
    }
    return lines.count == 2 ? lines + ["  no regime grants any"] : lines
  }

  private static func cell(_ states: RegimeProfile.States) -> Cell {
    let total = states.values.reduce(BigUInt(0), +)
    guard total > 0 else { return .nothing }
    let parts = [(RightState.held, ""), (.contested, "?")].compactMap { state, mark -> String? in
      guard let count = states[state], count > 0 else { return nil }
      return percent(count, of: total) + mark
    }
    guard !parts.isEmpty else { return .nothing }
    return Cell(text: parts.joined(separator: " "), style: states[.held] == nil ? .doubtful : .good)
  }

  // MARK: Money

  private func money() -> [String] {
    let number = report.income.prefix { $0 != " " }
    let income = NumberText.grouped(String(number)) + report.income.dropFirst(number.count)
    var lines = [
      "",
      ink("distribution", .strong)
        + ": the mean share of an income of \(income), where paid",
      ink(
        "  in each regime's own currency; figures count as zero, contributions, heads and games "
          + "as equal", .faint),
    ]
    var payees: Set<String> = []
    for profile in report.profiles {
      if case .shares(let shares) = profile.money {
        payees.formUnion(shares.payees.map(\.key.name))
      }
    }
    payees.remove(Payee.unassigned.name)
    var rows = (payees.sorted() + [Payee.unassigned.name]).map { name in
      (
        name: name,
        cells: report.profiles.map { profile -> Cell in
          guard case .shares(let shares) = profile.money, let share = shares.payees[Payee(name)],
            share != .zero
          else { return .nothing }
          return Cell(text: Self.percent(share), style: nil)
        }
      )
    }
    rows.append(
      (
        "paid, of all cases",
        report.profiles.map { profile in
          switch profile.money {
          case .none: .nothing
          case .failed: Cell(text: "unknown", style: .doubtful)
          case .shares(let shares): Cell(text: Self.percent(shares.cases), style: .faint)
          }
        }
      ))
    rows.append(
      (
        "different waterfalls",
        report.profiles.map { profile in
          guard case .shares(let shares) = profile.money else { return .nothing }
          return Cell(text: NumberText.grouped(String(shares.waterfalls)), style: .faint)
        }
      ))
    lines += [""] + table(rows, "")
    for profile in report.profiles {
      guard case .failed(let reason) = profile.money else { continue }
      lines.append("  " + ink("\(profile.reference): \(reason)", .doubtful))
    }
    return lines
  }

  // MARK: Power

  private func powers() -> [String] {
    let isEstimated = report.profiles.contains { profile in
      profile.powers.contains { $0?.game.error != nil }
    }
    var lines = [
      "", ink("governance", .strong) + ": who can do what to the rules, where most cases agree",
      ink(
        "  the strongest seat by Shapley-Shubik; the chance of passing"
          + (isEstimated ? "; ~ estimates, off by less than 5 points" : ""), .faint),
    ]
    var blocks: [(acts: [String], lines: [String])] = []
    for (row, act) in report.acts.enumerated() {
      var table = Table(ink)
      for profile in report.profiles {
        guard profile.powers.indices.contains(row), let powers = profile.powers[row] else {
          continue
        }
        table.add(cells(profile.reference, powers))
      }
      guard !table.isEmpty else { continue }
      let told = table.lines(indent: 4)
      if let known = blocks.firstIndex(where: { $0.lines == told }) {
        blocks[known].acts.append(act)
      } else {
        blocks.append(([act], told))
      }
    }
    for block in blocks {
      lines += ["", "  " + ink(block.acts.joined(separator: ", "), .strong)] + block.lines
    }
    return blocks.isEmpty ? lines + ["", "  no regime says"] : lines
  }

  private func cells(
    _ reference: String, _ powers: RegimeProfile.Powers
  ) -> [(text: String, style: Ink.Style?)] {
    let game = powers.game
    var who: [String] = []
    if !game.able.isEmpty { who.append(game.able.joined(separator: " or ") + " alone") }
    if !game.taking.isEmpty { who.append("taking part: " + game.taking.joined(separator: ", ")) }
    if who.isEmpty { who = [game.problem ?? "nobody"] }
    let about = game.error == nil ? "" : "~"
    let share = powers.cases == Share(1, of: 1) ? "" : "in \(Self.percent(powers.cases))"
    return [
      (reference, .name), (who.joined(separator: "; "), nil),
      (game.strongest.map { "\($0.player) \(about)\(Self.percent($0.index))" } ?? "", nil),
      (game.passing.map { "passes \(about)\(Self.percent($0))" } ?? "", nil), (share, .faint),
    ]
  }

  private static func percent(_ share: Share) -> String {
    percent(share.numerator.magnitude, of: share.denominator.magnitude)
  }

  /// A part in whole per cent; what is neither nothing nor all is never shown as such.
  private static func percent(_ part: BigUInt, of whole: BigUInt) -> String {
    if part == 0 || part == whole { return part == 0 ? "0%" : "100%" }
    let (digits, rest) = (part * 100).quotientAndRemainder(dividingBy: whole)
    let twice = rest * 2
    let rounded = twice > whole || (twice == whole && digits % 2 == 1) ? digits + 1 : digits
    if rounded == 0 { return "<1%" }
    return rounded == 100 ? ">99%" : "\(rounded)%"
  }
}
