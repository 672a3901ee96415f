import Tenure
import Testing

@Suite struct ClauseFingerprintsTests {
  private func prints(_ text: String) throws -> ClauseFingerprints {
    ClauseFingerprints(
      of: try #require(DocumentParser.parse(Array(text.utf8), file: "a.yaml").tree).root)
  }

  private let document = """
    defaults: {rank: law, from: 2021-11-01}
    scope: {actor: company}
    clauses:
      - {id: a, permit: sell, data: [personal, public], rank: policy}
      - {id: b, prohibit: sell}
    """

  @Test func `layout, comments, quotes, order of keys and of clauses do not matter`() throws {
    let same = """
      # A comment
      scope:
        actor: "company"
      clauses:
        - prohibit: 'sell'   # why
          id: b
        - rank: policy
          data:
            - personal
            - public
          permit: sell
          id: a
      defaults:
        from: 2021-11-01
        rank: law
      """
    #expect(try prints(document).byID == (try prints(same).byID))
  }

  @Test func `a part of a provision has the fingerprint of the provision`() throws {
    let found = try prints(document.replacing("clauses:", with: "tiers:"))
    #expect(found.provision(of: "b.source") == found.byID["b"])
    #expect(found.provision(of: "b.source.more") == found.byID["b"])
    #expect(found.provision(of: "c.source") == nil)
    #expect(found.provision(of: "c") == nil)
  }

  @Test func `a default that a clause overrides is not part of it`() throws {
    let changed = try prints(document.replacing("rank: law", with: "rank: constitution"))
    #expect(try changed["a"] == prints(document)["a"])
    #expect(try changed["b"] != prints(document)["b"])
  }

  @Test func `a default that moves into the clauses changes nothing`() throws {
    let moved = document.replacing("rank: law, ", with: "")
      .replacing("prohibit: sell}", with: "prohibit: sell, rank: law}")
    #expect(try prints(moved).byID == prints(document).byID)
  }

  @Test(arguments: [
    ("actor: company", "actor: platform"), ("scope: {actor: company}", "scope: {}"),
    ("2021-11-01", "2021-11-02"),
  ])
  func `scope and inherited defaults are part of every clause`(
    _ change: (old: String, new: String)
  ) throws {
    let changed = try prints(document.replacing(change.old, with: change.new))
    #expect(try changed["a"] != prints(document)["a"])
    #expect(try changed["b"] != prints(document)["b"])
  }

  @Test(arguments: [
    ("permit: sell", "prohibit: sell"), ("[personal, public]", "[public, personal]"),
    ("[personal, public]", "personal"), ("rank: policy", "rank: law"), ("data:", "tags:"),
  ])
  func `content matters, and only that of the clause itself`(
    _ change: (old: String, new: String)
  ) throws {
    let changed = try prints(document.replacing(change.old, with: change.new))
    #expect(try changed["a"] != prints(document)["a"])
    #expect(try changed["b"] == prints(document)["b"])
  }

  @Test func `a document without clauses counts as a whole`() throws {
    let one = try prints("weights: {a: 1, b: 2}")
    #expect(one.byID.isEmpty)
    #expect(one["anything"] == one.document)
    #expect(try one.document == prints("weights: {b: 2, a: 1}").document)
    #expect(try one.document != prints("weights: {a: 2, b: 1}").document)
    #expect(one.fingerprints(for: ["x", "x"]) == ["x": one.document])
  }

  @Test func `the clauses of a provision have its fingerprint, in every section`() throws {
    let one = try prints("access: [{id: a}, {id: b.c}]\nduties: [{id: d, to: x}]")
    #expect(one.provision(of: "a.part") == one["a"])
    #expect(one.provision(of: "d.x.y") == one["d"])
    #expect(one.provision(of: "b.c") == one["b.c"])
    #expect(one.provision(of: "b") == nil)
    #expect(one.provision(of: "e.part") == nil)
    #expect(one["e.part"] == one.document)
  }

  @Test func `fingerprints are the same in every process`() throws {
    #expect(try prints("clauses: [{id: a, permit: sell}]")["a"] == 8018329704228169129)
  }
}
