import TenureHistory

extension Scratch {
  /// A git repository with a small body of law, committed.
  static func policy(_ options: String...) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.git(["init", "--quiet", "--initial-branch=main"] + options)
    try scratch.writePolicy()
    try scratch.commit("found the policy repository")
    return scratch
  }

  /// Writes a small body of law into a folder.
  func writePolicy(in folder: String = "") throws {
    let base = folder.isEmpty ? "" : "\(folder)/"
    try write("\(base)vocabulary.yaml", "vocabulary: standard\n")
    try write("\(base)regimes/cn/regime.yaml", "regime: cn\n")
    try write("\(base)regimes/cn/circulation.yaml", "* law\nshare 1\nsell 2\n")
    try write("\(base)regimes/us/regime.yaml", "regime: us\n")
    try write("\(base)scenarios/sale.yaml", "scenarios:\n")
  }

  /// Commits a tree that was written raw, as the new tip of `main`.
  func commitTree(_ tree: String, _ message: String = "hostile") throws {
    let commit = try git("commit-tree", tree, "-m", message)
    try git("update-ref", "refs/heads/main", commit)
  }

  /// Writes a tree whatever it holds.
  func tree(_ entries: [(mode: String, name: [UInt8], id: String)]) throws -> String {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array("\(entry.mode) ".utf8) + entry.name + [0]
      var digits = entry.id[...]
      while !digits.isEmpty {
        bytes.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
        digits = digits.dropFirst(2)
      }
    }
    return try object("tree", bytes)
  }

  /// The policy repository in this folder.
  func open(_ folder: String = "") throws -> PolicyRepository {
    try PolicyRepository.open(at: path(folder))
  }

  /// The documents at a revision.
  func snapshot(_ spelling: String) throws -> Snapshot {
    let repository = try open()
    return try repository.snapshot(at: repository.resolve(spelling))
  }
}

/// The error that some work ends with, to be compared word by word.
func failure(_ work: () throws -> Void) -> HistoryError? {
  do {
    try work()
    return nil
  } catch {
    return error as? HistoryError
  }
}
