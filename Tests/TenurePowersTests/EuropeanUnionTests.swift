import BigInt
import TenureMeasures
import Testing

/// Votes of the same seats in two and three dimensions.
@Suite struct EuropeanUnionTests {
  /// The triple majority of 255 votes, 14 members and 62% of the population, as it is set up by
  /// Bilbao, Fernández, Jiménez and López, European Journal of Operational Research 143 (2002).
  ///
  /// The swings of members 0, 4, 8 and 13 were counted apart, by a table of coalitions of the
  /// others.
  @Test func `the Treaty of Nice`() throws {
    let powers = try EuropeanUnion.nice().powers().powers
    let shapley = powers.compactMap { $0.shapleyShubik?.decimal(places: 4) }
    let banzhaf = powers.map { $0.normalised.decimal(places: 4) }
    #expect([0, 4, 8, 13].map { powers[$0].swings } == [2_193_654, 2_091_358, 1_038_476, 871_654])
    let places = [0, 1, 4, 6, 7, 8, 13, 16, 21, 26]
    #expect(
      places.map { shapley[$0] } == [
        "0.0871", "0.0870", "0.0799", "0.0399", "0.0368", "0.0340", "0.0281", "0.0196", "0.0110",
        "0.0082",
      ])
    #expect(
      places.map { banzhaf[$0] } == [
        "0.0778", "0.0778", "0.0742", "0.0426", "0.0397", "0.0368", "0.0309", "0.0218", "0.0125",
        "0.0094",
      ])
    let sum = powers.reduce(Share.zero) { $0 + ($1.shapleyShubik ?? .zero) }
    #expect(sum == Share(1, of: 1))
  }

  /// What the rule on four blocking members adds is found by looking at all groups of three.
  @Test func `the Treaty of Lisbon`() throws {
    let majority = try EuropeanUnion.game(EuropeanUnion.lisbonMajority)
    let lisbon = try EuropeanUnion.lisbon()
    let population = EuropeanUnion.population
    let quota = (population.reduce(0, +) * 65 - 1) / 100 + 1
    let total = population.reduce(0, +)
    var added = 0
    for first in population.indices {
      for second in population.indices where second > first {
        let two = total - population[first] - population[second]
        if two < quota { added += 1 }
        for third in population.indices where third > second {
          if two - population[third] < quota { added += 1 }
        }
      }
    }
    #expect(added > 0)
    let before = try majority.powers(shapleyShubik: false)
    let after = try lisbon.powers(shapleyShubik: false)
    #expect(after.winning - before.winning == BigInt(added))
    let comparison = try GameComparison(majority, lisbon)
    #expect(comparison.relation == .easier)
    let witness = try #require(comparison.onlyAfter)
    #expect(witness.count >= 24 && !majority.isWon(by: witness) && lisbon.isWon(by: witness))
    let fewest = try lisbon.smallestWinning()
    #expect(fewest?.count == 15)
    #expect(try lisbon.smallestBlocking()?.count == 4)
  }
}
