/// A key of a clause that is not the name of a facet.
///
/// This is the one list of them. No facet may be named so: in a clause its name is a key, too.
public enum ClauseKeyword: String, Sendable, Hashable, CaseIterable {
  /// The name of the clause.
  case id
  /// Circulation: it may be done.
  case permit
  /// Circulation: it must not be done.
  case prohibit
  /// Circulation: it must be done.
  case oblige
  /// Circulation: duties, and nothing else.
  case attach
  /// Property: the actor has the right.
  case grant
  /// Property: the actor has it not.
  case withhold
  /// What must be done before, with and after.
  case duties
  /// Distribution: an amount is taken.
  case levy
  /// Distribution: what is still unrecovered is taken.
  case recoup
  /// Distribution: the rest is divided.
  case split
  /// Distribution: what a payee has above an amount goes back.
  case cap
  /// Distribution: a payee is topped up.
  case floor
  /// Distribution: a fund is paid out.
  case dividend
  /// Distribution: when the step runs.
  case order
  /// Distribution: the name of the step.
  case step
  /// Governance: the body may.
  case empower
  /// Governance: the body may not.
  case disempower
  /// Governance: what it may or may not do.
  case act
  /// Governance: by which procedure.
  case by
  /// Governance: for how long the act holds.
  case lasts
  /// The clauses that it beats by its own word.
  case over
  /// Its place in the order of superior and inferior law.
  case rank
  /// How hard it is.
  case force
  /// Whether it speaks only where no other clause does.
  case `default`
  /// The first day in force.
  case from
  /// The first day no longer in force.
  case until
  /// The day that `recency` compares.
  case enacted
  /// Ids in a catalogue of rules.
  case implements
  /// The text that it encodes.
  case cites
  /// Free text.
  case note
  /// Whether someone has read it against the official text.
  case reviewed
  /// Tests that all hold.
  case all
  /// Tests of which one holds.
  case any
  /// Tests that do not all hold.
  case not
  /// Tests that do not all hold, as a text says it.
  case unless

  /// The key of a name.
  public static func named(_ name: String) -> ClauseKeyword? { index[name] }

  private static let index = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// Whether the key joins tests.
  public var joinsTests: Bool {
    switch self {
    case .all, .any, .not, .unless: true
    default: false
    }
  }

  /// Whether the key says what the clause says: each clause has one of these.
  public var isEffect: Bool {
    switch self {
    case .permit, .prohibit, .oblige, .attach, .grant, .withhold, .levy, .recoup, .split, .cap,
      .floor, .dividend, .empower, .disempower:
      true
    default: false
    }
  }

  /// Whether the key may stand in a provision of any document: all but tests and effects, and what
  /// belongs to effects.
  public var isHeader: Bool {
    switch self {
    case .id, .over, .rank, .force, .default, .from, .until, .enacted, .implements, .cites, .note,
      .reviewed:
      true
    default: false
    }
  }

  /// The pillars in whose clauses the key may stand.
  public var pillars: [Pillar] {
    switch self {
    case .permit, .prohibit, .oblige, .attach: [.circulation]
    case .grant, .withhold: [.property]
    case .duties: [.property, .circulation]
    case .levy, .recoup, .split, .cap, .floor, .dividend, .order, .step: [.distribution]
    case .empower, .disempower, .act, .by, .lasts: [.governance]
    default: Pillar.allCases
    }
  }

  /// The keys that may stand in a clause of a pillar.
  public static func allowed(in pillar: Pillar) -> [ClauseKeyword] {
    allCases.filter { $0.pillars.contains(pillar) }
  }
}
