import TenureHistory

/// A random history with branches and merges, written by `git fast-import`, and what stands in each
/// of its commits.
struct RandomHistory {
  let scratch: Scratch
  /// The files of each commit, by path.
  let files: [[String: String]]
  /// The parents of each commit, by number.
  let parents: [[Int]]
  /// The ids of the commits.
  let ids: [String]
  /// The folder that is the policy repository.
  let folder: String

  /// Makes a history; the same seed makes the same one.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - count: The number of commits.
  ///   - folder: Where in the repository the files are.
  ///   - first: The files of the first commit.
  ///   - change: Changes the files of a commit a little.
  /// - Throws: If git refuses.
  init(
    seed: UInt64, count: Int, in folder: String = "", first: [String: String],
    change: (inout [String: String], inout SeededNumbers) -> Void
  ) throws {
    var numbers = SeededNumbers(seed: seed)
    var files = [first]
    var parents: [[Int]] = [[]]
    var tips = [0]
    for number in 1..<count {
      var own = [tips.randomElement(using: &numbers) ?? 0]
      if tips.count > 1, number == count - 1 || Int.random(in: 0..<5, using: &numbers) == 0 {
        let others = tips.filter { $0 != own[0] }.shuffled(using: &numbers)
        own += number == count - 1 ? others : Array(others.prefix(2))
      }
      var state = files[own[0]]
      for other in own.dropFirst() {
        for (path, text) in files[other].sorted(by: { $0.key < $1.key })
        where Bool.random(using: &numbers) {
          state[path] = text
        }
      }
      if own.count == 1 || Int.random(in: 0..<3, using: &numbers) == 0 {
        change(&state, &numbers)
      }
      files.append(state)
      parents.append(own)
      tips.removeAll { own.contains($0) }
      tips.append(number)
      if tips.count < 4, Int.random(in: 0..<5, using: &numbers) == 0 {
        tips.append(Int.random(in: 0..<number, using: &numbers))
      }
    }
    scratch = try Scratch.repository()
    self.files = files
    self.parents = parents
    self.folder = folder
    ids = try Self.write(files, parents, in: folder, to: scratch)
    try scratch.git("reset", "--quiet", "--hard", "main")
  }

  private static func write(
    _ files: [[String: String]], _ parents: [[Int]], in folder: String, to scratch: Scratch
  ) throws -> [String] {
    var stream = ""
    for (number, state) in files.enumerated() {
      let seconds = 1_700_000_000 + number * 3600
      stream += "commit refs/heads/main\nmark :\(number + 1)\n"
      stream += "author Author \(number % 3) <a\(number % 3)@example.org> \(seconds) +0100\n"
      stream += "committer Con <con@example.org> \(seconds) +0100\n"
      stream += "data <<END\ncommit \(number)\nEND\n"
      for (position, parent) in parents[number].enumerated() {
        stream += "\(position == 0 ? "from" : "merge") :\(parent + 1)\n"
      }
      stream += "deleteall\n"
      for (path, text) in state.sorted(by: { $0.key < $1.key }) {
        let place = folder.isEmpty ? path : "\(folder)/\(path)"
        stream += "M 100644 inline \(place)\ndata \(text.utf8.count)\n\(text)\n"
      }
    }
    let marks = scratch.path("marks")
    try scratch.git(
      ["fast-import", "--quiet", "--force", "--export-marks=\(marks)"], input: Array(stream.utf8))
    var ids = Array(repeating: "", count: files.count)
    for line in try scratch.text("marks").split(separator: "\n") {
      let words = line.dropFirst().split(separator: " ")
      if words.count == 2, let mark = Int(words[0]) { ids[mark - 1] = String(words[1]) }
    }
    return ids
  }

  /// The commits that a commit rests on, itself with them, by number.
  func ancestors(of commit: Int) -> Set<Int> {
    var found: Set = [commit]
    var waiting = [commit]
    while let next = waiting.popLast() {
      for parent in parents[next] where found.insert(parent).inserted { waiting.append(parent) }
    }
    return found
  }

  func number(of id: ObjectID) -> Int { ids.firstIndex(of: id.description) ?? -1 }
}
