/// What a clause says of itself, beside its guard and its effect: where it stands among others,
/// from when to when, and on what text it rests.
public struct ClauseHeader: Sendable, Hashable {
  /// Its place in the doctrine's order of superior and inferior law.
  public var rank: String?
  /// How hard it is.
  public var force: Force
  /// Whether it speaks only where no other clause speaks on the same question.
  public var isDefault: Bool
  /// The ids of the clauses that it beats by its own word ("notwithstanding").
  public var over: [String]
  /// The days on which it is in force.
  public var effective: DateRange
  /// The day that `recency` compares; `effective.from` if the document does not say.
  public var enacted: Day?
  /// The text that it encodes.
  public var citation: String?
  /// Ids in a catalogue of rules that it implements.
  public var implements: [String]
  /// Free text.
  public var note: String?
  /// Whether someone has read it against the official text.
  public var isReviewed: Bool

  /// Creates a header.
  ///
  /// What is left out has the meaning that the document format gives to silence.
  public init(
    rank: String? = nil, force: Force = .binding, isDefault: Bool = false, over: [String] = [],
    effective: DateRange = .always, enacted: Day? = nil, citation: String? = nil,
    implements: [String] = [], note: String? = nil, isReviewed: Bool = false
  ) {
    self.rank = rank
    self.force = force
    self.isDefault = isDefault
    self.over = over
    self.effective = effective
    self.enacted = enacted ?? effective.from
    self.citation = citation
    self.implements = implements
    self.note = note
    self.isReviewed = isReviewed
  }

  /// The header with nothing but what can matter to a ruling.
  package var withoutWords: ClauseHeader {
    var header = self
    header.citation = nil
    header.implements = []
    header.note = nil
    header.isReviewed = false
    return header
  }
}
