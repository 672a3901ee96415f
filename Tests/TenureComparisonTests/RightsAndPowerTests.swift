import BigInt
import Tenure
import TenureReference
import TenureTestSupport
import Testing

/// Rights gained and lost, procedures as games, and what comes through rights.
@Suite struct RightsAndPowerTests {
  @Test func `rights are counted by kind of party`() throws {
    let before = SmallLaw.regime([
      SmallLaw.clause("one", SmallLaw.rights(.grant, "access"), SmallLaw.when("actor", "person"))
    ])
    let after = SmallLaw.regime([
      SmallLaw.clause(
        "one", SmallLaw.rights(.grant, "access"), SmallLaw.when("actor", "enterprise"))
    ])
    let vocabulary = SmallLaw.vocabulary
    let diff = try RegimeDiff.compare(RegimeEngine(before), RegimeEngine(after))
    let changes = try RightsComparison(diff, in: vocabulary).changes
    #expect(changes.map(\.right) == [SmallLaw.leaf("right", "access")])
    // Of person, company, agency and operator: two are enterprises.
    #expect(changes.first?.cases == RightsComparison.Cases(gained: 2, lost: 1))
    let byActor = changes.first?.byActor ?? []
    #expect(byActor.map(\.gained).reduce(0, +) == 2)
    #expect(byActor[SmallLaw.leaf("actor", "company")].gained == 1)
    #expect(byActor[SmallLaw.leaf("actor", "person")] == .init(gained: 0, lost: 1))
  }

  @Test func `cases by leaf are what ruling in every situation finds`() throws {
    for seed in 1...30 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let first = RandomRegime.make(over: vocabulary, clauses: 2...6, using: &random)
      let second = RandomRegime.amended(first, using: &random)
      guard SituationSpace([first, second]).cellCount <= 600 else { continue }
      let diff = try RegimeDiff.compare(RegimeEngine(first), RegimeEngine(second))
      let slow = BruteForceDiff(first, second)
      for shift in diff.shifts {
        guard case .verdict(let old, let new) = shift.subject else { continue }
        let cells = slow.differences.filter {
          $0.before.verdict == old && $0.after.verdict == new
        }.map(\.cell)
        for position in vocabulary.facets.indices {
          let facet = FacetID(position)
          guard let taxonomy = vocabulary.taxonomy(of: facet), facet != vocabulary.right else {
            continue
          }
          let found = try diff.cases(of: shift, by: facet)
          if found.isEmpty { continue }
          let expected = (0..<taxonomy.leafCount).map { leaf in
            cells.reduce(0) { $0 + Self.weight(of: $1, facet, having: leaf) }
          }
          #expect(found == expected.map { BigUInt($0) }, "seed \(seed)")
        }
      }
    }
  }

  /// How many situations of a cell have a leaf in a facet.
  private static func weight(
    of cell: SituationSpace.Cell, _ facet: FacetID, having leaf: Int
  ) -> Int {
    guard let atoms = cell.classes[facet]?.atoms, !atoms.isEmpty else { return 0 }
    let having = atoms.count { atom in
      switch atom.value {
      case .term(let own): own == leaf
      case .set(let leaves): leaves.contains(leaf)
      case .flag, .quantity, .date: false
      }
    }
    return cell.weight / atoms.count * having
  }

  private static let council: [GovernanceDeclarations.Seats] = [
    .init(holder: "large", count: 2, weight: 3), .init(holder: "small", count: 4, weight: 1),
  ]

  private static func answer(
    _ threshold: ProcedureStep.Vote.Threshold
  ) -> PowersOutcome.Answer {
    .empowered([
      PowersOutcome.Way(
        steps: [.vote(.init(in: "council", threshold: threshold))],
        bodies: ["council": council], lasts: nil)
    ])
  }

  private static let question = PowersOutcome.Question(body: "council", act: 0)

  @Test func `a higher threshold is harder, with a coalition that shows it`() throws {
    let comparison = ProcedureComparison(
      Self.question, before: Self.answer(.moreThan(Ratio(1, 2))),
      after: Self.answer(.atLeast(Ratio(4, 5))), count: 1)
    let games = try comparison.games.get()
    #expect(games.coalitions.relation == .harder)
    #expect(games.coalitions.onlyAfter == nil)
    // Of 64 coalitions 16 with both large seats and 10 with one have more than 5 of 10; 11 have 8.
    #expect(games.passingBefore == Share(26, of: 64))
    #expect(games.passingAfter == Share(11, of: 64))
    #expect(!games.shifts.isEmpty)
  }

  @Test func `another spelling of the same game is said to be the same`() throws {
    let comparison = ProcedureComparison(
      Self.question, before: Self.answer(.moreThan(Ratio(1, 2))),
      after: Self.answer(.atLeast(Ratio(6, 10))), count: 1)
    let games = try comparison.games.get()
    #expect(games.coalitions.relation == .same)
    #expect(games.shifts.isEmpty)
    #expect(games.passingBefore == games.passingAfter)
  }

  @Test func `a power that is new was nobody's`() throws {
    let comparison = ProcedureComparison(
      Self.question, before: .disempowered, after: Self.answer(.moreThan(Ratio(1, 2))), count: 1)
    let games = try comparison.games.get()
    #expect(games.coalitions.relation == .easier)
    #expect(games.passingBefore == .zero)
  }

  @Test func `what a property clause does to conduct is shown as such`() throws {
    let owners = SmallLaw.clause(
      "owners", SmallLaw.conduct(.permit, "sell"),
      SmallLaw.when("right", .hasAny([SmallLaw.term("right", "revenue")])))
    let grant = SmallLaw.clause(
      "grant", SmallLaw.rights(.grant, "revenue"), SmallLaw.when("actor", "person"))
    let other = SmallLaw.clause("other", SmallLaw.conduct(.prohibit, "store"))
    let before = RegimeEngine(SmallLaw.regime([owners]))
    let after = RegimeEngine(SmallLaw.regime([owners, grant, other]))
    let found = try ThroughRights(before, after)
    let through = try #require(found)
    #expect(
      through.shifts.map(\.subject) == [.verdict(before: .silent, after: .permitted)])
    // Persons who sell, alone: of one action and one kind of party.
    #expect(through.shifts.map(\.count) == [1])
    let none = try ThroughRights(before, RegimeEngine(SmallLaw.regime([owners, other])))
    #expect(none == nil)
  }
}
