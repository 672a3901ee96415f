/// Why a voting game could not be set up or worked out.
public struct VotingGameError: Error, Sendable, Hashable {
  /// The kinds of trouble.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// A weight or a number of seats is negative, or there are not as many weights as classes.
    case malformed
    /// All weight together is more than `VotingGame.weightLimit`, or all seats are more than
    /// `VotingGame.seatLimit`.
    case tooHeavy = "too-heavy"
    /// An exact answer would take more states than a limit.
    case tooLarge = "too-large"
  }

  /// The kind of trouble.
  public let code: Code
  /// What is wrong, in lowercase and without a final period.
  public let message: String
  /// A way out, if there is one.
  public let help: String?

  init(_ code: Code, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }

  static func tooLarge(_ what: String, limit: Int) -> VotingGameError {
    VotingGameError(
      .tooLarge, "\(what): an exact answer takes more than \(limit) states",
      help: "sample it, or give weights in a coarser unit")
  }
}

extension VotingGameError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
