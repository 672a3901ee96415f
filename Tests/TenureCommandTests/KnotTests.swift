import TenureTestSupport
import Testing

/// Regimes made to take more memory than there is get an error that says what is too large, and a
/// way out.
@Suite struct KnotTests {
  /// The most nodes: few, so that the tests are quick.
  private static let limit = ["--node-limit", "2000"]

  /// A repository of two regimes, each of clauses that ask of many triples of flags whether one is
  /// as it should be.
  private static func repository(clauses: Int, triples: Int) throws -> LawRepository {
    let repository = try LawRepository()
    let facets = (0..<40).map { "  f\($0): {kind: flag}\n" }.joined()
    var documents = [
      "vocabulary.yaml": """
      vocabulary: knot
      taxonomies: {action: {sell: , share: }, right: {hold: }}
      facets:
        action: {kind: term, taxonomy: action}
      \(facets)
      """
    ]
    var random = SplitMix64(seed: 1)
    for name in ["left", "right"] {
      documents["regimes/\(name)/regime.yaml"] = """
        regime: \(name)
        semantics: 1
        doctrine: {precedence: [prohibition]}
        pillars:
          circulation: [{plugin: rulebook, document: conduct.yaml}]
          property: [{plugin: rulebook, document: rights.yaml}]
        """
      documents["regimes/\(name)/rights.yaml"] =
        "clauses:\n  - {id: \(name)-hold, grant: hold, f\(name.count): yes}\n"
      var text = "clauses:\n"
      for number in 0..<clauses {
        text += "  - id: \(name)-\(number)\n"
        text += "    \(number % 2 == 0 ? "prohibit" : "permit"): sell\n    all:\n"
        for _ in 0..<triples {
          let tests = random.sample(Array(0..<40), 3...3).map {
            "{f\($0): \(random.chance(50) ? "yes" : "no")}"
          }
          text += "      - {any: [\(tests.joined(separator: ", "))]}\n"
        }
      }
      documents["regimes/\(name)/conduct.yaml"] = text
    }
    try repository.write(documents)
    return repository
  }

  @Test func `a clause that is too large is named with its place`() throws {
    let repository = try Self.repository(clauses: 1, triples: 60)
    for words in [["diff", "left", "right"], ["check", "left"], ["check"]] {
      let run = try repository.tenure(words + Self.limit)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(
        run.errors == """
          regimes/left/conduct.yaml:2:5: error: what `left-0` tests takes too many nodes of \
          diagrams, of which 2,000 are allowed
          help: let it test fewer facets together; `tenure ask` answers single cases all the same

          """)
    }
  }

  @Test func `what is too large together is named, and what helps does`() throws {
    let repository = try Self.repository(clauses: 20, triples: 3)
    let run = try repository.tenure(["diff", "left", "right"] + Self.limit)
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: comparing `left` and `right` takes more than 2,000 nodes of diagrams
        help: compare one pillar with `--pillar`, one day with `--at`, or the harder clauses alone \
        with `--force`; or allow more nodes with `--node-limit`

        """)
    let json = try repository.tenure(["diff", "left", "right", "--format", "json"] + Self.limit)
    #expect(json.status == 2)
    let error = try JSONObject(json.errors)["error"]
    #expect(
      error["message"].text
        == "comparing `left` and `right` takes more than 2,000 nodes of diagrams")
    #expect(error["file"].isNull && error["help"].text != nil)

    let pillar = try repository.tenure(
      ["diff", "left", "right", "--pillar", "property"] + Self.limit)
    #expect(pillar.status == 1)
    #expect(pillar.errors.isEmpty)
    let check = try repository.tenure(["check", "left"] + Self.limit)
    #expect(check.status == 2)
    #expect(check.errors.hasPrefix("error: checking `left` takes more than 2,000 nodes"))
    let facts = (0..<40).map { "f\($0)=yes" }
    let ask = try repository.tenure(["ask", "left", "action=sell"] + facts)
    #expect(ask.status == 0)
  }

  @Test func `a limit is a number of nodes`() throws {
    let run = try LawRepository.amended().tenure("diff", "v1:land", "land", "--node-limit", "0")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("error: `--node-limit` takes a number from 1 to 1073741824"))
  }
}
