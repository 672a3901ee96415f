import TenureMeasures

/// The Council of 27 as the Treaty of Nice foresaw it, the United Kingdom among its members.
enum EuropeanUnion {
  /// Votes, in the order of population.
  static let votes = [
    29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4,
    3,
  ]
  /// Hundreds of thousands of inhabitants, 1999.
  static let population = [
    820, 592, 590, 576, 394, 387, 225, 158, 105, 103, 102, 101, 100, 89, 82, 81, 54, 53, 52, 37, 37,
    24, 20, 14, 8, 4, 4,
  ]
  /// Thousandths of the population, as the Treaty's rule on population was computed.
  static let thousandths = [
    170, 123, 123, 120, 82, 80, 47, 33, 22, 21, 21, 21, 21, 18, 17, 17, 11, 11, 11, 8, 8, 5, 4, 3,
    2, 1, 1,
  ]

  static let classes = votes.indices.map {
    VotingGame.Seats(.seats(of: "member-\($0)", in: "council"))
  }

  static func game(_ rule: VotingGame.Rule) throws -> VotingGame {
    try VotingGame(classes, rule: rule)
  }

  static func members(_ count: Int) -> VotingGame.Rule {
    .weighted(WeightedGame(weights: votes.map { _ in 1 }, atLeast: count))
  }

  /// 255 of 345 votes, a majority of members, 62% of the population.
  static func nice() throws -> VotingGame {
    try game(
      .all([
        .weighted(WeightedGame(weights: votes, atLeast: 255)), members(14),
        .weighted(WeightedGame(weights: thousandths, atLeast: 620)),
      ]))
  }

  /// The Treaty of Lisbon: 55% of members with 65% of the population.
  static let lisbonMajority = VotingGame.Rule.all([
    members(15),
    .weighted(
      WeightedGame(
        weights: population, atLeast: (population.reduce(0, +) * 65 - 1) / 100 + 1)),
  ])

  /// The same, and fewer than four members block nothing.
  static func lisbon() throws -> VotingGame {
    try game(.any([lisbonMajority, members(24)]))
  }
}
