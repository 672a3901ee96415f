import TenureModel

/// The game of who can bring an act about.
///
/// Every step but hearing and notice asks for players: `propose` and `agree` for the body as one, a
/// vote for enough weight of its body's seats and for every seat of each veto holder. Every seat
/// counts as voting, so that a quorum is always met and `cast` is all. Votes in one body are votes
/// of the same seats.
extension VotingGame {
  /// Creates the game that some empowerments make: they are alternatives.
  ///
  /// - Throws: `malformed` for negative seats or weights, `tooHeavy` past the limits.
  public init(of empowerments: [Empowerment]) throws(VotingGameError) {
    var cast = Cast()
    for empowerment in empowerments { cast.collect(empowerment) }
    let rules = empowerments.map { cast.rule(of: $0) }
    try self.init(cast.classes, rule: rules.count == 1 ? rules[0] : .any(rules))
  }

  /// The classes in which a body plays: itself, its seats, and the seats that it holds elsewhere.
  public func classes(of body: String) -> [Int] {
    classes.indices.filter { position in
      let player = classes[position].player
      return player.body == body || player.holder == body
    }
  }

  /// All seats of some classes.
  public func bloc(_ positions: [Int]) -> Coalition {
    var bloc = nobody
    for position in positions { bloc.seats[position] = classes[position].count }
    return bloc
  }
}

/// All who have a part in some procedures.
private struct Cast {
  /// A body with its seats.
  ///
  /// One name can have several lists of seats, in different documents; these
  /// are different seats.
  private struct Assembly: Hashable {
    let body: String
    let seats: [GovernanceDeclarations.Seats]
  }

  /// The seats of an assembly in one class.
  private struct Bench {
    let position: Int
    let holder: String
    let weight: Int
    var count: Int
  }

  var classes: [VotingGame.Seats] = []
  private var bodies: [String: Int] = [:]
  private var assemblies: [Assembly: [Bench]] = [:]
  private var entries: [Player: Int] = [:]

  init() {}

  // MARK: Collecting

  mutating func collect(_ empowerment: Empowerment) {
    if !empowerment.hasOwnPart { collect(body: empowerment.body) }
    collect(empowerment.way.steps ?? [], empowerment.way)
  }

  private mutating func collect(_ steps: [ProcedureStep], _ way: PowersOutcome.Way) {
    for step in steps {
      switch step {
      case .propose(let body), .agree(let body): collect(body: body)
      case .hear, .notice: break
      case .any(let parts), .all(let parts): collect(parts, way)
      case .vote(let vote):
        collect(Assembly(body: vote.body, seats: way.bodies[vote.body] ?? []))
      }
    }
  }

  private mutating func collect(body: String) {
    guard bodies[body] == nil else { return }
    bodies[body] = classes.count
    classes.append(VotingGame.Seats(.body(body)))
  }

  private mutating func collect(_ assembly: Assembly) {
    guard assemblies[assembly] == nil else { return }
    var benches: [Bench] = []
    for seats in assembly.seats {
      let known = benches.firstIndex {
        $0.holder == seats.holder && $0.weight == seats.weight
      }
      if let known {
        benches[known].count = Self.sum(benches[known].count, seats.count)
      } else {
        benches.append(
          Bench(
            position: classes.count + benches.count, holder: seats.holder, weight: seats.weight,
            count: seats.count))
      }
    }
    for bench in benches {
      let first = Player.seats(of: bench.holder, in: assembly.body)
      let entry = entries[first, default: 0]
      entries[first] = entry + 1
      classes.append(
        VotingGame.Seats(
          .seats(of: bench.holder, in: assembly.body, entry: entry), count: bench.count))
    }
    assemblies[assembly] = benches
  }

  // MARK: Rules

  func rule(of empowerment: Empowerment) -> VotingGame.Rule {
    var parts = (empowerment.way.steps ?? []).map { rule(of: $0, empowerment.way) }
    if !empowerment.hasOwnPart { parts.insert(rule(ofBody: empowerment.body), at: 0) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private func rule(of step: ProcedureStep, _ way: PowersOutcome.Way) -> VotingGame.Rule {
    switch step {
    case .propose(let body), .agree(let body): return rule(ofBody: body)
    case .hear, .notice: return .all([])
    case .any(let parts): return .any(parts.map { rule(of: $0, way) })
    case .all(let parts): return .all(parts.map { rule(of: $0, way) })
    case .vote(let vote):
      let assembly = Assembly(body: vote.body, seats: way.bodies[vote.body] ?? [])
      return rule(of: vote, assemblies[assembly] ?? [])
    }
  }

  private func rule(ofBody body: String) -> VotingGame.Rule {
    var weights = classes.map { _ in 0 }
    if let position = bodies[body] { weights[position] = 1 }
    return .weighted(WeightedGame(weights: weights, atLeast: 1))
  }

  private func rule(of vote: ProcedureStep.Vote, _ benches: [Bench]) -> VotingGame.Rule {
    var weights = classes.map { _ in 0 }
    for bench in benches { weights[bench.position] = bench.weight }
    let total = benches.reduce(0) { Self.sum($0, Self.product($1.weight, $1.count)) }
    let enough = WeightedGame(weights: weights, threshold: vote.threshold, of: total)
    let vetoes = vote.vetoes.map { holder in
      let own = benches.filter { $0.holder == holder }
      var weights = classes.map { _ in 0 }
      for bench in own { weights[bench.position] = 1 }
      // A veto holder without a seat can never be in favour.
      let needed = own.isEmpty ? 1 : own.reduce(0) { Self.sum($0, $1.count) }
      return VotingGame.Rule.weighted(WeightedGame(weights: weights, atLeast: needed))
    }
    return vetoes.isEmpty ? .weighted(enough) : .all([.weighted(enough)] + vetoes)
  }

  // What is too large stays too large, and is refused when the game is created.
  private static func sum(_ first: Int, _ second: Int) -> Int {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? .max : sum
  }

  private static func product(_ first: Int, _ second: Int) -> Int {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    return overflow ? .max : product
  }
}
