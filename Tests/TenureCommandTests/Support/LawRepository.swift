import TenureTestSupport

/// A policy repository in a temporary folder, written by git itself, removed with the value.
///
/// Dates and authors are fixed, so the ids of its commits are, too.
final class LawRepository {
  private let folder: TemporaryFolder
  private var clock = 1_700_000_000

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.path }

  /// The repository of most tests: `v1`, then `v2` by another author, who amends the law.
  static func amended() throws -> LawRepository {
    let repository = try LawRepository()
    try repository.git("init", "--quiet", "--initial-branch=main")
    try repository.write(Law.documents)
    try repository.commit("the first law", author: "Ada Lovelace <ada@example.org>", tag: "v1")
    try repository.write(["regimes/land/conduct.yaml": Law.amendedConduct])
    try repository.commit("the amendment", author: "Grace Hopper <grace@example.org>", tag: "v2")
    return repository
  }

  func write(_ documents: [String: String]) throws {
    for (name, text) in documents { try folder.write(name, text) }
  }

  func text(_ name: String) throws -> String { try folder.text(name) }

  func commit(_ message: String, author: String, tag: String? = nil) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "-m", message, "--author", author)
    if let tag { try git("tag", tag) }
    clock += 86_400
  }

  @discardableResult
  func git(_ arguments: String..., input: String = "") throws -> String {
    try ProgramRun.text(
      ["git", "-C", path] + arguments, in: path, input: Array(input.utf8),
      environment: [
        "GIT_COMMITTER_NAME": "Clerk", "GIT_COMMITTER_EMAIL": "clerk@example.org",
        "GIT_AUTHOR_DATE": "\(clock) +0000", "GIT_COMMITTER_DATE": "\(clock) +0000",
      ])
  }

  /// Runs the command in the repository.
  func tenure(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> CommandRun {
    try CommandRun(arguments, in: path, input: input, environment: environment)
  }

  func tenure(_ arguments: String...) throws -> CommandRun { try tenure(arguments) }
}
