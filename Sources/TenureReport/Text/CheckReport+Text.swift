import TenureEngine
import TenureModel

extension CheckReport {
  /// The findings in words, by kind, hardest first.
  ///
  /// - Parameters:
  ///   - ink: How they are marked.
  ///   - askWords: What stands before the reference on a command line that asks a witness.
  /// - Returns: The text, a blank line before each finding.
  package func text(ink: Ink, askWords: [String]) -> String {
    var lines = [headline(ink)]
    for finding in documentFindings {
      lines.append("")
      lines.append(mark(finding.severity, finding.id, ink) + " " + finding.message.printable)
      if let location = finding.location {
        lines.append("  " + ink("\(location.file):\(location.line):\(location.column)", .faint))
      }
      lines += help(finding.help, ink)
    }
    let groups = Dictionary(grouping: findings) { "\(rank($0.severity)) \($0.id)" }
    for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
      for finding in group { lines += [""] + self.lines(finding, ink, askWords) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ ink: Ink) -> String {
    let title = title.map { ", " + $0.printable } ?? ""
    let head = ink(reference, .strong) + ink("\(title); \(revision)", .faint) + ": "
    let counts = Finding.Severity.allCases.compactMap { severity -> String? in
      let count = severities.filter { $0 == severity }.count
      return count == 0 ? nil : NumberText.counted(count, severity.rawValue)
    }
    return head + (counts.isEmpty ? "nothing to complain of" : counts.joined(separator: ", "))
  }

  private func lines(
    _ finding: RegimeFinding, _ ink: Ink, _ askWords: [String]
  ) -> [String] {
    var lines = [mark(finding.severity, finding.id, ink) + " " + finding.message.printable]
    var table = Table(ink)
    for position in finding.clauses {
      let clause = book[position]
      table.add(
        (clause.id, .name), (ClauseText(book, ink: ink).effect(of: clause), nil),
        (ClauseText(book, ink: ink).place(of: clause), .faint))
    }
    lines += table.lines(indent: 2)
    let regions = RegionText(book.vocabulary)
    for box in finding.region.prefix(Self.shownBoxes) {
      lines.append("  " + ink("where ", .faint) + regions.text(box))
    }
    if finding.region.count > Self.shownBoxes {
      lines.append("  " + ink("where ", .faint) + "… and more like these")
    }
    if let witness = finding.witness {
      let free = finding.region.first.map { regions.freeJudgements(of: $0) } ?? []
      let ask = askWords + [reference] + regions.arguments(witness, leavingOut: free)
      lines.append("  " + ink("try   ", .faint) + ShellText.command(ask))
    }
    return lines + help(finding.help, ink)
  }

  /// How many boxes of a finding are shown.
  package static let shownBoxes = 3

  private func help(_ help: String?, _ ink: Ink) -> [String] {
    help.map { ["  " + ink("help  ", .faint) + $0.printable] } ?? []
  }

  private func mark(_ severity: Finding.Severity, _ id: String, _ ink: Ink) -> String {
    let style: Ink.Style =
      switch severity {
      case .error: .bad
      case .warning: .doubtful
      case .note: .faint
      }
    return ink("\(severity.rawValue):", style) + " \(id):"
  }

  private func rank(_ severity: Finding.Severity) -> Int {
    switch severity {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}
