import TenureHistory
import TenureModel
import Testing

@testable import TenureConstitution

/// Attacks on the law itself, and on time.
@Suite struct GovernanceTests {
  private let alone = "chambers: [{in: assembly, pass: {at-least: 1/3, of: all}}]"

  @Test func `governance weakened and used in the same commit`() throws {
    let cooperative = try Cooperative()
    let draft = try Cooperative.Draft.governance(
      Cooperative.governance(rules: alone), yes: ["ada"])
    let refusal = try cooperative.refusal(of: draft)
    #expect(refusal?.code == .procedureNotMet)
    #expect(refusal?.act == "amend-governance")
  }

  @Test func `a law counts from the commit after it`() throws {
    let cooperative = try Cooperative()
    try cooperative.add(.governance(Cooperative.governance(rules: alone)))
    try cooperative.add(
      .governance(Cooperative.governance(), epoch: 3, yes: ["ada"], day: 2))
    #expect(try cooperative.verify().isLawful)
    #expect(try cooperative.verify().epoch == 3)
    let refusal = try cooperative.refusal(
      of: .governance(Cooperative.governance(rules: alone), epoch: 4, yes: ["ada"], day: 3))
    #expect(refusal?.code == .procedureNotMet)
  }

  @Test func `a commit that hides governance behind conduct needs both`() throws {
    var draft = try Cooperative.Draft.governance(
      Cooperative.governance(rules: alone), yes: ["ada", "ben"])
    draft.files["regimes/harbour/circulation.yaml"] = Cooperative.conduct("sell")
    draft.yes = ["ada"]
    draft.no = []
    #expect(try Cooperative().refusal(of: draft)?.code == .procedureNotMet)
  }

  @Test func `the epoch counts changes of governance, and nothing else`() throws {
    let cooperative = try Cooperative()
    for epoch in [1, 3] {
      let draft = try Cooperative.Draft.governance(
        Cooperative.governance(rules: alone), epoch: epoch)
      #expect(try cooperative.refusal(of: draft)?.code == .epoch)
    }
    var layout = Cooperative.Draft(yes: ["ada"])
    layout.files["constitution.yaml"] = try "# of the harbour\n" + Cooperative.constitution()
    #expect(try cooperative.refusal(of: layout) == nil)
  }

  @Test func `another constitution cannot take the place of this one`() throws {
    var draft = Cooperative.Draft(yes: ["ada", "ben"])
    draft.files["constitution.yaml"] = try Cooperative.constitution(epoch: 2)
      .replacing("constitution: harbour", with: "constitution: lagoon")
    #expect(try Cooperative().refusal(of: draft)?.code == .epoch)
    draft.files["constitution.yaml"] = .some(nil)
    #expect(try Cooperative().refusal(of: draft)?.code == .notUnderstood)
  }

  @Test func `a law that locks everybody out`() throws {
    let cooperative = try Cooperative()
    // Nine seats, three members: two thirds are never reached.
    let many = try Cooperative.Draft.governance(Cooperative.governance(seats: 9))
    #expect(try cooperative.refusal(of: many)?.code == .lockedOut)
    // Keys that no longer count.
    let members = try ["ada", "ben", "chi"].map {
      try Cooperative.member($0, [($0, ", until: 2024-01-01")])
    }
    let dead = try Cooperative.Draft.governance(Cooperative.governance(), members: members)
    #expect(try cooperative.refusal(of: dead)?.code == .lockedOut)
    // A red line around governance.
    let line = "  - {id: never, barred: any, act: amend-governance}\n"
    let barred = try Cooperative.Draft.governance(
      Cooperative.governance(more: line).replacing("precedence", with: "precedence"))
    #expect(try cooperative.refusal(of: barred)?.code == .lockedOut)
    // Notice, where nobody may lay anything open.
    let silent = Cooperative.governance(rules: "notice: 14 days\n    " + alone)
      .replacing("act: enact", with: "act: amend-property")
    #expect(try cooperative.refusal(of: .governance(silent))?.code == .lockedOut)
  }

