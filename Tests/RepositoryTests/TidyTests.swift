import Foundation
import Testing

/// The house rules that a machine can check.
///
/// A rule that turns out wrong is changed here, with its reason in the commit; nothing is exempt
/// otherwise.
@Suite struct TidyTests {
  let repository: Repository

  init() throws {
    repository = try Repository.current.get()
  }

  static let functionLimit = 70
  static let fileLimit = 450
  static let columnLimit = 100

  @Test func `no function is longer than 70 lines`() throws {
    let violations = try repository.swiftFiles.flatMap { path in
      try SwiftSource(repository.text(path)).functions
        .filter { $0.lineCount > Self.functionLimit }
        .map { "\(path):\($0.line): \($0.name) has \($0.lineCount) lines" }
    }
    #expect(violations == [])
  }

  @Test func `no Swift file is longer than 450 lines`() throws {
    let violations = try repository.swiftFiles.filter { path in
      try repository.bytes(path).count { $0 == UInt8(ascii: "\n") } > Self.fileLimit
    }
    #expect(violations == [])
  }

  @Test func `no line of code is wider than 100 columns`() throws {
    let code = repository.textFiles.filter {
      $0.hasSuffix(".swift") || $0.hasSuffix(".sh") || $0.hasPrefix(".ci/") || $0 == "Makefile"
    }
    // Bytes first: they are never fewer than columns, and quick to count.
    let violations = try lines(of: code) { line, _ in
      line.utf8.count > Self.columnLimit && line.count > Self.columnLimit
    }
    #expect(violations == [])
  }

  @Test func `no line has tabs or trailing space`() throws {
    // Make wants its tabs.
    let violations = try lines(of: repository.textFiles) { line, path in
      line.utf8.last == UInt8(ascii: " ") || line.utf8.contains(UInt8(ascii: "\r"))
        || (path != "Makefile" && line.utf8.contains(UInt8(ascii: "\t")))
    }
    #expect(violations == [])
  }

  @Test func `no text holds the marks of an unfinished merge`() throws {
    let violations = try lines(of: repository.textFiles) { line, _ in
      ["<<<<<<< ", ">>>>>>> "].contains { line.hasPrefix($0) }
    }
    #expect(violations == [])
  }

  @Test func `each text ends with one line feed`() throws {
    let violations = try repository.textFiles.filter { path in
      let end = try repository.bytes(path).suffix(2)
      return end.last != UInt8(ascii: "\n") || end.first == UInt8(ascii: "\n")
    }
    #expect(violations == [])
  }

  @Test func `nothing is left for later in a comment`() throws {
    // Put together here, so that this file does not name them.
    let marks: Set<Substring> = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    let violations = try lines(of: repository.textFiles) { line, _ in
      marks.contains { line.contains($0) } && !marks.isDisjoint(with: line.split { !$0.isLetter })
    }
    #expect(violations == [])
  }

  @Test func `no file names a folder of the machine it was written on`() throws {
    let folders = ["/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", repository.root + "/"]
    let violations = try lines(of: repository.textFiles) { line, _ in
      folders.contains { line.contains($0) }
    }
    #expect(violations == [])
  }

  @Test func `no file is empty or stands in for one to come`() throws {
    let violations = try repository.paths.filter { path in
      guard !path.contains("/Cases/") else { return false }
      return try path.lowercased().contains("place" + "holder")
        || !repository.bytes(path).contains { $0 > UInt8(ascii: " ") }
    }
    #expect(violations == [])
  }

  @Test func `the top level holds what it holds`() {
    let known: Set = [
      "Package.swift", "Sources", "Plugins", "Tests", "Examples", "Docs", "README.md", "LICENSE",
      "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", ".ci", ".swift-format", ".gitignore",
    ]
    let found = Set(repository.paths.compactMap { $0.split(separator: "/").first.map(String.init) })
    #expect(found.subtracting(known) == [])
    #expect(known.subtracting(found) == [])
  }

  @Test func `libraries print nothing`() throws {
    let calls = ["print(", "debugPrint(", "dump("]
    let programs = ["Sources/TenureCommand/", "Sources/TenureTool/"]
    var violations: [String] = []
    for path in repository.paths(under: ["Sources", "Plugins"], endingIn: [".swift"])
    where !programs.contains(where: path.hasPrefix) {
      for (index, line) in SwiftSource(try repository.text(path)).lines.enumerated() {
        let words = line.split { $0 == " " || $0 == "{" || $0 == ";" }
        let isCall = words.contains { word in calls.contains { word.hasPrefix($0) } }
        if isCall, !words.contains("func") { violations.append("\(path):\(index + 1)") }
      }
    }
    #expect(violations == [])
  }

  @Test(
    arguments: [
      "AllPublicDeclarationsHaveDocumentation", "NeverForceUnwrap", "NeverUseForceTry",
      "NeverUseImplicitlyUnwrappedOptionals",
    ])
  func `the formatter checks what this test does not`(rule: String) throws {
    struct Configuration: Decodable { let lineLength: Int, rules: [String: Bool] }
    let configuration = try JSONDecoder().decode(
      Configuration.self, from: try repository.bytes(".swift-format"))
    #expect(configuration.rules[rule] == true)
    #expect(configuration.lineLength == Self.columnLimit)
  }

  @Test func `nothing is exempt from the formatter`() throws {
    let mark = "swift-format-" + "ignore"
    #expect(try lines(of: repository.swiftFiles) { line, _ in line.contains(mark) } == [])
  }

  /// The places of all lines for which something holds.
  private func lines(
    of paths: [String], where holds: (Substring, String) -> Bool
  ) throws -> [String] {
    try paths.flatMap { path in
      zip(1..., try repository.text(path).split(separator: "\n", omittingEmptySubsequences: false))
        .filter { holds($0.1, path) }
        .map { "\(path):\($0.0)" }
    }
  }
}
