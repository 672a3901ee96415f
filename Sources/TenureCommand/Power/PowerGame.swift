import TenureModel

/// The game of who can bring an act about: the ways are alternatives, each won by coalitions.
///
/// The players are the seats of the bodies that vote, and each body that proposes, agrees or acts
/// alone, as one. Every step but hearing and notice asks for players: `propose` and `agree` for
/// the body, a vote for enough weight of its seats and for every seat of each veto holder. Every
/// seat counts as voting, so a quorum is always met and `cast` is all. A body that is empowered by
/// a procedure in which it has no part decides as one player, too.
///
/// The asked body plays together: itself, its seats, and all seats that it holds in other bodies.
/// More players in favour never hurt, so it swings a coalition if and only if it does so as one.
///
/// Exact: weights in favour are summed over all coalitions of a body's seats, as sets of sums.
/// Complexity: the number of different sums of each body, and the product of what the bodies can
/// do, both under `stateLimit`.
struct PowerGame {
  /// A body that may act, and how.
  struct Alternative {
    let body: String
    let way: PowersOutcome.Way
  }

  /// The most states that are looked at.
  static let stateLimit = 1 << 20

  private let formula: Formula
  private var chambers: [Chamber] = []
  private var atoms: [String] = []
  private let asked: String

  /// What brings the act about.
  private indirect enum Formula {
    case atom(Int)
    case vote(chamber: Int, vote: Int)
    case all([Formula])
    case any([Formula])
  }

  init(_ alternatives: [Alternative], asking body: String) throws {
    asked = body
    var builder = Builder(asked: body)
    formula = .any(alternatives.map { builder.formula(of: $0) })
    atoms = builder.atoms
    chambers = builder.chambers
  }

  /// Whether the body brings the act about without anybody else.
  var winsAlone: Bool {
    let votes = chambers.map { $0.verdicts(weight: $0.ownWeight, vetoes: $0.ownVetoes) }
    return holds(formula, votes, atoms.map { $0 == asked })
  }

  /// Whether some who do not bring it about do so together with the body.
  var swings: Bool {
    get throws {
      let options = try chambers.map { try $0.options() }
      let free = atoms.indices.filter { atoms[$0] != asked }
      var count = 1
      for option in options { count = count.multipliedReportingOverflow(by: option.count).0 }
      guard free.count < 20, count > 0, count << free.count <= Self.stateLimit else {
        throw CommandFailure("the procedures for this act are too large to be counted out")
      }
      for choice in 0..<count {
        var rest = choice
        var without: [[Bool]] = []
        var with: [[Bool]] = []
        for option in options {
          let pick = option[rest % option.count]
          rest /= option.count
          without.append(pick.without)
          with.append(pick.with)
        }
        for mask in 0..<(1 << free.count) {
          var favour = atoms.map { _ in false }
          for (bit, atom) in free.enumerated() { favour[atom] = mask >> bit & 1 == 1 }
          guard !holds(formula, without, favour) else { continue }
          for atom in atoms.indices where atoms[atom] == asked { favour[atom] = true }
          if holds(formula, with, favour) { return true }
        }
      }
      return false
    }
  }

  private func holds(_ formula: Formula, _ votes: [[Bool]], _ favour: [Bool]) -> Bool {
    switch formula {
    case .atom(let atom): favour[atom]
    case .vote(let chamber, let vote): votes[chamber][vote]
    case .all(let parts): parts.allSatisfy { holds($0, votes, favour) }
    case .any(let parts): parts.contains { holds($0, votes, favour) }
    }
  }

  /// Turns ways into a formula, and collects the players on the way.
  private struct Builder {
    let asked: String
    var atoms: [String] = []
    var chambers: [Chamber] = []

    mutating func formula(of alternative: Alternative) -> Formula {
      guard let steps = alternative.way.steps else { return atom(alternative.body) }
      let formula = Formula.all(steps.map { self.formula(of: $0, alternative.way) })
      return Self.hasPart(alternative.body, in: steps)
        ? formula : .all([atom(alternative.body), formula])
    }

    private mutating func atom(_ name: String) -> Formula {
      if let known = atoms.firstIndex(of: name) { return .atom(known) }
      atoms.append(name)
      return .atom(atoms.count - 1)
    }

    private mutating func formula(of step: ProcedureStep, _ way: PowersOutcome.Way) -> Formula {
      switch step {
      case .propose(let body), .agree(let body): return atom(body)
      case .hear, .notice: return .all([])
      case .any(let steps): return .any(steps.map { formula(of: $0, way) })
      case .all(let steps): return .all(steps.map { formula(of: $0, way) })
      case .vote(let vote):
        let seats = way.bodies[vote.body] ?? []
        let chamber: Int
        if let known = chambers.firstIndex(where: { $0.body == vote.body && $0.seats == seats }) {
          chamber = known
        } else {
          chamber = chambers.count
          chambers.append(Chamber(body: vote.body, seats: seats, asked: asked))
        }
        return .vote(chamber: chamber, vote: chambers[chamber].add(vote))
      }
    }

    private static func hasPart(_ body: String, in steps: [ProcedureStep]) -> Bool {
      steps.contains { step in
        switch step {
        case .propose(let name), .agree(let name): name == body
        case .vote(let vote): vote.body == body
        case .hear, .notice: false
        case .any(let parts), .all(let parts): hasPart(body, in: parts)
        }
      }
    }
  }
}
