import TenureMeasures
import TenureModel
import TenureReport
import Testing

@Suite struct GameSummaryTests {
  /// A body in which so many members vote, each with another weight.
  private static func ways(members: Int, by weight: Int) -> [Empowerment] {
    let seats = (0..<members).map { number in
      GovernanceDeclarations.Seats(
        holder: "member-\(number)", count: 1, weight: weight + number * number * 7_919)
    }
    let vote = ProcedureStep.Vote(in: "fund", threshold: .moreThan(Ratio(1, 2)))
    return [
      Empowerment(
        body: "fund",
        way: PowersOutcome.Way(steps: [.vote(vote)], bodies: ["fund": seats], lasts: nil))
    ]
  }

  @Test func `a game that would take long is estimated, within the error that is said`() throws {
    let ways = Self.ways(members: 16, by: 1_000_003)
    let summary = GameSummary(of: ways)
    let error = try #require(summary.error)
    let exact = try VotingGame(of: ways).powers()
    func isWithin(_ estimate: Share, _ truth: Share) -> Bool {
      estimate - truth < error && truth - estimate < error
    }
    #expect(isWithin(try #require(summary.passing), exact.passing))
    let strongest = try #require(summary.strongest)
    let index = try #require(exact.powers.compactMap(\.shapleyShubik).max())
    #expect(isWithin(strongest.index, index))
    #expect(summary.able == ["fund"] && summary.taking == [] && summary.problem == nil)
  }

  @Test func `a game of few weights is exact`() throws {
    let ways = Self.ways(members: 12, by: 3)
    let summary = GameSummary(of: ways)
    let exact = try VotingGame(of: ways).powers()
    #expect(summary.error == nil)
    #expect(summary.passing == exact.passing)
    #expect(summary.strongest?.player == .seats(of: "member-11", in: "fund"))
    #expect(summary.strongest?.index == exact.powers[11].shapleyShubik)
  }
}
