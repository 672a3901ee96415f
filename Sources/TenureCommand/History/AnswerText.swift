import TenureModel
import TenureReport

extension RulingTrace.Answer {
  /// The answer for people.
  func text(ink: Ink) -> String {
    switch self {
    case .ruling(let brief): brief.text(ink: ink)
    case .absent: ink("no such regime", .faint)
    case .unreadable: ink("not understood", .bad)
    }
  }

  /// The answer for programs; null where there is no regime that can be asked.
  var json: JSONValue {
    guard case .ruling(let brief) = self else { return .null }
    return brief.json
  }
}

/// A commit at which an answer changed, with the answers on both sides.
struct RulingFlip {
  let commit: CommitLine
  /// The answer of the first parent; nil for the first commit of a history.
  let before: RulingTrace.Answer?
  let after: RulingTrace.Answer
  /// A case that has the verdict that was looked for, where one was.
  var witness: RulingWitness?

  /// The flip for people.
  func text(ink: Ink) -> String {
    let nothing = commit.isBoundary ? "not known, since the clone ends here" : "nothing before"
    let former = before?.text(ink: ink) ?? ink(nothing, .faint)
    var lines = [commit.text(ink: ink)]
    lines.append("  " + ink("before", .faint) + "  " + former)
    lines.append("  " + ink("after", .faint) + "   " + after.text(ink: ink))
    if let witness {
      lines.append("  " + witness.text(ink: ink))
    } else if case .ruling(let old)? = before, case .ruling(let new) = after,
      old.verdict == new.verdict
    {
      let parts = new.difference(from: old).joined(separator: ", ")
      if !parts.isEmpty { lines.append("  " + ink("differs", .faint) + " in " + parts) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The members of the flip in JSON.
  var members: [(String, JSONValue)] {
    commit.members + [("before", before?.json ?? .null), ("after", after.json)]
      + (witness.map { [("witness", $0.json)] } ?? [])
  }
}

/// A case that has a verdict at a commit.
struct RulingWitness {
  let verdict: Verdict
  let situation: TotalSituation
  /// Facets whose values do not matter.
  let omitted: Set<FacetID>
  let vocabulary: Vocabulary
  /// What asks the regime of that commit.
  let question: [String]
  let force: Force?

  /// The case for people, to be asked.
  func text(ink: Ink) -> String {
    let words =
      question + RegionText(vocabulary).arguments(situation, leavingOut: omitted)
      + (force.map { ["--force", $0.rawValue] } ?? [])
    return verdict.rawValue + "  " + ShellText.command(words)
  }

  /// The case for programs.
  var json: JSONValue { RegionJSON(vocabulary).json(situation) }
}
