import TenureConstitution
import TenureHistory
import TenureModel
import TenureReport

/// Why a commit is not lawful, for people: the sentence, the clauses, a way out.
enum RefusalText {
  static func lines(_ refusal: Refusal, _ ink: Ink) -> [String] {
    var place = ""
    if let location = refusal.location {
      place = ink("\(location.file.printable):\(location.line):\(location.column):", .strong) + " "
    }
    var lines = [
      "  " + place + refusal.message.printable + " " + ink(refusal.code.rawValue, .faint)
    ]
    for clause in refusal.clauses {
      let at = "\(clause.location.file):\(clause.location.line)"
      let cites = clause.citation.map { ", \($0)" } ?? ""
      lines.append("  clause \(ink(clause.id, .name)), \(at.printable)\(cites.printable)")
    }
    if let help = refusal.help {
      lines.append("  " + ink("help:", .name) + " \(help.printable)")
    }
    return lines
  }
}

extension Refusal {
  /// The refusal for programs.
  var json: JSONValue {
    [
      "refusal": .text(code.rawValue), "message": .text(message), "act": .optional(act),
      "file": .optional(location?.file), "line": location.map { .whole($0.line) } ?? .null,
      "help": .optional(help),
      "clauses": .list(
        clauses.map { clause in
          [
            "id": .text(clause.id), "cites": .optional(clause.citation),
            "file": .text(clause.location.file), "line": .whole(clause.location.line),
          ]
        }),
    ]
  }
}

extension LawfulCommit.Voter {
  /// The vote for programs.
  var json: JSONValue { ["member": .text(member), "vote": .text(vote.rawValue)] }
}

extension Enactment {
  /// What came of it, for programs.
  var json: JSONValue {
    [
      "enacted": .optional(commit?.description), "branch": .text(transition.branch),
      "parent": .text(transition.parents[0].description),
      "tree": .text(transition.tree.description), "law": .text(transition.law.description),
      "acts": .texts(acts), "votes": .list(voters.map(\.json)),
      "set-aside": .list(
        setAside.map { ["reference": .text($0.reference), "reason": $0.refusal.json] }),
      "refused": refusal?.json ?? .null,
    ]
  }
}
