import Foundation
import Testing

/// What the sources say and what the handbook says are the same.
@Suite struct HandbookTests {
  let repository: Repository

  init() throws {
    repository = try Repository.current.get()
  }

  private let findingsPage = "Docs/TenureHandbook.docc/Findings.md"

  @Test func `each finding has a section in the handbook`() throws {
    let documented = try sections(of: findingsPage)
    let missing = try findings().filter { !documented.contains($0.key) }
    #expect(missing.map { "\($0.key), from \($0.value)" }.sorted() == [], "in \(findingsPage)")
  }

  @Test func `the handbook explains no finding that nobody reports`() throws {
    let sources = try repository.paths(under: ["Sources", "Plugins"], endingIn: [".swift"])
      .map { try repository.text($0) }
    let unknown = try sections(of: findingsPage).filter { id in
      !sources.contains { $0.contains("\"\(id)\"") }
    }
    #expect(unknown == [])
  }

  @Test func `each design note is listed`() throws {
    let page = try repository.text("Docs/TenureHandbook.docc/DesignNotes.md")
    let names = repository.paths(under: ["Docs/DesignNotes"]).map { path in
      path.split(separator: "/").last.map(String.init) ?? path
    }
    #expect(names.filter { $0.wholeMatch(of: /[0-9]{4}-[a-z0-9-]+\.md/) == nil } == [])
    #expect(names.filter { !page.contains($0) } == [])
  }

  @Test func `each library has a documentation catalog`() throws {
    let manifest = try repository.text("Package.swift")
    let pages = manifest.matches(of: /\.library\(name: "([A-Za-z]+)"/).map {
      "Sources/\($0.1)/\($0.1).docc/\($0.1).md"
    }
    #expect(Set(pages).subtracting(repository.paths) == [])
  }

  @Test func `each command and each of its options is in the handbook`() throws {
    let page = try repository.text("Docs/TenureHandbook.docc/CommandLine.md")
    let helps = repository.paths(under: ["Tests/TenureCommandTests/Snapshots"]).filter {
      $0.contains("/help")
    }
    let words = try helps.flatMap { path in
      let text = try repository.text(path)
      return text.matches(of: /(?m)^  (-[-A-Za-z]+)/).map { String($0.1) }
        + text.matches(of: /USAGE: (tenure [a-z]+)/).map { String($0.1) }
    }
    #expect(Set(words).filter { $0 != "-h" && !page.contains($0) } == [])
    #expect(!words.isEmpty)
  }

  @Test func `code that readers copy is code that runs`() throws {
    let pages = repository.paths(under: ["Docs", "Sources"], endingIn: [".md"])
    let blocks = try pages.flatMap { page in
      try repository.text(page).matches(of: /(?s)```swift\n\/\/ (Examples\/[^\n]*)\n\n(.*?)```/)
        .map { (page: page, path: String($0.1), code: String($0.2)) }
    }
    let wrong = try blocks.filter { try repository.text($0.path) != $0.code }
    #expect(wrong.map { "\($0.page) differs from \($0.path)" } == [])
    #expect(!blocks.isEmpty)
  }

  /// The ids of all findings that the sources can report, with a file that reports each.
  ///
  /// An id is the first argument where a finding is made, or stands behind `id:`.
  private func findings() throws -> [String: String] {
    var found: [String: String] = [:]
    for path in repository.paths(under: ["Sources", "Plugins"], endingIn: [".swift"]) {
      let text = try repository.text(path)
      let made = text.matches(of: /(?:[fF]inding|Wording|unknown)\(([^,()]*),/).map(\.1)
      let named = text.matches(of: /\bid: ("[^"\\]*")/).map(\.1)
      for argument in made + named {
        for id in argument.matches(of: /"([a-z][a-z0-9-]*)"/) { found[String(id.1)] = path }
      }
    }
    return found
  }

  /// The ids that a page has a section for: headings of the third level that are one piece of code.
  private func sections(of path: String) throws -> Set<String> {
    let headings = try repository.text(path).matches(of: /(?m)^### `([a-z0-9-]+)`$/)
    return Set(headings.map { String($0.1) })
  }
}
