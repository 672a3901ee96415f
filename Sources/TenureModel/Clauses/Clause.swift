/// The atom of every policy: under which situations it speaks, and what it says.
///
/// A clause is what a plugin lowers its document to, and all that any analysis ever reads. It
/// carries the place in the document that it came from, so that every answer can name it.
///
/// A copy is two references: clauses are held by regimes, layers, tables and rulings at once.
public struct Clause<PillarEffect: Effect>: Sendable, Hashable {
  // INVARIANT (one effect a record): clauses that share a record say the same, at most once in the
  // words of one pillar and once in those of any.
  @usableFromInline let record: ClauseRecord
  /// What it says.
  public let effect: PillarEffect

  /// Creates a clause.
  ///
  /// What is left out has the meaning that the document format gives to silence.
  public init(
    id: String, guard: Guard = .always, effect: PillarEffect, header: ClauseHeader,
    origin: SourceLocation
  ) {
    self.init(
      record: ClauseRecord(id: id, guard: `guard`, header: header, origin: origin),
      effect: effect)
  }

  private init(record: ClauseRecord, effect: PillarEffect) {
    self.record = record
    self.effect = effect
  }

  /// Creates a clause, with its header part by part.
  public init(
    id: String, guard: Guard = .always, effect: PillarEffect, rank: String? = nil,
    force: Force = .binding, isDefault: Bool = false, over: [String] = [],
    effective: DateRange = .always, enacted: Day? = nil, citation: String? = nil,
    implements: [String] = [], note: String? = nil, isReviewed: Bool = false,
    origin: SourceLocation
  ) {
    self.init(
      id: id, guard: `guard`, effect: effect,
      header: ClauseHeader(
        rank: rank, force: force, isDefault: isDefault, over: over, effective: effective,
        enacted: enacted, citation: citation, implements: implements, note: note,
        isReviewed: isReviewed),
      origin: origin)
  }

  /// The pillar to which it belongs.
  public var pillar: Pillar { effect.pillar }

  /// The guard with the tests that the effect implies, without the dates: what specificity
  /// compares.
  public func scope(in vocabulary: Vocabulary) -> Guard {
    effect.impliedGuard(in: vocabulary).map { $0.and(`guard`) } ?? `guard`
  }

  /// The situations in which the clause matches: scope and effective dates.
  public func condition(in vocabulary: Vocabulary) -> Guard {
    let scope = scope(in: vocabulary)
    let days = effective.withoutIdleEnds
    return days.isAlways ? scope : scope.and(.test(FacetTest(vocabulary.date, .during(days))))
  }

  /// The same clause as regimes hold it, whatever its pillar.
  public var erased: AnyClause { AnyClause(record: record, effect: effect.erased) }

  /// Whether two clauses are alike in all that can matter to a ruling.
  ///
  /// Citation, notes and place do not. Of copies of one clause nothing is compared.
  package func means(_ other: Clause) -> Bool {
    if record === other.record { return true }
    return effective == other.effective && meansOnOtherDays(other)
  }

  /// Whether two clauses are alike in all that can matter to a ruling, but perhaps for the days on
  /// which they are in force.
  package func meansOnOtherDays(_ other: Clause) -> Bool {
    id == other.id && effect == other.effect && rank == other.rank && force == other.force
      && isDefault == other.isDefault && enacted == other.enacted && over == other.over
      && self.guard == other.guard
  }
}

extension Clause {
  /// Its name: unique in the regime over all layers, stable over its life.
  @inlinable public var id: String { record.id }
  /// The situations in which it speaks: its own tests and its document's scope.
  ///
  /// The tests that its effect implies and its effective dates are apart; see `condition(in:)`.
  @inlinable public var `guard`: Guard { record.guard }
  /// What it says of itself: rank, force, dates, citation and the like.
  @inlinable public var header: ClauseHeader { record.header }
  /// Where it stands.
  @inlinable public var origin: SourceLocation { record.origin }
}

extension Clause {
  /// Its place in the doctrine's order of superior and inferior law.
  @inlinable public var rank: String? { record.header.rank }
  /// How hard it is.
  @inlinable public var force: Force { record.header.force }
  /// Whether it speaks only where no other clause speaks on the same question.
  @inlinable public var isDefault: Bool { record.header.isDefault }
  /// The ids of the clauses that it beats by its own word ("notwithstanding").
  @inlinable public var over: [String] { record.header.over }
  /// The days on which it is in force.
  @inlinable public var effective: DateRange { record.header.effective }
  /// The day that `recency` compares; `effective.from` if the document does not say.
  @inlinable public var enacted: Day? { record.header.enacted }
  /// The text that it encodes.
  @inlinable public var citation: String? { record.header.citation }
  /// Ids in a catalogue of rules that it implements.
  @inlinable public var implements: [String] { record.header.implements }
  /// Free text.
  @inlinable public var note: String? { record.header.note }
  /// Whether someone has read it against the official text.
  @inlinable public var isReviewed: Bool { record.header.isReviewed }
}

/// A clause of any pillar.
public typealias AnyClause = Clause<AnyEffect>
