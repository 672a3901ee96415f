/// An effect of the property pillar: the actor of the situation has a right, or has it not.
///
/// Rights are claims against the party in the facet `holder`. There is no owner: data is
/// non-rival, rights multiply, and several parties may have each of them.
public struct RightsEffect: Effect {
  /// Whether rights are given or held back.
  public enum Stance: String, Sendable, Hashable, CaseIterable {
    /// The actor has the right.
    case grant
    /// The actor has it not.
    case withhold
  }

  /// Whether the rights are given or held back.
  public let stance: Stance
  /// The rights, each decided on its own.
  public let rights: TermSelection
  /// Duties of the holder, against whom the right lies; only a grant has any.
  public let duties: Duties

  /// Creates an effect.
  public init(_ stance: Stance, _ rights: TermSelection, duties: Duties = .none) {
    self.stance = stance
    self.rights = rights
    self.duties = duties
  }

  /// The property pillar.
  public var pillar: Pillar { .property }
  /// The effect as one of the four.
  public var erased: AnyEffect { .property(self) }

  /// Nothing.
  public static func erase(_ declarations: NoDeclarations) -> PillarDeclarations { .none }
}
