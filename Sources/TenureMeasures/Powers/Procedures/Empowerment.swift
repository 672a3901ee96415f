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
  /// The ways to bring an act about, sorted by body; none if nobody may.
  ///
  /// The act is given by its leaf number in the taxonomy of acts.
  public func empowerments(for act: Int) -> [Empowerment] {
    let about = answers.filter { $0.key.act == act }.sorted { $0.key.body < $1.key.body }
    return about.flatMap { entry -> [Empowerment] in
      switch entry.value {
      case .empowered(let ways):
        return ways.map { Empowerment(body: entry.key.body, way: $0) }
      case .disempowered, .contested: return []
      }
    }
  }
}
