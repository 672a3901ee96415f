import Tenure
import Testing

@Suite struct SituationArgumentsTests {
  private func reader() throws -> SituationReader {
    let vocabulary = try ExampleRepository.loader().vocabulary()
    return SituationReader(vocabulary: try #require(vocabulary.value))
  }

  @Test func `arguments and documents say the same`() throws {
    let reader = try reader()
    let arguments = [
      "action=sell", "actor=enterprise", "recipient=broker,court", "data=personal,public",
      "standing=", "consent=unknown", "deidentified=true", "persons=1000", "created=2024-02-29",
    ]
    let line = #"""
      {"action": "sell", "actor": "enterprise", "recipient": ["broker", "court"],
       "data": ["public", "personal"], "standing": [], "consent": "unknown",
       "deidentified": true, "persons": 1000, "created": "2024-02-29"}
      """#.replacing("\n", with: "")
    let tree = try #require(DocumentParser.parseFlowLine(Array(line.utf8), file: "-").tree)
    var findings: [Finding] = []
    let read = reader.read(tree.root, &findings)
    let given = reader.read(arguments: arguments)
    #expect(findings.isEmpty && given.findings.isEmpty)
    #expect(read == given.value)
    let vocabulary = reader.vocabulary
    let situation = try #require(read)
    let actor = try #require(vocabulary.facet(named: "actor"))
    let party = try #require(vocabulary.taxonomy(of: actor))
    let enterprise = try #require(party.term(named: "enterprise"))
    func fact(_ name: String) -> Situation.Fact? {
      vocabulary.facet(named: name).flatMap { situation[$0] }
    }
    #expect(fact("actor") == .oneOf(party[enterprise].leaves))
    #expect(fact("standing") == .known(.set(.empty)))
    #expect(fact("consent") == .unknown)
    #expect(fact("persons") == .known(.quantity(ExactDecimal(1000))))
  }

  @Test func `one term is the set of that one, and one leaf is the value`() throws {
    let reader = try reader()
    let vocabulary = reader.vocabulary
    let situation = try #require(reader.read(arguments: ["data=public", "actor=person"]).value)
    let facts = ["data", "actor"].map { name in
      vocabulary.facet(named: name).flatMap { situation[$0] }
    }
    #expect(facts == [.known(.set(LeafSet([1]))), .known(.term(leaf: 1))])
  }

  @Test func `everything that is wrong is said at once`() throws {
    let arguments = [
      "personal", "dta=personal", "data=personl", "standing=holder,unknown", "consent=",
      "actor=person", "actor=court", "persons=-1", "deidentified=maybe", "created=2023-02-29",
      "right=access", "created=2024-01-01,2024-01-02", "data=valid",
    ]
    let found = try reader().read(arguments: arguments)
    #expect(found.value == nil)
    #expect(
      dump(found.findings) == """
        error not-an-argument: `personal` is not of the form `facet=value`
            help: write `data=personal`, say, or `tags=health,minor` for a set
        error unknown-facet: unknown facet `dta`
            help: did you mean `data`?
        error unknown-term: `personl` is no value of `data`
            help: did you mean `personal`?
        error unknown-term: `unknown` is no value of `standing`
            help: `unknown` stands alone, not in a list
        error not-a-value: `consent` has one value, and none is given
            help: give a term, a list of terms it is one of, or `unknown`
        error given-twice: `actor` is given twice
            help: give it once; several values are written `actor=a,b`
        error not-a-value: `-1` is no value of `persons`
            help: give a whole number in digits, say `1000000`, at least `0`
        error not-a-value: `maybe` is no value of `deidentified`
            help: give `yes` or `no`
        error not-a-value: `2023-02-29` is no value of `created`
            help: give a day, say `2024-03-22`
        error derived-facet: `right` cannot be given: rights follow from the property pillar
            help: give `standing`, and ask for the right
        error not-a-value: `created` takes one value
            help: give a day, say `2024-03-22`
        error unknown-term: `valid` is no value of `data`
            help: known: `personal`, `public`, `enterprise-data`

        """)
  }

  @Test func `a batch line may ask for a right or for a power`() throws {
    let reader = try reader()
    func query(_ line: String) throws -> Query? {
      let tree = try #require(DocumentParser.parseFlowLine(Array(line.utf8), file: "-").tree)
      var findings: [Finding] = []
      let query = reader.readQuery(tree.root, &findings)
      #expect(findings.isEmpty == (query != nil), "\(dump(findings))")
      return query
    }
    #expect(try query(#"{"action": "sell"}"#)?.situation.facts.count == 1)
    #expect(
      try query(#"{"right": "access", "situation": {}}"#) == .claim(right: 1, Situation()))
    #expect(
      try query(#"{"power": {"body": "council", "act": "audit"}}"#)
        == .power(body: "council", act: 2, Situation()))
    #expect(try query(#"{"right": "access"}"#) == nil)
    #expect(try query(#"{"right": "access", "situation": {}, "more": 1}"#) == nil)
    #expect(try query("[]") == nil)
  }

  @Test func `facets beside a right are said to belong into the situation`() throws {
    let line = #"{"right": "access", "actor": "enterprise"}"#
    let tree = try #require(DocumentParser.parseFlowLine(Array(line.utf8), file: "-").tree)
    var findings: [Finding] = []
    #expect(try reader().readQuery(tree.root, &findings) == nil)
    #expect(findings.map(\.message) == ["`actor` is a facet, and stands beside a question"])
    #expect(findings.first?.help == "write `situation: {actor: …}` with all facets in it")
  }
}
