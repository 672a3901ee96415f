import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// Which part of the history a command is about: `[A..B] [X]`.
struct HistoryScope {
  /// Where the walk begins.
  let start: Revision
  /// A revision that is left out with all that it rests on.
  let end: Revision?
  /// The regime that is asked for; nil for all.
  let regime: String?

  /// Takes the arguments apart, and looks the revisions up.
  init(_ arguments: [String], in session: Session) throws {
    var range: RevisionRange?
    var reference: RegimeReference?
    for argument in arguments {
      if let parsed = try RevisionRange(parsing: argument) {
        guard range == nil else {
          throw CommandFailure("a history is asked for one range", help: "write A..B once")
        }
        range = parsed
      } else {
        guard reference == nil else {
          throw CommandFailure(
            "a history is asked for one regime, or for all",
            help: "write `tenure log A..B NAME`, or leave the name out")
        }
        reference = try RegimeReference(parsing: argument)
      }
    }
    if range != nil, reference?.revision != nil {
      throw CommandFailure(
        "the range says where the history begins, and so does the regime",
        help: "write `tenure log A..B NAME`")
    }
    let repository = try session.repository()
    start = try repository.resolve(range?.to ?? reference?.revision ?? "HEAD")
    end = try range.map { try repository.resolve($0.from) }
    regime = reference?.name
    if let regime { try session.requireRegime(regime, at: start) }
  }
}

extension Session {
  /// Refuses a regime that a revision does not have.
  func requireRegime(_ name: String, at revision: Revision) throws {
    let names = try loader(at: revision).regimeNames()
    guard !names.contains(name) else { return }
    throw CommandFailure(
      "there is no regime `\(name)` in \(revision.description)",
      help: Suggestion.help(for: name, among: names)
        ?? "name a revision that has it: `REV:\(name)`")
  }

  /// What reports say of a commit.
  func line(of commit: ObjectID) throws -> CommitLine {
    try line(of: commit, parents: repository().parents(of: commit))
  }

  /// What reports say of a commit of a walk.
  func line(of step: HistoryWalk.Step) throws -> CommitLine {
    try line(of: step.commit, parents: step.parents)
  }

  private func line(of commit: ObjectID, parents: [ObjectID]) throws -> CommitLine {
    let known = try repository().commit(commit)
    return CommitLine(
      id: known.id.description, author: known.author, date: known.date, subject: known.subject,
      parents: parents.map(\.description), isBoundary: known.isBoundary)
  }
}
