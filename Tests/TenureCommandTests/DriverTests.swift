import Foundation
import TenureTestSupport
import Testing

/// Git itself calls the drivers.
@Suite struct DriverTests {
  private static let file = "regimes/land/conduct.yaml"

  private func repository(ours: String, theirs: String) throws -> LawRepository {
    let repository = try LawRepository()
    let tool = "'\(CommandRun.executable)'"
    try repository.git("init", "--quiet", "--initial-branch=main")
    try repository.git("config", "user.name", "Merger")
    try repository.git("config", "user.email", "merger@example.org")
    try repository.git("config", "merge.tenure.name", "clauses by id")
    try repository.git(
      "config", "merge.tenure.driver", "\(tool) merge-driver %O %A %B %P --marker-size %L")
    try repository.git("config", "diff.tenure.command", "\(tool) diff-driver")
    try repository.write(Law.documents)
    try repository.write([".gitattributes": "*.yaml merge=tenure diff=tenure\n"])
    try repository.commit("base", author: "Ada <ada@example.org>", tag: "base")
    try repository.git("checkout", "--quiet", "-b", "draft")
    try repository.write([Self.file: theirs])
    try repository.commit("theirs", author: "Grace <grace@example.org>")
    try repository.git("checkout", "--quiet", "main")
    try repository.write([Self.file: ours])
    try repository.commit("ours", author: "Noor <noor@example.org>")
    return repository
  }

  /// Both sides add a clause at the end: to git's own merge that is a conflict.
  private func additions() throws -> LawRepository {
    try repository(
      ours: Law.conduct + "  - {id: ours, prohibit: sell, tags: location}\n",
      theirs: Law.conduct.replacing("9.5", with: "5") + "  - {id: theirs, permit: export}\n")
  }

  @Test func `git merge merges by id`() throws {
    let repository = try additions()
    try repository.git("merge", "--quiet", "-m", "both", "draft")
    #expect(
      try repository.text(Self.file) == Law.conduct.replacing("9.5", with: "5")
        + "  - {id: ours, prohibit: sell, tags: location}\n  - {id: theirs, permit: export}\n")
    #expect(try repository.git("rev-list", "--count", "--merges", "HEAD") == "1")
    // What the driver made is what `tenure merge` proves.
    #expect(try repository.tenure("merge", "main^1", "main^2").status == 0)
  }

  @Test func `what only has another name or mode says the same`() throws {
    let repository = try additions()
    try repository.git("mv", Self.file, "regimes/land/acts.yaml")
    try repository.git("config", "diff.renames", "true")
    let renamed = try repository.git("diff", "--cached", "-M")
    #expect(
      renamed.contains("was `\(Self.file)`") && !renamed.contains("written differently"),
      "\(renamed)")
    try repository.git("reset", "--quiet", "--hard")
    try repository.git("update-index", "--chmod=+x", Self.file)
    let moded = try repository.git("diff", "--cached")
    #expect(
      moded.contains("mode 100644 → 100755") && !moded.contains("written differently"),
      "\(moded)")
  }

  @Test func `git rebase and cherry-pick use it, too`() throws {
    let picked = try additions()
    try picked.git("cherry-pick", "draft")
    #expect(try picked.text(Self.file).contains("id: theirs"))
    let rebased = try additions()
    try rebased.git("rebase", "--quiet", "draft")
    #expect(try rebased.text(Self.file).contains("id: ours"))
    #expect(try rebased.text(Self.file).contains("id: theirs"))
  }

  @Test func `what both made differently stands between markers, and nothing else`() throws {
    let repository = try repository(
      ours: Law.conduct.replacing("1000", with: "2000"),
      theirs: Law.conduct.replacing("1000", with: "3000").replacing("9.5", with: "5"))
    #expect(throws: ProgramRun.Failure.self) {
      try repository.git("merge", "--quiet", "-m", "both", "draft")
    }
    #expect(try repository.git("diff", "--name-only", "--diff-filter=U") == Self.file)
    #expect(
      try repository.text(Self.file)
        == Law.conduct.replacing("9.5", with: "5").replacing(
          "    persons: {at-least: 1000}\n",
          with: "<<<<<<< ours\n    persons: {at-least: 2000}\n=======\n"
            + "    persons: {at-least: 3000}\n>>>>>>> theirs\n"))
    let check = try repository.tenure("check")
    #expect(check.status == 2)
    #expect(
      check.errors.contains("a merge left a conflict here: `<<<<<<< ours`"), "\(check.errors)")
  }

  @Test func `what cannot be understood is merged line by line, never in silence`() throws {
    let repository = try repository(
      ours: Law.conduct.replacing("Act 5", with: "Act 6"),
      theirs: Law.conduct.replacing("clauses:", with: "clauses: ["))
    #expect(throws: ProgramRun.Failure.self) {
      try repository.git("merge", "--quiet", "-m", "both", "draft")
    }
    #expect(try repository.text(Self.file).contains("Act 6"))
    #expect(try repository.text(Self.file).contains("clauses: ["))
  }

  @Test func `git diff shows clauses`() throws {
    let repository = try additions()
    let printed = try repository.git("diff", "base", "draft")
    #expect(
      printed == """
        regimes/land/conduct.yaml
          changed  clauses › brokers  line 14
              price › above: 9.5 → 5
          added    clauses › theirs  line 15
              {id: theirs, permit: export}
        """)
    try repository.write([
      Self.file: Law.conduct.replacing("{id: free, permit: any", with: "{permit: any, id: free")
    ])
    #expect(try repository.git("diff", "base").hasSuffix("written differently, says the same"))
    #expect(try repository.git("log", "-1", "-p", "--ext-diff", "draft").contains("› theirs"))
    try repository.write([Self.file: "clauses: ["])
    let broken = try repository.git("diff", "base")
    #expect(broken.contains("conduct.yaml:1:") && broken.contains("--no-ext-diff"))
    try repository.git("checkout", "--quiet", "--force", "main")
    try repository.git("rm", "--quiet", "regimes/land/powers.yaml")
    #expect(try repository.git("diff", "HEAD").contains("removed  clauses › council-amends"))
  }
}
