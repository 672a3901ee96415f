import Testing

@testable import TenureHistory

@Suite struct `Snapshots` {
  @Test func `git and we see the same paths and the same bytes`() throws {
    let scratch = try Scratch.repository()
    try scratch.write("vocabulary.yaml", "vocabulary: standard\n")
    try scratch.write("regimes/cn/regime.yaml", "regime: cn\n")
    try scratch.write("regimes/cn/circulation.yaml", "clauses:\n")
    try scratch.write("regimes/us/regime.yaml", "regime: us\n")
    try scratch.commit("first")
    let repository = try PolicyRepository.open(at: scratch.path)
    let revision = try repository.resolve("main")
    let snapshot = try repository.snapshot(at: revision)
    let listed = try scratch.git("ls-tree", "-r", "--name-only", "main", "regimes/")
    let paths = try snapshot.paths(under: "regimes")
    #expect(paths == listed.split(separator: "\n").map(String.init))
    for path in paths {
      let bytes = try scratch.gitBytes(["cat-file", "blob", "main:\(path)"])
      #expect(try snapshot.bytes(at: path) == bytes)
      #expect(
        try snapshot.objectID(at: path)?.description == scratch.git("rev-parse", "main:\(path)"))
    }
    #expect(try snapshot.regimeNames() == ["cn", "us"])
  }
}
