/// Something that every plugin owes to those who use it.
public enum ConformanceCheck: String, Sendable, Hashable, CaseIterable {
  /// It has a name in kebab-case, a version, a summary, and a document to begin with.
  case declaration
  /// Its documents lower to clauses without a finding.
  case document
  /// The same document and the same vocabulary give the same answer, in one batch or in many.
  case determinism
  /// Neither the order of keys nor that of provisions changes what is said.
  case order
  /// Each finding says where, within the document.
  case positions
  /// No clause and no declaration is of another pillar.
  case pillar
  /// Guards and effects say only what the vocabulary can say; property never tests `right`.
  case language
  /// Ids are names, differ from one another, and stay when lines move.
  case ids
  /// The origin of a clause is the place in the document where it stands.
  case origins
  /// With an error among the findings there is no clause.
  case refusal
  /// What is not understood is refused: unknown keys, and values of the wrong kind.
  case strictness
  /// What is paid, and what is left, is what was paid in; a refund is the mirror of it.
  case money
  /// Each procedure can be carried by somebody.
  case power
}
