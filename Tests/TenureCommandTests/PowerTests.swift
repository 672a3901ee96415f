import Testing

/// `tenure power`: who can do what to the rules.
@Suite struct PowerTests {
  private func act(_ name: String, _ arguments: String...) throws -> JSONObject {
    let repository = try LawRepository.amended()
    try repository.addSea()
    let run = try repository.tenure(
      ["power"] + arguments + ["--at", "2024-06-01", "--format", "json"])
    #expect(run.status == 0)
    let found = try run.json["acts"].items.first { $0["acts"].texts.contains(name) }
    return try #require(found)
  }

  @Test func `the game of a council is worked out exactly`() throws {
    // Weights 3, 3, 1, 1, 1, 1 with a quota of 6: by hand, 22 of 64 coalitions win, a large seat
    // swings 16 of 32 and a small one 6.
    let game = try act("amend", "v1:land")["game"]
    let seats = game["seats"].items
    #expect(seats.map { $0["holder"].text } == ["large", "small"])
    #expect(seats.map { $0["weight"].number } == [3, 1])
    #expect(game["sampled"].isNull)
    #expect(game["to-pass"]["seats"].number == 2)
    #expect(game["heard"][0]["party"].text == "person")
    #expect(game["heard"][0]["for"].text == "14 days")
    let counted = Self.bruteForce([3, 3, 1, 1, 1, 1], quota: 6)
    #expect(game["passing"].text == counted.passing)
    #expect(seats.map { $0["absolute-banzhaf"].text } == counted.absolute)
    #expect(game["minimal-winning"].text == counted.minimal)
  }

  /// Goes through all coalitions of seats: the passing chance, the absolute index of the first and
  /// the last seat, the number of minimal winning coalitions.
  private static func bruteForce(
    _ weights: [Int], quota: Int
  ) -> (passing: String, absolute: [String], minimal: String) {
    func weight(_ coalition: Int) -> Int {
      weights.indices.reduce(0) { $0 + (coalition >> $1 & 1) * weights[$1] }
    }
    let all = 0..<(1 << weights.count)
    let winning = all.filter { weight($0) >= quota }
    func swings(_ seat: Int) -> Int {
      winning.count { $0 >> seat & 1 == 1 && weight($0) - weights[seat] < quota }
    }
    let minimal = winning.count { coalition in
      weights.indices.allSatisfy {
        coalition >> $0 & 1 == 0 || weight(coalition) - weights[$0] < quota
      }
    }
    func fraction(_ part: Int, _ whole: Int) -> String {
      let divisor = sequence(first: (part, whole)) { $0.1 == 0 ? nil : ($0.1, $0.0 % $0.1) }
        .reduce(1) { $1.1 == 0 ? $1.0 : $0 }
      return whole == divisor ? "\(part / divisor)" : "\(part / divisor)/\(whole / divisor)"
    }
    return (
      fraction(winning.count, all.count),
      [0, weights.count - 1].map { fraction(swings($0), all.count / 2) }, String(minimal)
    )
  }

  @Test func `a body that must propose can veto`() throws {
    let game = try act("enact", "v1:land")["game"]
    let board = try #require(game["seats"].items.first { $0["body"].text == "board" })
    #expect(board["vetoes"].flag == true)
    #expect(board["dictator"].flag == false)
    #expect(game["to-block"]["seats"].number == 1)
  }

  @Test func `an open fact is named and nothing is guessed`() throws {
    let open = try act("enact", "sea:sea")
    #expect(open["depends"].texts == ["actor"])
    #expect(open["game"].isNull)
    #expect(open["ways"].items.isEmpty)
    let given = try act("enact", "sea:sea", "actor=navy")
    #expect(given["depends"].texts == [])
    #expect(given["ways"][0]["body"].text == "admiral")
    #expect(given["ways"][0]["clauses"][0]["cites"].text == "Sea 8")
  }

  @Test func `red lines and contested powers have their clauses`() throws {
    let fish = try act("fish", "sea:sea")
    #expect(fish["red-lines"][0]["body"].text == "any")
    #expect(fish["red-lines"][0]["clauses"].items.map { $0["id"].text } == ["sea-rests"])
    #expect(fish["game"].isNull)
    let tax = try act("tax", "sea:sea")
    #expect(tax["contested"][0]["body"].text == "king")
    #expect(
      tax["contested"][0]["clauses"].items.map { $0["id"].text } == ["sea-taxes", "sea-taxes-not"])
  }
}
