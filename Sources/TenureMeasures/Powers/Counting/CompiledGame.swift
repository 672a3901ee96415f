/// A game in the form that is counted: seats that no quota tells apart are one kind, and quotas on
/// proportional weights share a dimension.
struct CompiledGame {
  /// Seats that no quota tells apart.
  struct Kind: Hashable {
    /// The weight of each seat, by dimension.
    let weights: [Int]
    /// How many there are.
    var count: Int
  }

  /// What wins.
  let formula: Formula
  /// The kinds of seats.
  let kinds: [Kind]
  /// The kind of each class of the game.
  let kindOfClass: [Int]
  /// How many dimensions there are.
  let dimensionCount: Int

  /// How many seats there are.
  var seatCount: Int { kinds.reduce(0) { $0 + $1.count } }

  init(_ game: VotingGame) {
    let compiled = Self.compile([game.rule], over: game.classes)
    self.init(compiled.formulas[0], compiled.dimensions, over: game.classes)
  }

  /// Compiles several rules over the same seats, so that they share dimensions.
  static func compile(
    _ rules: [VotingGame.Rule], over classes: [VotingGame.Seats]
  ) -> (formulas: [Formula], dimensions: [[Int]]) {
    var compiler = Compiler(counts: classes.map(\.count))
    let formulas = rules.map { compiler.formula(of: $0) }
    return (formulas, compiler.dimensions)
  }

  /// A formula over dimensions that are already there.
  init(_ formula: Formula, _ dimensions: [[Int]], over classes: [VotingGame.Seats]) {
    self.formula = formula
    dimensionCount = dimensions.count
    // A dimension that simplification has done away with tells nobody apart.
    let used = formula.quotas
    var kinds: [Kind] = []
    var places: [[Int]: Int] = [:]
    kindOfClass = classes.enumerated().map { position, seats in
      let weights = dimensions.enumerated().map { used[$0] == nil ? 0 : $1[position] }
      let place = places[weights] ?? kinds.count
      if place == kinds.count {
        places[weights] = place
        kinds.append(Kind(weights: weights, count: 0))
      }
      kinds[place].count += seats.count
      return place
    }
    self.kinds = kinds
  }

  /// Numbers the weights of all weighted games.
  private struct Compiler {
    let counts: [Int]
    var dimensions: [[Int]] = []
    private var places: [[Int]: Int] = [:]

    init(counts: [Int]) { self.counts = counts }

    mutating func formula(of rule: VotingGame.Rule) -> Formula {
      switch rule {
      case .all(let parts): return .conjunction(of: parts.map { formula(of: $0) })
      case .any(let parts): return .disjunction(of: parts.map { formula(of: $0) })
      case .weighted(let game):
        guard game.quota > 0 else { return .constant(true) }
        // Classes without seats weigh nothing, whatever their weight says.
        let weights = zip(game.weights, counts).map { $1 == 0 ? 0 : $0 }
        let divisor = weights.reduce(0, Self.greatestCommonDivisor)
        guard divisor > 0, game.weight(of: counts) >= game.quota else { return .constant(false) }
        let quota = (game.quota - 1) / divisor + 1
        return .atLeast(dimension: dimension(of: weights.map { $0 / divisor }), quota: quota)
      }
    }

    private mutating func dimension(of weights: [Int]) -> Int {
      if let known = places[weights] { return known }
      places[weights] = dimensions.count
      dimensions.append(weights)
      return dimensions.count - 1
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
      var (first, second) = (first, second)
      while second != 0 { (first, second) = (second, first % second) }
      return first
    }
  }
}
