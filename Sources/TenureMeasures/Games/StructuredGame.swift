import BigInt

/// Games whose Shapley value has a short form, for any number of players.
public enum StructuredGame {
  /// The most combinations of counts that a game of classes may have.
  public static let combinationLimit = 1 << 20

  /// Each player adds the same to every coalition, and gets just that.
  case additive([Rational])
  /// A coalition needs what its most demanding member needs, as a runway does for aircraft. The
  /// Shapley value shares each stretch equally among those who need it (Littlechild and Owen,
  /// *Management Science* 20, 1973); here it is what each player pays.
  case airport(costs: [Rational])
  /// A sum of bonuses, each of which is paid if all of some players are together; each player gets
  /// an equal part of its bonuses (Harsanyi 1959).
  case bonuses(players: Int, [Bonus])
  /// Players who can stand in for one another within classes: a coalition's worth depends only on
  /// how many it has of each class.
  case classes(sizes: [Int], worth: ([Int]) -> Rational)

  /// A bonus that some players earn together.
  public struct Bonus: Sendable, Hashable {
    /// The players' numbers.
    public let members: Set<Int>
    /// What they earn.
    public let worth: Rational

    /// Creates a bonus.
    public init(_ members: Set<Int>, _ worth: Rational) {
      self.members = members
      self.worth = worth
    }
  }

  /// The Shapley value, exact: for each player, or for each member of each class.
  ///
  /// Takes time n log n for an airport, one step for each member of a bonus, and for classes one
  /// question for each combination of counts.
  ///
  /// - Throws: if a bonus names no player or one that is not there, a class has a size below one,
  ///   or the classes have too many combinations.
  public func shapleyValue() throws(GameError) -> [Rational] {
    switch self {
    case .additive(let worths): return worths
    case .airport(let costs): return Self.airport(costs)
    case .bonuses(let players, let bonuses):
      var values = [Rational](repeating: .zero, count: max(players, 0))
      for bonus in bonuses {
        guard !bonus.members.isEmpty, bonus.members.allSatisfy(values.indices.contains) else {
          throw .numberTooSmall("members")
        }
        let part = bonus.worth / Rational(bonus.members.count)
        for member in bonus.members { values[member] += part }
      }
      return values
    case .classes(let sizes, let worth): return try Self.classes(sizes, worth)
    }
  }

  private static func airport(_ costs: [Rational]) -> [Rational] {
    var values = costs
    var (reached, paid) = (Rational.zero, Rational.zero)
    let order = costs.indices.sorted { costs[$0] < costs[$1] }
    for (place, index) in order.enumerated() {
      paid += (costs[index] - reached) / Rational(order.count - place)
      reached = costs[index]
      values[index] = paid
    }
    return values
  }

  /// A member of a class adds worth(k + 1) - worth(k) when k came before: all counts k, weighed by
  /// how many coalitions have them and in how many orders these come first.
  private static func classes(
    _ sizes: [Int], _ worth: ([Int]) -> Rational
  ) throws(GameError) -> [Rational] {
    var combinations = 1
    for size in sizes {
      guard size > 0 else { throw .numberTooSmall("sizes") }
      let (product, overflows) = combinations.multipliedReportingOverflow(by: size + 1)
      guard !overflows, product <= combinationLimit else {
        throw .tooManyPlayers(sizes.reduce(0, +), limit: combinationLimit)
      }
      combinations = product
    }
    let players = sizes.reduce(0, +)
    var values = [Rational](repeating: .zero, count: sizes.count)
    for number in 0..<combinations {
      let counts = Self.counts(number, sizes)
      let own = worth(counts)
      for index in sizes.indices where counts[index] < sizes[index] {
        var more = counts
        more[index] += 1
        var ways: BigInt = 1
        for other in sizes.indices {
          ways *= Binomial.value(sizes[other] - (other == index ? 1 : 0), counts[other])
        }
        let size = counts.reduce(0, +)
        let orders = BigInt(players) * Binomial.value(players - 1, size)
        values[index].add(worth(more) - own, times: Rational(ways, orders))
      }
    }
    return values
  }

  private static func counts(_ number: Int, _ sizes: [Int]) -> [Int] {
    var number = number
    return sizes.map { size in
      defer { number /= size + 1 }
      return number % (size + 1)
    }
  }
}
