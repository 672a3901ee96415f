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

  /// The flip for people.
  func text(ink: Ink) -> String {
    let former = before?.text(ink: ink) ?? ink("nothing before", .faint)
    var lines = [commit.text(ink: ink)]
    lines.append("  " + ink("before", .faint) + "  " + former)
    lines.append("  " + ink("after", .faint) + "   " + after.text(ink: ink))
    if case .ruling(let old)? = before, case .ruling(let new) = after, old.verdict == new.verdict {
      let parts = new.difference(from: old).joined(separator: ", ")
      if !parts.isEmpty { lines.append("  " + ink("differs", .faint) + " in " + parts) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The members of the flip in JSON.
  var members: [(String, JSONValue)] {
    commit.members + [("before", before?.json ?? .null), ("after", after.json)]
  }
}
