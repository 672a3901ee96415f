/// The atom of every policy: under which situations it speaks, and what it says.
///
/// A clause is what a plugin lowers its document to, and all that any analysis ever reads. It
/// carries the place in the document that it came from, so that every answer can name it.
public struct Clause<PillarEffect: Effect>: Sendable, Hashable {
  /// Its name: unique in the regime over all layers, stable over its life.
  public let id: String
  /// The situations in which it speaks: its own tests and its document's scope.
  ///
  /// The tests that its effect implies and its effective dates are apart; see `condition(in:)`.
  public let `guard`: Guard
  /// What it says.
  public let effect: PillarEffect
  /// What it says of itself: rank, force, dates, citation and the like.
  public let header: ClauseHeader
  /// Where it stands.
  public let origin: SourceLocation

  /// Creates a clause.
  ///
  /// What is left out has the meaning that the document format gives to silence.
  public init(
    id: String, guard: Guard = .always, effect: PillarEffect, header: ClauseHeader,
    origin: SourceLocation
  ) {
    self.id = id
    self.guard = `guard`
    self.effect = effect
    self.header = header
    self.origin = origin
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
    if effective.isAlways { return scope }
    return scope.and(.test(FacetTest(vocabulary.date, .during(effective))))
  }

  /// The same clause with its effect in another form.
  public func map<Other: Effect>(_ transform: (PillarEffect) -> Other) -> Clause<Other> {
    Clause<Other>(
      id: id, guard: `guard`, effect: transform(effect), header: header, origin: origin)
  }
}

extension Clause {
  /// Its place in the doctrine's order of superior and inferior law.
  public var rank: String? { header.rank }
  /// How hard it is.
  public var force: Force { header.force }
  /// Whether it speaks only where no other clause speaks on the same question.
  public var isDefault: Bool { header.isDefault }
  /// The ids of the clauses that it beats by its own word ("notwithstanding").
  public var over: [String] { header.over }
  /// The days on which it is in force.
  public var effective: DateRange { header.effective }
  /// The day that `recency` compares; `effective.from` if the document does not say.
  public var enacted: Day? { header.enacted }
  /// The text that it encodes.
  public var citation: String? { header.citation }
  /// Ids in a catalogue of rules that it implements.
  public var implements: [String] { header.implements }
  /// Free text.
  public var note: String? { header.note }
  /// Whether someone has read it against the official text.
  public var isReviewed: Bool { header.isReviewed }
}

/// A clause of any pillar.
public typealias AnyClause = Clause<AnyEffect>
