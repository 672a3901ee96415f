/// One entry of a document, in the words that all documents share: the tests and the standing that
/// its clauses have in common.
///
/// A provision lowers to one clause or to several; each takes its tests, dates, rank and citation
/// from here, and its place in the document with them.
public struct Provision<Own: Sendable>: Sendable {
  /// Its name.
  public let id: String
  /// The keys of its own kind.
  public let own: Own
  /// The scope of the document and the provision's own tests.
  public let `guard`: Guard
  /// Its rank, force, dates, citation and the like.
  public let header: ClauseHeader
  /// Where it stands.
  public let origin: SourceLocation

  /// A clause of the provision.
  ///
  /// - Parameters:
  ///   - effect: What it says.
  ///   - part: What tells it from the provision's other clauses; the id becomes `ID.PART`.
  ///   - condition: Tests that hold beside those of the provision.
  ///   - isDefault: Whether it is a default; as the provision says if left out.
  ///   - further: Clauses that it beats beside those that the provision names.
  ///   - origin: Where it stands, if that is a place within the provision.
  /// - Returns: The clause.
  public func clause<PillarEffect: Effect>(
    _ effect: PillarEffect, part: String? = nil, where condition: Guard = .always,
    isDefault: Bool? = nil, over further: [String] = [], origin: SourceLocation? = nil
  ) -> Clause<PillarEffect> {
    var header = header
    header.isDefault = isDefault ?? header.isDefault
    header.over += further
    return Clause(
      id: part.map { "\(id).\($0)" } ?? id, guard: `guard`.and(condition), effect: effect,
      header: header, origin: origin ?? self.origin)
  }
}

extension Provision {
  /// The same provision with keys of another kind.
  public func with<Other: Sendable>(_ own: Other) -> Provision<Other> {
    Provision<Other>(id: id, own: own, guard: `guard`, header: header, origin: origin)
  }
}
