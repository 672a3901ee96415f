/// An effect of the governance pillar: a body may, or may not, perform an act.
public struct GovernanceEffect: Effect {
  /// What the clause says.
  public enum Power: Sendable, Hashable {
    /// The body may perform the act by a procedure, perhaps for a time.
    case empower(body: String, by: ProcedureReference, lasts: Period?)
    /// The body, or any body, may not: a red line.
    case disempower(body: BodySelection)
  }

  /// Which bodies a red line is drawn for.
  public enum BodySelection: Sendable, Hashable {
    /// All of them.
    case any
    /// One.
    case body(String)
  }

  /// How a power is used.
  public enum ProcedureReference: Sendable, Hashable {
    /// By the body's own decision.
    case alone
    /// By a procedure that the document declares.
    case procedure(String)
  }

  /// What the clause says.
  public let power: Power
  /// The acts, each decided on its own.
  public let acts: TermSelection

  /// Creates an effect.
  public init(_ power: Power, acts: TermSelection) {
    self.power = power
    self.acts = acts
  }

  /// The governance pillar.
  public var pillar: Pillar { .governance }
  /// The effect as one of the four.
  public var erased: AnyEffect { .governance(self) }

  /// The declarations as those of one of the four pillars.
  public static func erase(_ declarations: GovernanceDeclarations) -> PillarDeclarations {
    .governance(declarations)
  }
}

/// What a governance document declares.
public struct GovernanceDeclarations: Sendable, Hashable {
  /// The seats of one holder in a body.
  public struct Seats: Sendable, Hashable {
    /// Who holds them.
    public let holder: String
    /// How many there are.
    public let count: Int
    /// The weight of each.
    public let weight: Int

    /// Creates seats.
    public init(holder: String, count: Int, weight: Int) {
      self.holder = holder
      self.count = count
      self.weight = weight
    }
  }

  /// The seats of each body; those read from a document are sorted by holder.
  public var bodies: [String: [Seats]]
  /// The steps of each procedure, all of them to be taken in order.
  public var procedures: [String: [ProcedureStep]]

  /// Creates declarations.
  public init(bodies: [String: [Seats]] = [:], procedures: [String: [ProcedureStep]] = [:]) {
    self.bodies = bodies
    self.procedures = procedures
  }
}

/// One step of a procedure.
public indirect enum ProcedureStep: Sendable, Hashable {
  /// A vote in a body.
  public struct Vote: Sendable, Hashable {
    /// What the weight in favour must pass.
    public enum Threshold: Sendable, Hashable {
      /// Strictly more than a share.
      case moreThan(Ratio)
      /// A share or more.
      case atLeast(Ratio)
    }

    /// Of what the threshold is a share.
    public enum Base: String, Sendable, Hashable, CaseIterable {
      /// Of all weight.
      case all
      /// Of the weight that was cast.
      case cast
    }

    /// The body that votes.
    public let body: String
    /// The share of the weight that must take part.
    public let quorum: Ratio?
    /// What the weight in favour must pass.
    public let threshold: Threshold
    /// Of what the threshold is a share.
    public let base: Base
    /// The holders who must be in favour.
    public let vetoes: [String]

    /// Creates a vote.
    public init(
      in body: String, quorum: Ratio? = nil, threshold: Threshold, of base: Base = .all,
      vetoes: [String] = []
    ) {
      self.body = body
      self.quorum = quorum
      self.threshold = threshold
      self.base = base
      self.vetoes = vetoes
    }
  }

  /// A body proposes.
  case propose(String)
  /// A body agrees.
  case agree(String)
  /// A party is heard, for a time.
  case hear(String, for: Period?)
  /// The matter lies open for a time.
  case notice(Period)
  /// A body votes.
  case vote(Vote)
  /// One of the steps is taken.
  case any([ProcedureStep])
  /// All of the steps are taken.
  case all([ProcedureStep])
}
