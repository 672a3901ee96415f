import TenureDocuments
import TenureHistory
import TenureModel
import Testing

@testable import Tenure
@testable import TenureCommand

/// What is read while the arguments are taken apart.
@Suite struct ReadAheadTests {
  private let repository: LawRepository

  init() throws { repository = try LawRepository.amended() }

  private func ahead(_ arguments: [String]) -> ReadAhead? {
    ReadAhead(["ask"] + arguments, Plugins.builtIn)
  }

  @Test(arguments: [
    ["-C", "", "land", "--force", "policy", "action=share"], ["--format", "json", "v1:land", "-C"],
  ])
  func whatTheCommandLoadsIsParsed(_ words: [String]) throws {
    var words = words
    // The folder stands after `-C`, wherever that is.
    let place = try #require(words.firstIndex(of: "-C")) + 1
    if place < words.count { words[place] = repository.path } else { words.append(repository.path) }
    let cache = try #require(ahead(words)).finish()
    let parsed = cache.parsedCount
    #expect(parsed > 2)

    let policies = try PolicyRepository.open(at: repository.path)
    let name = try #require(words.first { $0.hasSuffix("land") })
    let revision = try policies.revision(of: RegimeReference(parsing: name))
    let loader = RegimeLoader(
      source: SnapshotSource(try policies.snapshot(at: revision)), plugins: Plugins.builtIn,
      cache: cache)
    #expect(try loader.regime("land").value != nil)
    #expect(cache.parsedCount == parsed)
  }

  @Test func onlyTheRegimesThatAreMeantAreRead() throws {
    let both = try #require(ahead(["-C", repository.path, "v1:land", "land", "v2:land"])).finish()
    let one = try #require(ahead(["-C" + repository.path, "sea", "land"])).finish()
    // The amendment changed one document; the third regime is not read, and `sea` is none.
    #expect(both.parsedCount > one.parsedCount)
    #expect(one.parsedCount > 2)
  }

  @Test(arguments: [
    [], ["action=share"], ["--at", "2024-01-01"], ["a..b"], ["-C", "land"],
  ])
  func nothingIsReadWithoutARegime(_ words: [String]) {
    #expect((ahead(words)?.finish().parsedCount ?? 0) == 0)
  }

  @Test func aFolderThatIsNoRepositoryIsNoMatter() throws {
    #expect(try #require(ahead(["-C", "/nonexistent", "land"])).finish().parsedCount == 0)
  }
}
