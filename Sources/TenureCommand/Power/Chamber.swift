import TenureModel

/// A body that votes: its seats, and the votes that are taken in it.
struct Chamber {
  /// What the votes come to, without and with the asked body.
  struct Option: Hashable {
    let without: [Bool]
    let with: [Bool]
  }

  let body: String
  let seats: [GovernanceDeclarations.Seats]
  private let asked: String
  private var votes: [ProcedureStep.Vote] = []

  init(body: String, seats: [GovernanceDeclarations.Seats], asked: String) {
    self.body = body
    self.seats = seats
    self.asked = asked
  }

  /// Adds a vote of the same seats, and says which it is.
  mutating func add(_ vote: ProcedureStep.Vote) -> Int {
    if let known = votes.firstIndex(of: vote) { return known }
    votes.append(vote)
    return votes.count - 1
  }

  /// Whether the asked body plays with some seats.
  private func isOwn(_ seats: GovernanceDeclarations.Seats) -> Bool {
    body == asked || seats.holder == asked
  }

  private var totalWeight: Int { seats.reduce(0) { $0 + $1.count * $1.weight } }

  /// The weight of the seats with which the asked body plays.
  var ownWeight: Int { seats.filter(isOwn).reduce(0) { $0 + $1.count * $1.weight } }

  /// The veto holders that the asked body plays.
  var ownVetoes: Set<String> { Set(seats.filter(isOwn).map(\.holder)) }

  /// Which votes pass with a weight in favour, and with all seats of some veto holders.
  func verdicts(weight: Int, vetoes: Set<String>) -> [Bool] {
    let total = Int128(totalWeight)
    return votes.map { vote in
      let passes =
        switch vote.threshold {
        case .moreThan(let share):
          Int128(weight) * share.denominator > share.numerator * total
        case .atLeast(let share):
          Int128(weight) * share.denominator >= share.numerator * total
        }
      return passes && vote.vetoes.allSatisfy { vetoes.contains($0) }
    }
  }

  /// All that coalitions of the other seats can make of the votes, without and with the asked body.
  func options() throws -> [Option] {
    struct State: Hashable {
      var weight: Int
      var vetoes: Set<String>
    }
    let holders = Set(votes.flatMap(\.vetoes))
    var states: Set<State> = [State(weight: 0, vetoes: [])]
    // A veto needs all seats of its holder, which may stand in several entries.
    for group in Dictionary(grouping: seats.filter { !isOwn($0) }, by: \.holder).values {
      var next = states
      for seat in group {
        next = Set(
          next.flatMap { state in
            (0...seat.count).map { count in
              State(weight: state.weight + count * seat.weight, vetoes: state.vetoes)
            }
          })
        guard next.count <= PowerGame.stateLimit else {
          throw CommandFailure("the votes of `\(body)` are too many to be counted out")
        }
      }
      if let holder = group.first?.holder, holders.contains(holder) {
        let all = group.reduce(0) { $0 + $1.count * $1.weight }
        next.formUnion(
          states.map { State(weight: $0.weight + all, vetoes: $0.vetoes.union([holder])) })
      }
      states = next
    }
    return Array(
      Set(
        states.map { state in
          Option(
            without: verdicts(weight: state.weight, vetoes: state.vetoes),
            with: verdicts(
              weight: state.weight + ownWeight, vetoes: state.vetoes.union(ownVetoes)))
        }))
  }
}
