import BigInt
import TenureMeasures

/// The slow way to every index: all coalitions of single seats, one by one.
struct BruteForce {
  let game: VotingGame
  /// The class of each seat.
  let classOfSeat: [Int]
  /// Whether each set of seats wins.
  let isWon: [Bool]

  var seatCount: Int { classOfSeat.count }

  init(_ game: VotingGame) {
    self.game = game
    let classOfSeat = game.classes.indices.flatMap { position in
      Array(repeating: position, count: game.classes[position].count)
    }
    self.classOfSeat = classOfSeat
    isWon = (0..<(1 << classOfSeat.count)).map { set in
      var coalition = game.nobody
      for seat in classOfSeat.indices where set >> seat & 1 == 1 {
        coalition.seats[classOfSeat[seat]] += 1
      }
      return game.isWon(by: coalition)
    }
  }

  var winning: Int { isWon.count { $0 } }

  /// The winning sets of each size.
  var winningBySize: [BigInt] {
    var counts = [BigInt](repeating: 0, count: seatCount + 1)
    for set in isWon.indices where isWon[set] { counts[set.nonzeroBitCount] += 1 }
    return counts
  }

  /// The sets without a seat that lose, and win with it.
  func swings(of seat: Int) -> [Int] {
    isWon.indices.filter { $0 >> seat & 1 == 0 && !isWon[$0] && isWon[$0 | 1 << seat] }
  }

  func shapleyShubik(of seat: Int) -> Share {
    func factorial(_ number: Int) -> BigInt {
      stride(from: 2, through: number, by: 1).reduce(1) { $0 * BigInt($1) }
    }
    let orders = swings(of: seat).reduce(BigInt(0)) { sum, set in
      let before = set.nonzeroBitCount
      return sum + factorial(before) * factorial(seatCount - 1 - before)
    }
    return Share(orders, of: factorial(seatCount))
  }

  /// The sets that win, and lose without any one of their seats.
  var minimalWinning: [Int] {
    isWon.indices.filter { set in
      isWon[set]
        && (0..<seatCount).allSatisfy { set >> $0 & 1 == 0 || !isWon[set & ~(1 << $0)] }
    }
  }
}
