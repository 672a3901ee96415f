import Foundation
import Testing

/// Every rule of the catalogue is encoded, and the handbook's page of rules shows where.
@Suite struct RuleTableTests {
  let repository: Repository
  let table: RuleTable

  init() throws {
    repository = try Repository.current.get()
    table = try RuleTable(repository)
  }

  private let page = "Docs/TenureHandbook.docc/Rules.md"

  @Test func `each rule has a clause, or a note that says why not`() {
    let missing = table.rules.filter { rule in
      let items = table.items(of: rule)
      return items.isEmpty || items.contains { $0.clause == nil && $0.text.isEmpty }
    }
    #expect(missing.map(\.id) == [])
    #expect(!table.rules.isEmpty)
  }

  @Test func `rules are numbered without a gap, each once`() {
    for part in RuleTable.parts {
      let ids = table.rules.filter { $0.prefix == part.prefix }.map(\.id)
      let numbers = (1...max(ids.count, 1)).map { number in
        "\(part.prefix)-\(number < 10 ? "0" : "")\(number)"
      }
      #expect(ids == numbers)
    }
    let prefixes = Set(RuleTable.parts.map(\.prefix))
    #expect(table.rules.filter { !prefixes.contains($0.prefix) }.map(\.id) == [])
  }

  @Test func `nothing implements a rule that the catalogue lacks`() {
    let known = Set(table.rules.map(\.id))
    let unknown = table.items.flatMap { item in
      item.rules.filter { !known.contains($0) }.map { "\(item.path): \($0)" }
    }
    #expect(unknown == [])
  }

  @Test func `each rule is encoded in the regime whose rule it is`() {
    let strays = table.items.flatMap { item in
      item.rules.filter { id in
        let regimes = RuleTable.parts.first { id.hasPrefix("\($0.prefix)-") }?.regimes ?? []
        return !regimes.contains { item.path.hasPrefix("\(RuleTable.folder)/\($0)/") }
      }.map { "\(item.path): \($0)" }
    }
    #expect(strays == [])
  }

  /// With `TENURE_RECORD=1` in the environment the page is written anew, and the test fails once.
  @Test func `the page of rules is current`() throws {
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try table.page.write(
        toFile: "\(repository.root)/\(page)", atomically: true, encoding: .utf8)
      Issue.record("\(page) is written anew")
      return
    }
    let current = repository.paths.contains(page) ? try repository.text(page) : ""
    #expect(current == table.page, "run the tests with TENURE_RECORD=1, then again")
  }
}
