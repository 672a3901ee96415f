/// An effect of the distribution pillar: one step of the waterfall that an income runs down.
public struct DistributionEffect: Effect {
  /// What happens at the step.
  public let step: WaterfallStep
  /// When it happens: steps run in ascending order, equal orders see the same rest.
  public let order: Int
  /// The name of the step.
  ///
  /// Clauses of one name are rivals, of which the doctrine picks one.
  public let stepName: String

  /// Creates an effect.
  public init(_ step: WaterfallStep, order: Int, stepName: String) {
    self.step = step
    self.order = order
    self.stepName = stepName
  }

  /// The distribution pillar.
  public var pillar: Pillar { .distribution }
  /// The effect as one of the four.
  public var erased: AnyEffect { .distribution(self) }

  /// The declarations as those of one of the four pillars.
  public static func erase(_ declarations: DistributionDeclarations) -> PillarDeclarations {
    .distribution(declarations)
  }
}

/// One step of a waterfall.
///
/// The state is the `rest` of the income and what each payee has.
public enum WaterfallStep: Sendable, Hashable {
  /// Of what a rate is taken.
  public enum Base: String, Sendable, Hashable, CaseIterable {
    /// Of the whole income.
    case gross
    /// Of what is left.
    case rest
  }

  /// How a split among payees is worked out.
  public enum ShareRule: String, Sendable, Hashable, CaseIterable {
    /// By recorded contribution.
    case contribution
    /// Equal heads.
    case heads
    /// By the Shapley value of a game.
    case shapley
    /// By the Owen value of a game with blocs.
    case owen
    /// By the nucleolus of a game.
    case nucleolus
  }

  /// Per what a dividend is paid.
  public enum DividendUnit: String, Sendable, Hashable, CaseIterable {
    /// Per head.
    case head
    /// Per recorded contribution.
    case contribution
  }

  /// How the rest is split.
  public enum Division: Sendable, Hashable {
    /// By fixed shares, which add up to one.
    case shares([Share])
    /// Among payees by a rule, over a named game if the rule needs one.
    case among([Payee], by: ShareRule, game: String?)
  }

  /// A payee's fixed share.
  public struct Share: Sendable, Hashable {
    /// Who is paid.
    public let payee: Payee
    /// The share of the whole.
    public let share: Ratio

    /// Creates a share.
    public init(_ payee: Payee, _ share: Ratio) {
      self.payee = payee
      self.share = share
    }
  }

  /// Takes an amount, at most the rest, to a payee.
  case levy(to: Payee, take: Amount, of: Base)
  /// Takes what earlier transactions left unrecovered of an amount, at most the rest.
  case recoup(to: Payee, take: Amount)
  /// Divides the whole rest.
  case split(Division)
  /// Returns what a payee has above an amount.
  case cap(Payee, at: Amount, over: Payee)
  /// Tops a payee up to an amount, as far as the source reaches.
  case floor(Payee, at: Amount, outOf: Payee)
  /// Pays a fund out.
  case dividend(of: String, to: Payee, per: DividendUnit, every: Period?)
}

/// Who can have money in a waterfall: the rest, a standing, a party, a fund, the payer, nobody.
public struct Payee: Sendable, Hashable {
  /// The name as the document has it.
  public let name: String

  /// Creates a payee.
  public init(_ name: String) { self.name = name }

  /// What is not yet paid out.
  public static let rest = Payee("rest")
  /// The one who paid the income: a refund.
  public static let payer = Payee("payer")
  /// What no step takes.
  public static let unassigned = Payee("unassigned")
}

/// An amount of money, or how to work it out.
public indirect enum Amount: Sendable, Hashable {
  /// A bracket of a marginal rate: the rate on what lies above a limit, up to the next.
  public struct Bracket: Sendable, Hashable {
    /// The lower limit.
    public let above: ExactDecimal
    /// The rate.
    public let rate: Ratio

    /// Creates a bracket.
    public init(above: ExactDecimal, rate: Ratio) {
      self.above = above
      self.rate = rate
    }
  }

  /// A rate of the base.
  case rate(Ratio)
  /// A fixed sum, in the declared currency.
  case fixed(ExactDecimal)
  /// A multiple of a figure that comes with the transaction.
  case claim(String, times: Ratio)
  /// Marginal rates, ascending.
  case brackets([Bracket])
  /// The least of several.
  case least([Amount])
  /// The most of several.
  case most([Amount])
}

/// What a distribution document declares.
public struct DistributionDeclarations: Sendable, Hashable {
  /// How amounts that do not come out even are split.
  public enum RoundingRule: String, Sendable, Hashable, CaseIterable {
    /// Whole units first, the rest to the largest fractions.
    case largestRemainder = "largest-remainder"
    /// The divisor method that rounds halves up.
    case webster
    /// The divisor method that rounds down.
    case jefferson
    /// Each to the nearest, halves to even.
    case halfEven = "half-even"
    /// Each to the nearest, halves away from zero.
    case halfUp = "half-up"
    /// Exact sums are kept, and the remainder is carried to the next payout.
    case carry
  }

  /// How steps of one order share what is left when it does not satisfy all of them.
  ///
  /// The rules of bankruptcy: Aumann, Maschler: Game theoretic analysis of a bankruptcy problem
  /// from the Talmud, Journal of Economic Theory 36 (1985); Thomson, Mathematical Social Sciences
  /// 45 (2003).
  public enum BankruptcyRule: String, Sendable, Hashable, CaseIterable {
    /// Each the same share of its claim.
    case proportional
    /// Each the same amount, but none more than its claim.
    case equalAwards = "equal-awards"
    /// Each loses the same amount, but none more than its claim.
    case equalLosses = "equal-losses"
    /// Equal awards up to half of the claims, equal losses beyond.
    case talmud
  }

  /// The currency, as ISO 4217 names it.
  public var currency: String?
  /// The unit to which amounts are rounded.
  public var roundingUnit: ExactDecimal?
  /// How amounts that do not come out even are split.
  public var roundingRule: RoundingRule?
  /// How steps of one order share what is short; proportionally if left out.
  public var shortfall: BankruptcyRule?
  /// The funds that steps may pay to and out of, sorted.
  public var funds: [String]

  /// Creates declarations.
  public init(
    currency: String? = nil, roundingUnit: ExactDecimal? = nil,
    roundingRule: RoundingRule? = nil, funds: [String] = [], shortfall: BankruptcyRule? = nil
  ) {
    self.currency = currency
    self.roundingUnit = roundingUnit
    self.roundingRule = roundingRule
    self.funds = Set(funds).sorted()
    self.shortfall = shortfall
  }

  /// The rule of bankruptcy that holds: the one that is declared, or `proportional`.
  public var bankruptcyRule: BankruptcyRule { shortfall ?? .proportional }

  /// The declarations that change what a step pays: currency, rounding and the rule for what is
  /// short, without the funds.
  ///
  /// To say `proportional` is to say nothing, so it is left out.
  public var terms: DistributionDeclarations {
    DistributionDeclarations(
      currency: currency, roundingUnit: roundingUnit, roundingRule: roundingRule,
      shortfall: shortfall == .proportional ? nil : shortfall)
  }
}
