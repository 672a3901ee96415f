public import TenureModel

/// A body that may bring an act about, and how.
///
/// All undefeated empowerments for an act are alternatives, of whatever body.
public struct Empowerment: Sendable, Hashable {
  /// The body that may act.
  public let body: String
  /// How it may.
  public let way: PowersOutcome.Way

  /// Creates an empowerment.
  public init(body: String, way: PowersOutcome.Way) {
    self.body = body
    self.way = way
  }

  /// Whether the body has a part in its own procedure: it proposes, agrees or votes.
  ///
  /// A body without a part decides by itself, once the procedure is done.
  var hasOwnPart: Bool {
    way.steps.map { Self.hasPart(body, in: $0) } ?? false
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

extension PowersOutcome {
  /// The ways to bring an act about, by body, always in the same order; none if nobody may.
  ///
  /// The act is given by its leaf number in the taxonomy of acts.
  public func empowerments(for act: Int) -> [Empowerment] {
    let about = answers.filter { $0.key.act == act }.sorted { $0.key.body < $1.key.body }
    return about.flatMap { entry -> [Empowerment] in
      switch entry.value {
      case .empowered(let ways):
        if ways.count == 1 { return ways.map { Empowerment(body: entry.key.body, way: $0) } }
        return ways.map { (spelling: Self.spelling(of: $0), way: $0) }
          .sorted { $0.spelling < $1.spelling }
          .map { Empowerment(body: entry.key.body, way: $0.way) }
      case .disempowered, .contested: return []
      }
    }
  }
  /// All that a way says, to sort ways by: no two are spelled alike.
  private static func spelling(of way: PowersOutcome.Way) -> String {
    let bodies = way.bodies.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return "\(String(describing: way.steps)) \(bodies) \(String(describing: way.lasts))"
  }
}
