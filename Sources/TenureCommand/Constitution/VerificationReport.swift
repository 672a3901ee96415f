import TenureConstitution
import TenureHistory
import TenureModel
import TenureReport

/// What came of checking a history, for people and for programs.
struct VerificationReport {
  /// The most commits that are listed unless a range asks for them.
  static let listLimit = 100

  let verification: Verification
  /// The commits to list; nil if there are too many.
  let commits: [LawfulCommit]?

  /// The report for people.
  func text(_ ink: Ink) -> String {
    let constitution = verification.constitution
    var lines = [
      "constitution \(ink(constitution, .name)), \(verification.branch), "
        + "trusting \(verification.root.shortDescription)"
    ]
    if let commits {
      var table = Table(ink)
      for commit in commits {
        let voters = Vote.allCases.compactMap { vote -> String? in
          let names = commit.voters.filter { $0.vote == vote }.map(\.member)
          return names.isEmpty ? nil : "\(vote.rawValue): \(names.joined(separator: ", "))"
        }
        table.add(
          (commit.id.shortDescription, .name), (commit.day.description, nil),
          (commit.acts.isEmpty ? "nothing here" : commit.acts.joined(separator: ", "), nil),
          (voters.joined(separator: "; "), .faint))
      }
      lines += table.lines(indent: 2)
    }
    let count = verification.count == 1 ? "1 commit is" : "\(verification.count) commits are"
    // A branch that leaves out what was accepted before is refused before a commit is looked at.
    if verification.epoch > 0 {
      lines.append(
        ink("\(count) lawful", .good) + ", to \(verification.accepted.shortDescription), "
          + "epoch \(verification.epoch)")
    }
    if let refused = verification.refused {
      lines.append(
        ink("refused", .bad) + " \(ink(refused.commit.shortDescription, .name))")
      lines += RefusalText.lines(refused.refusal, ink)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report for programs.
  var json: JSONValue {
    var refused = JSONValue.null
    if let found = verification.refused {
      refused = [
        "commit": .text(found.commit.description), "reason": found.refusal.json,
      ]
    }
    return [
      "lawful": .flag(verification.isLawful), "constitution": .text(verification.constitution),
      "branch": .text(verification.branch), "root": .text(verification.root.description),
      "accepted": .text(verification.accepted.description), "epoch": .whole(verification.epoch),
      "count": .whole(verification.count),
      "commits": commits.map { .list($0.map(\.json)) } ?? .null,
      "refused": refused,
    ]
  }
}

extension LawfulCommit {
  /// The day of the committer date in UTC.
  var day: Day { Day(number: seconds / 86_400) }

  /// The commit for programs.
  var json: JSONValue {
    [
      "commit": .text(id.description), "date": .text(day.description), "acts": .texts(acts),
      "votes": .list(voters.map(\.json)), "signer": .optional(signer), "epoch": .whole(epoch),
    ]
  }
}
