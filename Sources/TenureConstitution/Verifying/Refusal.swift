public import TenureModel

/// Why a commit is not lawful, in one sentence, with the clause that says so.
public struct Refusal: Error, Sendable, Hashable {
  /// The kinds of refusal; the handbook's page on the constitution explains each.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// No commit that git writes, or a trailer or a signature that cannot be read.
    case malformed
    /// The commit itself is not signed.
    case unsigned
    /// A signature was made for something else.
    case wrongNamespace = "wrong-namespace"
    /// A signature does not hold for what the commit does.
    case badSignature = "bad-signature"
    /// A signature is by a key of no member.
    case unknownKey = "unknown-key"
    /// A signature is by a key that does not count on the day.
    case keyNotValid = "key-not-valid"
    /// A person said yes and no.
    case contradictingVotes = "contradicting-votes"
    /// Dates run backwards, or ahead.
    case dates
    /// No clause lets anybody do it.
    case notEmpowered = "not-empowered"
    /// A clause forbids it.
    case redLine = "red-line"
    /// Clauses disagree on it.
    case contested
    /// The power depends on an open facet.
    case depends
    /// The power has come to its end.
    case expired
    /// The votes do not suffice.
    case procedureNotMet = "procedure-not-met"
    /// The change was not laid open, or not for long enough.
    case notice
    /// The epoch is not counted as it should be.
    case epoch
    /// A document cannot be understood, or is missing.
    case notUnderstood = "not-understood"
    /// Nobody could amend governance again.
    case lockedOut = "locked-out"
    /// The history ends before the commit that was accepted last.
    case rollback
    /// The history does not contain the commit that was accepted last, or the root.
    case fork
  }

  /// A clause that a refusal rests on.
  public struct Clause: Sendable, Hashable {
    /// The id.
    public let id: String
    /// Where it stands, in the tree of the first parent.
    public let location: SourceLocation
    /// The text that it encodes.
    public let citation: String?
  }

  /// The kind.
  public let code: Code
  /// The sentence: lowercase, one line, without a final period.
  public let message: String
  /// The act that lacks its procedure, where it is about one.
  public let act: String?
  /// The clauses that say so.
  public let clauses: [Clause]
  /// A place in a document, where it is about one.
  public let location: SourceLocation?
  /// A way out, where one is known.
  public let help: String?

  init(
    _ code: Code, _ message: String, act: String? = nil, clauses: [Clause] = [],
    location: SourceLocation? = nil, help: String? = nil
  ) {
    self.code = code
    self.message = message
    self.act = act
    self.clauses = clauses
    self.location = location
    self.help = help
  }
}

/// Why a verification ends before its end.
enum VerificationStop: Error {
  /// The commit is not lawful.
  case refused(Refusal)
  /// The work could not be done.
  case failed(ConstitutionError)

  static func refused(
    _ code: Refusal.Code, _ message: String, act: String? = nil, clauses: [Refusal.Clause] = [],
    location: SourceLocation? = nil, help: String? = nil
  ) -> VerificationStop {
    .refused(
      Refusal(code, message, act: act, clauses: clauses, location: location, help: help))
  }

  /// A document that cannot be understood.
  static func notUnderstood(_ findings: [Finding]) -> VerificationStop {
    let first = findings.first { $0.severity == .error }
    return .refused(
      .notUnderstood, first?.message ?? "the documents cannot be understood",
      location: first?.location, help: first?.help)
  }
}
