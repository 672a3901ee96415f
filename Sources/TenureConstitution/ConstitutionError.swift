internal import TenureHistory

/// The work could not be done: a key cannot be read, an agent does not answer, a history is
/// damaged.
///
/// That a commit is not lawful is no error but a `Refusal`.
///
/// - `message` is lowercase, one line, without a final period, with user input in backticks.
/// - `help` says a way out.
public struct ConstitutionError: Error, Sendable, Hashable {
  /// What went wrong, for programs.
  @nonexhaustive
  public enum Code: String, Sendable, Hashable {
    /// A key, a signature or an approval is not of the form that it should have.
    case malformed
    /// A key or a signature is of a kind that is not used here.
    case unsupported
    /// A private key is locked by a passphrase.
    case encryptedKey = "encrypted-key"
    /// The agent that holds keys cannot be reached, or does not sign.
    case agent
    /// There is no constitution, or it cannot be understood.
    case noConstitution = "no-constitution"
    /// The key belongs to no member.
    case notMember = "not-a-member"
    /// The commit stands before the root, of which nothing can be said.
    case beforeRoot = "before-root"
    /// The branch moved, or is held by another process.
    case branch
    /// The history cannot be read.
    case history
  }

  /// What went wrong, for programs.
  public let code: Code
  /// What went wrong, for people.
  public let message: String
  /// The file that the error is about.
  public let path: String?
  /// The line of the file.
  public let line: Int?
  /// The column of the line.
  public let column: Int?
  /// A way out, where one is known.
  public let help: String?

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, path: String? = nil, line: Int? = nil, column: Int? = nil,
    help: String? = nil
  ) {
    self.code = code
    self.message = message
    self.path = path
    self.line = line
    self.column = column
    self.help = help
  }

  /// What the history says.
  init(_ error: HistoryError) {
    self.init(.history, error.message, path: error.path, help: error.help)
  }

  /// Bytes that are not of the form that they should have.
  static func malformed(_ message: String) -> ConstitutionError {
    ConstitutionError(.malformed, message)
  }
}

extension ConstitutionError: CustomStringConvertible {
  /// The message, and the help after a semicolon.
  public var description: String {
    guard let help else { return message }
    return "\(message); \(help)"
  }
}

/// Does work on the history, and says its errors as ours.
func history<Result>(
  _ work: () throws(HistoryError) -> Result
) throws(ConstitutionError) -> Result {
  do throws(HistoryError) { return try work() } catch { throw ConstitutionError(error) }
}
