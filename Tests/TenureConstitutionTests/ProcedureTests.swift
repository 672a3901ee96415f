import TenureHistory
import TenureModel
import Testing

@testable import TenureConstitution

/// Notice, sunset, chambers, vetoes, red lines, and what each kind of change takes.
@Suite struct ProcedureTests {
  private static let noticed = """
    notice: 14 days
        chambers: [{in: assembly, pass: {at-least: 2/3, of: all}}]
    """

  @Test func `notice runs between two commits that were both approved`() throws {
    let cooperative = try Cooperative([
      "regimes/harbour/governance.yaml": Cooperative.governance(rules: Self.noticed)
    ])
    let text = Cooperative.governance(seats: 3)
    let constitution = try Cooperative.constitution(epoch: 2)
    var change = try Cooperative.Draft.governance(text, yes: ["ada", "ben", "chi"], day: 20)
    let surprise = try cooperative.refusal(of: change)
    #expect(surprise?.code == .notice)
    #expect(surprise?.help?.contains("proposals/") == true)
    var proposal = Cooperative.Draft(yes: ["ada"], day: 3)
    proposal.files["proposals/one/regimes/harbour/governance.yaml"] = text
    proposal.files["proposals/one/constitution.yaml"] = constitution
    try cooperative.add(proposal)
    change.day = 16
    let early = try cooperative.refusal(of: change)
    #expect(early?.code == .notice)
    #expect(
      early?.message
        == "`amend-governance` needs notice: laid open on 2024-01-04, it may be done from "
        + "2024-01-18 on, not on 2024-01-17 (clause `rules`)")
    change.day = 17
    #expect(try cooperative.refusal(of: change) == nil)
    // Another text than the one that was laid open.
    change.files["regimes/harbour/governance.yaml"] = Cooperative.governance(
      rules: "chambers: [{in: assembly, pass: {at-least: 1/3, of: all}}]")
    #expect(try cooperative.refusal(of: change)?.code == .notice)
    // The proposal taken back, and brought again: time begins anew.
    try cooperative.add(
      .init(
        files: [
          "proposals/one/regimes/harbour/governance.yaml": nil,
          "proposals/one/constitution.yaml": nil,
        ], yes: ["ada"], day: 10))
    proposal.day = 12
    try cooperative.add(proposal)
    change.files["regimes/harbour/governance.yaml"] = text
    change.day = 20
    #expect(try cooperative.refusal(of: change)?.code == .notice)
    change.day = 26
    #expect(try cooperative.refusal(of: change) == nil)
  }

  @Test func `votes that do not suffice are named before time`() throws {
    let cooperative = try Cooperative([
      "regimes/harbour/governance.yaml": Cooperative.governance(rules: Self.noticed)
    ])
    let change = try Cooperative.Draft.governance(Cooperative.governance(), yes: ["ada"])
    #expect(try cooperative.refusal(of: change)?.code == .procedureNotMet)
  }

  @Test func `a power ends with its time, by the date of the chain`() throws {
    let text = Cooperative.governance().replacing(
      "act: [amend-property, amend-circulation, amend-distribution]",
      with: "act: [amend-property, amend-circulation, amend-distribution]\n    lasts: 1 month")
    let cooperative = try Cooperative(["regimes/harbour/governance.yaml": text])
    var draft = Cooperative.Draft.conduct()
    draft.day = 30
    #expect(try cooperative.refusal(of: draft) == nil)
    draft.day = 31
    let refusal = try cooperative.refusal(of: draft)
    #expect(refusal?.code == .expired)
    #expect(
      refusal?.message
        == "the power to `amend-circulation` ended on 2024-02-01: clause `conduct`")
    // Renewed by another clause of the same content: it is as old as it was.
    var renewal = try Cooperative.Draft.governance("# again\n" + text, day: 31)
    renewal.files["constitution.yaml"] = nil
    renewal.files.removeValue(forKey: "constitution.yaml")
    try cooperative.add(renewal)
    draft.day = 32
    #expect(try cooperative.refusal(of: draft)?.code == .expired)
  }

  @Test func `chambers, vetoes and bodies that act as one`() throws {
    let governance = """
      bodies:
        assembly: {member: {seats: 3}}
        board: {chair: {seats: 1, weight: 2}, director: {seats: 1, weight: 1}}
      decisions:
        - id: publishing
          body: assembly
          act: enact
          chambers: [{in: assembly, pass: {at-least: 1/3, of: all}}]
        - id: conduct
          body: assembly
          act: [amend-property, amend-circulation, amend-distribution]
          proposed-by: board
          chambers: [{in: assembly, pass: {more-than: 1/2, of: all}}]
          agreed-by: registry
        - id: rules
          body: assembly
          act: amend-governance
          chambers: [{in: board, pass: {at-least: 1/3, of: all}, veto: [chair]}]

      """
    let members = try [
      Cooperative.member("ada", [("ada", "")], seats: "{assembly: member, board: chair}"),
      Cooperative.member("ben", [("ben", "")], seats: "{assembly: member, board: director}"),
      Cooperative.member("chi", [("chi", "")], seats: "{assembly: member, registry: {clerk: 1}}"),
    ]
    let cooperative = try Cooperative([
      "vocabulary.yaml": (try Cooperative.documents()["vocabulary.yaml"] ?? "")
        .replacing("buyer: }", with: "buyer: , registry: }"),
      "regimes/harbour/governance.yaml": governance,
      "constitution.yaml": try Cooperative.constitution(members: members),
    ])
    #expect(
      try cooperative.refusal(of: .conduct(yes: ["ada", "ben"]))?.message.contains(
        "`registry` has not agreed") == true)
    #expect(
      try cooperative.refusal(of: .conduct(yes: ["ben", "chi"]))?.message.contains(
        "`board` has not agreed") == true)
    #expect(try cooperative.refusal(of: .conduct(yes: ["ada", "chi"])) == nil)
    let veto = try Cooperative.Draft.governance(
      governance + "# \n", members: members, yes: ["ben"])
    var changed = veto
    changed.files["regimes/harbour/governance.yaml"] = governance.replacing("1/2", with: "2/3")
    #expect(try cooperative.refusal(of: changed)?.message.contains("`assembly`") == true)
    changed.yes = ["ben", "chi"]
    #expect(try cooperative.refusal(of: changed)?.message.contains("who has a veto") == true)
    changed.yes = ["ada"]
    // Ada alone is the chair, whose weight is two of three; but `assembly` decides in `board`.
    #expect(try cooperative.refusal(of: changed)?.message.contains("`assembly`") == true)
    changed.yes = ["ada", "ben"]
    #expect(try cooperative.refusal(of: changed) == nil)
  }

  @Test func `red lines, silence, contest and open facets let nobody act`() throws {
    let silent = Cooperative.governance().replacing("amend-circulation, ", with: "")
    let barred =
      Cooperative.governance(more: "  - {id: never, barred: any, act: amend-circulation}\n")
    let open = Cooperative.governance().replacing(
      "  - id: conduct\n", with: "  - id: conduct\n    season: yes\n")
    for (text, code) in [
      (silent, Refusal.Code.notEmpowered), (barred, .redLine), (open, .depends),
    ] {
      let cooperative = try Cooperative(["regimes/harbour/governance.yaml": text])
      #expect(try cooperative.refusal(of: .conduct())?.code == code)
    }
    let season = try Cooperative([
      "regimes/harbour/governance.yaml": open,
      "constitution.yaml": try Cooperative.constitution(more: "facts: {season: yes}"),
    ])
    #expect(try season.refusal(of: .conduct()) == nil)
    let contest = try Cooperative([
      "regimes/harbour/governance.yaml": barred,
      "regimes/harbour/regime.yaml":
        try (Cooperative.documents()["regimes/harbour/regime.yaml"] ?? "")
        .replacing("[prohibition]", with: "[contest]"),
    ])
    #expect(try contest.refusal(of: .conduct())?.code == .contested)
  }

  static let changes: [(file: String, text: String?, acts: [String])] = [
    ("README.md", "hello\n", ["enact"]),
    ("scenarios/sale.yaml", "scenarios: []\n", ["enact"]),
    ("proposals/one/README.md", "hello\n", ["enact"]),
    (".hidden", "hello\n", ["enact"]),
    ("regimes/harbour/unused.yaml", "clauses: []\n", ["enact"]),
    (
      "regimes/harbour/circulation.yaml", "# layout\n" + Cooperative.conduct("use"), ["enact"]
    ),
    ("regimes/harbour/circulation.yaml", Cooperative.conduct("sell"), ["amend-circulation"]),
    (
      "regimes/other/regime.yaml", "regime: other\nsemantics: 1\n",
      ["amend-circulation", "amend-distribution", "amend-governance", "amend-property"]
    ),
  ]

  @Test(arguments: 0..<changes.count)
  func `the acts are found in what changes`(_ number: Int) throws {
    let change = Self.changes[number]
    let cooperative = try Cooperative()
    let tree = try cooperative.tree([change.file: change.text], on: cooperative.tip)
    let verifier = try cooperative.verifier()
    let proposal = Proposal(parents: [cooperative.tip], tree: tree, author: nil, message: "")
    let step = try verifier.step(proposal, from: verifier.start(at: cooperative.tip))
    #expect(step.acts.names == change.acts, "\(change.file)")
  }

  @Test func `a document that moves to another pillar amends both`() throws {
    let cooperative = try Cooperative()
    let regime = try #require(try Cooperative.documents()["regimes/harbour/regime.yaml"])
    for (old, new, acts) in [
      (
        "  circulation: {plugin: rulebook, document: circulation.yaml}",
        "  property: {plugin: rulebook, document: circulation.yaml}",
        ["amend-circulation", "amend-property"]
      ),
      (
        "[prohibition]", "[permission]",
        ["amend-circulation", "amend-distribution", "amend-governance", "amend-property"]
      ),
      ("semantics: 1", "semantics: 1 # of documents", ["enact"]),
    ] {
      let tree = try cooperative.tree(
        ["regimes/harbour/regime.yaml": regime.replacing(old, with: new)], on: cooperative.tip)
      let verifier = try cooperative.verifier()
      let proposal = Proposal(parents: [cooperative.tip], tree: tree, author: nil, message: "")
      let step = try verifier.step(proposal, from: verifier.start(at: cooperative.tip))
      #expect(step.acts.names == acts, "\(new)")
    }
  }

  @Test func `nothing is ungoverned`() throws {
    let cooperative = try Cooperative()
    for file in ["README.md", ".hidden", "scenarios/x.yaml"] {
      var draft = Cooperative.Draft(files: [file: "scenarios: []\n"])
      #expect(try cooperative.refusal(of: draft)?.act == "enact", "\(file)")
      draft.yes = ["chi"]
      #expect(try cooperative.refusal(of: draft) == nil, "\(file)")
    }
    #expect(try cooperative.refusal(of: .init())?.act == "enact")
  }
}
