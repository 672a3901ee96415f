internal import TenureModel

/// A tier of a waterfall as it stands in the document.
struct Tier: Sendable {
  /// What a tier says.
  enum Content: Sendable {
    case step(WaterfallStep)
    case hurdle(Hurdle)
    case catchUp(CatchUp)
  }

  /// What the tier says: one thing, if it is right.
  let contents: [Content]
  let place: StepKeys
}

/// A capital that is returned with its yield before anybody else is paid.
struct Hurdle: Sendable {
  let payee: Payee
  let capital: String
  let yield: Ratio

  static let schema = Schema<Hurdle>.record(
    .required("to", MoneySchema.payee, "who put the capital in"),
    .required("capital", .identifier, "the figure of the transaction that is the capital"),
    .optional("return", .ratio, "the yield on it", default: Ratio(0, 1))
  ) { Hurdle(payee: $0, capital: $1, yield: $2) }
}

/// A payment after a hurdle, until the payee has its share of the whole profit.
struct CatchUp: Sendable {
  let hurdle: Located<String>
  let payee: Payee
  let until: Ratio
  let share: Ratio

  static let schema = Schema<CatchUp>.record(
    .required("of", Schema<String>.identifier.located, "the id of the hurdle"),
    .required("to", MoneySchema.payee, "who catches up"),
    .required("until", MoneySchema.rate, "the share of the whole profit that it shall have"),
    .optional(
      "share", MoneySchema.rate, "its share of the money of this tier, the rest to the hurdle's",
      default: Ratio(1, 1))
  ) { CatchUp(hurdle: $0, payee: $1, until: $2, share: $3) }

  /// The multiples of the capital that the payee, and the one whom it catches up with, get here.
  ///
  /// With a yield `r` on the capital, a share `c` of the tier and a share `p` of the profit, the
  /// tier is `x = p·r/(c − p)` times the capital: of the profit `r + x` the payee then has `c·x`,
  /// which is the share `p` of it.
  ///
  /// - Returns: The two multiples; nil if they cannot be held.
  func multiples(of yield: Ratio) -> (own: Ratio, other: Ratio)? {
    guard let gap = share.minus(until), gap.numerator > 0,
      let tier = until.times(yield)?.over(gap), let own = tier.times(share),
      let other = tier.minus(own)
    else { return nil }
    return (own, other)
  }
}