  @Test func `documents that cannot be understood`() throws {
    let cooperative = try Cooperative()
    var draft = Cooperative.Draft(yes: ["ada", "ben", "chi"])
    for (file, text) in [
      ("constitution.yaml", "constitution: harbour\n"),
      (
        "constitution.yaml",
        try Cooperative.constitution(epoch: 2).replacing("version: 1", with: "version: 2")
      ),
      ("vocabulary.yaml", "vocabulary: [\n"),
      ("regimes/harbour/regime.yaml", "regime: harbour\n"),
      ("regimes/harbour/circulation.yaml", "clauses: *all\n"),
    ] {
      draft.files = [file: text]
      let commit = try? cooperative.forge(draft)
      guard let commit else { continue }
      #expect(try cooperative.refusal(of: commit) != nil, "\(file)")
    }
    // A regime whose documents no digest covers.
    draft.files = [
      "regimes/harbour/regime.yaml": try Cooperative.documents()["regimes/harbour/regime.yaml"]?
        .replacing("governance.yaml", with: "../../elsewhere.yaml")
    ]
    draft.files["elsewhere.yaml"] = Cooperative.governance()
    #expect(throws: ConstitutionError.self) { try cooperative.forge(draft) }
  }

  @Test func `one key of two people, and one person twice`() throws {
    for members in [
      try [Cooperative.member("ada", [("ada", "")]), Cooperative.member("eve", [("ada", "")])],
      try [Cooperative.member("ada", [("ada", "")]), Cooperative.member("ada", [("ben", "")])],
      try (0..<4).map {
        try Cooperative.member("m\($0)", [(["ada", "ben", "chi", "dov"][$0], "")])
      },
      try [Cooperative.member("ada", [("ada", "")], seats: "{council: member}")],
      try [Cooperative.member("ada", [("ada", "")], seats: "{assembly: chair}")],
    ] {
      let draft = try Cooperative.Draft.governance(Cooperative.governance(), members: members)
      #expect(try Cooperative().refusal(of: draft)?.code == .notUnderstood)
    }
  }

  @Test func `keys that do not count yet, no longer, or were revoked`() throws {
    for (dates, says) in [
      (", from: 2024-02-01", "counts from 2024-02-01"),
      (", until: 2024-01-02", "counts until 2024-01-02"),
      (", revoked: 2024-01-02", "was revoked on 2024-01-02"),
    ] {
      let members = try [
        Cooperative.member("ada", [("ada", "")]), Cooperative.member("ben", [("ben", dates)]),
        Cooperative.member("chi", [("chi", "")]),
      ]
      let cooperative = try Cooperative([
        "constitution.yaml": try Cooperative.constitution(members: members)
      ])
      let refusal = try cooperative.refusal(of: .conduct())
      #expect(refusal?.code == .keyNotValid)
      #expect(refusal?.message.contains(says) == true)
      // An approval that is dated back does not help: the day of the commit counts.
      var back = Cooperative.Draft.conduct()
      back.approvedOn = 0
      #expect(try cooperative.refusal(of: back)?.code == .keyNotValid)
    }
  }

  @Test func `a key is rotated by the law before it`() throws {
    let cooperative = try Cooperative()
    let members = try [
      Cooperative.member("ada", [("ada", ", revoked: 2024-01-03"), ("dov", "")]),
      Cooperative.member("ben", [("ben", "")]), Cooperative.member("chi", [("chi", "")]),
    ]
    let rotation = try Cooperative.Draft.governance(Cooperative.governance(), members: members)
    try cooperative.add(rotation)
    var old = Cooperative.Draft.conduct()
    old.day = 2
    old.signer = "ben"
    #expect(try cooperative.refusal(of: old)?.code == .keyNotValid)
    old.yes = ["dov", "ben"]
    #expect(try cooperative.refusal(of: old) == nil)
  }

  @Test func `dates that run backwards or ahead`() throws {
    let cooperative = try Cooperative()
    var first = Cooperative.Draft.conduct()
    first.day = 5
    try cooperative.add(first)
    var draft = Cooperative.Draft.conduct("publish")
    draft.day = 4
    draft.approvedOn = 5
    #expect(try cooperative.refusal(of: draft)?.code == .dates)
    draft.day = 6
    draft.approvedOn = 7
    #expect(try cooperative.refusal(of: draft)?.code == .dates)
    draft.approvedOn = 4
    #expect(try cooperative.refusal(of: draft)?.code == .dates)
    draft.approvedOn = 6
    #expect(try cooperative.refusal(of: draft) == nil)
    let commit = try cooperative.forge(draft)
    #expect(try cooperative.refusal(of: commit, onDay: 5)?.code == .dates)
  }
}
