public import TenureModel

/// One thing in which two regimes differ: a clause, or something that a regime declares.
public struct RegimeChange: Sendable, Hashable {
  /// What it is about.
  public enum Subject: Sendable, Hashable {
    /// A clause, by id.
    case clause(String)
    /// How clashes are settled.
    case doctrine
    /// The currency of sums.
    case currency
    /// The unit and the rule of rounding.
    case rounding
    /// How steps of one order share what is short.
    case shortfall
    /// The funds.
    case funds
    /// The seats of a body, by name.
    case body(String)
    /// The steps of a procedure, by name.
    case procedure(String)
  }

  /// How it differs.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It is there after only.
    case added
    /// It is there before only.
    case removed
    /// It is another.
    case amended
    /// It says the same in other words: citation, note or place.
    case reworded
  }

  /// What it is about.
  public let subject: Subject
  /// How it differs.
  public let kind: Kind
  /// The pillar; nil for the doctrine.
  public let pillar: Pillar?

  init(subject: Subject, kind: Kind, pillar: Pillar?) {
    self.subject = subject
    self.kind = kind
    self.pillar = pillar
  }

  /// The name as people write it: a clause's id, `doctrine`, `body council`.
  public var name: String {
    switch subject {
    case .clause(let id): id
    case .doctrine: "doctrine"
    case .currency: "currency"
    case .rounding: "rounding"
    case .shortfall: "shortfall"
    case .funds: "funds"
    case .body(let name): "body \(name)"
    case .procedure(let name): "procedure \(name)"
    }
  }
}

extension RegimeChange {
  /// A clause that was amended, or reworded.
  ///
  /// - Precondition: both have the same id.
  public init(from before: AnyClause, to after: AnyClause) {
    precondition(before.id == after.id, "RegimeChange must be given two forms of one clause")
    let isSame = before.withoutWords == after.withoutWords
    self.init(
      subject: .clause(after.id), kind: isSame ? .reworded : .amended, pillar: after.pillar)
  }
}

extension Clause {
  /// The clause with nothing but what can matter to a ruling.
  var withoutWords: Clause {
    Clause(
      id: id, guard: self.guard, effect: effect, rank: rank, force: force, isDefault: isDefault,
      over: over, effective: effective, enacted: enacted, origin: .nowhere)
  }
}

extension SourceLocation {
  /// The place of what stands in no document.
  static let nowhere: SourceLocation = {
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    return SourceLocation(file: "", range: SourceRange(start: start, end: start))
  }()
}
