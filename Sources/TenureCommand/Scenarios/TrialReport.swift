import TenureDocuments
import TenureEngine
import TenureModel
import TenureReport

/// What scenarios found, for people and for programs.
struct TrialReport {
  let trials: [ScenarioTrial]
  /// How many scenarios there are.
  let scenarioCount: Int
  let ink: Ink
  /// Whether the expectations that hold are listed, too.
  let isVerbose: Bool

  private var failureCount: Int { trials.flatMap(\.results).filter { !$0.holds }.count }

  /// Whether all is as expected.
  var holds: Bool { failureCount == 0 }

  /// The report in words: what failed, what no scenario touches, the counts.
  var text: String {
    var lines: [String] = []
    for trial in trials {
      for result in trial.results where isVerbose || !result.holds {
        lines += self.lines(result, of: trial)
      }
    }
    if !lines.isEmpty { lines.append("") }
    let untouched = trials.filter { !$0.undecided.isEmpty }
    if isVerbose, !untouched.isEmpty {
      lines.append("clauses by which no scenario is decided")
      for trial in untouched {
        let ids = trial.undecided.map { trial.engine.clauses[$0].clause.id }
        lines.append(
          "  " + ink(trial.version.reference, .strong) + "  " + ids.joined(separator: ", "))
      }
      lines.append("")
    }
    return (lines + table()).joined(separator: "\n") + "\n"
  }

  private func table() -> [String] {
    var rows: [[String]] = [["regime", "expectations", "hold", "clauses", "that decide"]]
    for trial in trials {
      let count = trial.engine.clauses.count
      rows.append([
        trial.version.reference, String(trial.results.count),
        String(trial.results.filter(\.holds).count), String(count),
        String(count - trial.undecided.count),
      ])
    }
    let columns = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let body = rows.enumerated().map { position, row in
      let cells = row.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: columns[column] - cell.count)
        return column == 0 ? cell + gap : gap + cell
      }
      let line = cells.joined(separator: "  ")
      return position == 0 ? ink(line, .faint) : line
    }
    let total = trials.reduce(0) { $0 + $1.results.count }
    let verdict =
      holds
      ? ink("all \(total) expectations hold", .good)
      : ink("\(failureCount) of \(total) expectations do not hold", .bad)
    return body + ["", "\(verdict), in \(NumberText.counted(scenarioCount, "scenario"))"]
  }

  private func lines(_ result: ScenarioTrial.Result, of trial: ScenarioTrial) -> [String] {
    let mark = result.holds ? ink("holds", .good) : ink("fails", .bad)
    let id = result.scenario.id
    var lines = [
      "\(mark)  \(ink(id.value, .name))  \(trial.version.reference): "
        + (result.holds ? result.answer : result.complaints.joined(separator: "; ")).printable
    ]
    guard !result.holds else { return lines }
    let place = result.expectation.answer.location
    if let title = result.scenario.title { lines.append("       " + title.printable) }
    lines.append("       " + ink("\(place.file):\(place.line)", .faint))
    if !result.deciding.isEmpty {
      let ids = result.deciding.map { trial.engine.clauses[$0].clause.id }
      lines.append("       " + ink("by ", .faint) + ids.joined(separator: ", "))
    }
    return lines
  }

  /// The report as JSON.
  var json: JSONValue {
    [
      "holds": .flag(holds),
      "scenarios": .whole(scenarioCount),
      "regimes": .members(trials.map { ($0.version.reference, json($0)) }),
    ]
  }

  private func json(_ trial: ScenarioTrial) -> JSONValue {
    let ids = { (positions: [Int]) -> JSONValue in
      .texts(positions.map { trial.engine.clauses[$0].clause.id })
    }
    return [
      "expectations": .list(
        trial.results.map { result in
          [
            "scenario": .text(result.scenario.id.value),
            "title": .optional(result.scenario.title),
            "holds": .flag(result.holds),
            "expected": .text(result.expectation.answer.value.word),
            "answer": .text(result.answer),
            "basis": .optional(result.basis?.rawValue),
            "deciding": ids(result.deciding),
            "complaints": .texts(result.complaints),
            "file": .text(result.expectation.answer.location.file),
            "line": .whole(result.expectation.answer.location.line),
          ]
        }),
      "coverage": [
        "clauses": .whole(trial.engine.clauses.count),
        "deciding": .whole(trial.engine.clauses.count - trial.undecided.count),
        "never": ids(trial.undecided),
      ],
    ]
  }
}
