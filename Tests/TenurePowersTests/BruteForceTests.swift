import BigInt
import TenureMeasures
import TenureTestSupport
import Testing

/// What is counted by generating functions is what is counted one by one.
@Suite struct BruteForceTests {
  @Test(arguments: 0..<40)
  func `indices of random games`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(9000 + round))
    for _ in 0..<10 {
      let game = try RandomGame.make(using: &random)
      let slow = BruteForce(game)
      try compare(try game.powers(), with: slow)
      try compare(try game.powers(shapleyShubik: false), with: slow)
    }
  }

  /// No table may hold a word, so that coalitions are gone through.
  @Test(arguments: 0..<20)
  func `indices of random games by enumeration`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(9500 + round))
    for _ in 0..<10 {
      let game = try RandomGame.make(using: &random)
      let limits = CountingLimits(tableWords: 0)
      try compare(try game.powers(limits: limits), with: BruteForce(game))
    }
  }

  private func compare(_ indices: PowerIndices, with slow: BruteForce) throws {
    let comment = Comment(rawValue: "\(slow.game)")
    #expect(indices.winning == BigInt(slow.winning), comment)
    if let bySize = indices.winningBySize { #expect(bySize == slow.winningBySize, comment) }
    var sum = Share.zero
    for (seat, position) in slow.classOfSeat.enumerated() {
      let power = indices.powers[position]
      #expect(power.swings == BigInt(slow.swings(of: seat).count), comment)
      guard let shapleyShubik = power.shapleyShubik else { continue }
      #expect(shapleyShubik == slow.shapleyShubik(of: seat), comment)
      sum = sum + shapleyShubik
    }
    // The shares of all seats are all power, unless nobody can change anything.
    let isTrivial = slow.isWon.first == slow.isWon.last
    if indices.winningBySize != nil { #expect(sum == (isTrivial ? .zero : Share(1, of: 1))) }
  }
}
