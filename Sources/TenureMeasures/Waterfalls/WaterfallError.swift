/// Why a waterfall could not be run.
public struct WaterfallError: Error, Sendable, Hashable {
  /// A kind of reason.
  @nonexhaustive
  public enum Code: Sendable, Hashable {
    /// The claims lack a figure that the step names.
    case missingFigure
    /// The figure is below zero.
    case figureBelowZero
    /// The claims lack the payee's recorded contribution.
    case missingContribution
    /// The claims lack the payee's number of heads.
    case missingHeads
    /// The claims lack the game that the step names.
    case missingGame
    /// The game has no such value.
    case gameWithoutValue(GameError)
    /// The game has a player whom the step does not pay.
    case playerNotPaid
    /// The payee's weight is below zero.
    case weightBelowZero
    /// The fixed shares add up to more than one.
    case sharesAboveOne
    /// The step is in another currency than the income.
    case differentCurrency
    /// The step rounds to a unit that is no whole number of minor units above zero.
    case unitNotWhole
    /// An amount is too large.
    case overflow
    /// What was paid and what is left do not add up to the income: a fault of this module.
    case notConserved
    /// The comparison would need more pieces than its limit.
    case tooManyPieces
    /// The step is not piecewise linear: several steps share a short rest in changing proportion.
    case notLinear
  }

  /// The kind of reason.
  public let code: Code
  /// The label of the step.
  public let step: String?
  /// The figure, payee or game.
  public let name: String?

  /// Creates an error.
  public init(_ code: Code, step: String? = nil, name: String? = nil) {
    self.code = code
    self.step = step
    self.name = name
  }
}

extension WaterfallError {
  /// Whether only the claims' contributions or games are missing.
  var isUnknownWeight: Bool { code == .missingContribution || code == .missingGame }
}

extension WaterfallError: CustomStringConvertible {
  /// The reason, in a line.
  public var description: String {
    let reason =
      switch code {
      case .missingFigure: "the claims lack the figure `\(name ?? "")`"
      case .figureBelowZero: "the figure `\(name ?? "")` is below zero"
      case .missingContribution: "the claims lack the contribution of `\(name ?? "")`"
      case .missingHeads: "the claims lack the heads of `\(name ?? "")`"
      case .missingGame: "the claims lack the game `\(name ?? "")`"
      case .gameWithoutValue(let error): "the game `\(name ?? "")` has no such value: \(error)"
      case .playerNotPaid: "the player `\(name ?? "")` is not among the payees"
      case .weightBelowZero: "the weight of `\(name ?? "")` is below zero"
      case .sharesAboveOne: "the shares add up to more than one"
      case .differentCurrency: "the step is in `\(name ?? "")`, and the income is not"
      case .unitNotWhole: "the rounding unit is no whole number of minor units"
      case .overflow: "an amount is too large"
      case .notConserved: "what was paid does not add up to the income"
      case .tooManyPieces: "the waterfalls have too many pieces to be compared"
      case .notLinear: "steps of equal order share a short rest in changing proportion"
      }
    return step.map { "step `\($0)`: \(reason)" } ?? reason
  }
}
