/// The waterfall that applies in a situation, compared as it is written: names are left out, so
/// that a renamed clause is the same clause.
public struct WaterfallOutcome: Sendable, Hashable {
  /// A step that applies.
  public struct Step: Sendable, Hashable {
    /// When it runs.
    public let order: Int
    /// What it does.
    public let step: WaterfallStep
    /// The currency and rounding under which it does it; see `DistributionDeclarations.terms`.
    public let terms: DistributionDeclarations

    /// Creates a step.
    public init(
      order: Int, step: WaterfallStep,
      terms: DistributionDeclarations = DistributionDeclarations()
    ) {
      self.order = order
      self.step = step
      self.terms = terms
    }
  }

  /// The steps that apply, each with the number of times that it does.
  public var steps: [Step: Int]
  /// The rival steps between which the doctrine does not choose: they pay nothing.
  public var contested: Set<Set<Step>>

  /// Creates a waterfall.
  public init(steps: [Step: Int] = [:], contested: Set<Set<Step>> = []) {
    self.steps = steps
    self.contested = contested
  }
}

/// The powers over the rules in a situation, compared as they are written.
public struct PowersOutcome: Sendable, Hashable {
  /// A body and an act.
  public struct Question: Sendable, Hashable {
    /// The body.
    public let body: String
    /// The act, by leaf number of the taxonomy of acts.
    public let act: Int

    /// Creates a question.
    public init(body: String, act: Int) {
      self.body = body
      self.act = act
    }
  }

  /// How a body may act: a procedure written out, with the seats of the bodies that vote in it.
  public struct Way: Sendable, Hashable {
    /// The steps, or nil for the body's own decision.
    public let steps: [ProcedureStep]?
    /// The seats of the bodies that the steps name, sorted by body.
    public let bodies: [String: [GovernanceDeclarations.Seats]]
    /// For how long the act holds.
    public let lasts: Period?

    /// Creates a way.
    public init(
      steps: [ProcedureStep]?, bodies: [String: [GovernanceDeclarations.Seats]], lasts: Period?
    ) {
      self.steps = steps
      self.bodies = bodies
      self.lasts = lasts
    }
  }

  /// What holds for one body and act.
  public enum Answer: Sendable, Hashable {
    /// The body may act, in one of these ways.
    case empowered(Set<Way>)
    /// The body may not.
    case disempowered
    /// The clauses disagree, and the doctrine does not settle it.
    case contested
  }

  /// The answers, for the bodies and acts that clauses speak of.
  public var answers: [Question: Answer]

  /// Creates powers.
  public init(answers: [Question: Answer] = [:]) {
    self.answers = answers
  }
}
