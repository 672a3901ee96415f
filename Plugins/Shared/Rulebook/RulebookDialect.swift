internal import TenureModel

/// What is particular to the rulebooks of one pillar: their effects and declarations.
protocol RulebookDialect {
  /// What the clauses say.
  associatedtype PillarEffect: Effect

  /// The pillar.
  static var pillar: Pillar { get }
  /// The keys of a document for what it declares beside its clauses.
  static var declarationKeys: [String] { get }

  /// Reads what a document declares; nil if it declares nothing.
  mutating func readDeclarations(
    _ root: DocumentNode, _ findings: inout [Finding]
  ) -> PillarEffect.Declarations?

  /// Reads the effect of a clause.
  ///
  /// - Parameters:
  ///   - clause: The clause.
  ///   - effect: The one key of an effect that stands in it.
  ///   - findings: Where what is wrong is reported.
  /// - Returns: The effect; nil if something is wrong.
  func readEffect(
    _ clause: ClauseDraft, _ effect: ClauseDraft.Key, _ findings: inout [Finding]
  ) -> PillarEffect?
}

extension RulebookDialect {
  static var declarationKeys: [String] { [] }

  mutating func readDeclarations(
    _ root: DocumentNode, _ findings: inout [Finding]
  ) -> PillarEffect.Declarations? { nil }
}
