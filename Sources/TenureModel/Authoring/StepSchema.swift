/// How the steps of a waterfall are written, each under the key of its effect.
public enum StepSchema {
  /// The schema of the step that a key names; nil for other keys.
  public static func step(_ key: ClauseKeyword) -> Schema<WaterfallStep>? {
    switch key {
    case .levy: levy
    case .recoup: recoup
    case .split: split
    case .cap: cap
    case .floor: floor
    case .dividend: dividend
    default: nil
    }
  }

  private struct Levy: Sendable {
    let payee: Payee
    let take: Amount
    let base: WaterfallStep.Base?
  }

  /// Takes an amount to a payee: `{to: treasury, take: 2%, of: gross}`.
  public static let levy = Schema<Levy>.record(
    .required("to", MoneySchema.payee, "who gets it"),
    .required("take", MoneySchema.amount, "how much is taken, at most the rest"),
    .optional(
      "of", Schema<WaterfallStep.Base>.choice(of: WaterfallStep.Base.self),
      "of what a rate is taken: of the whole income, or of what is left")
  ) { Levy(payee: $0, take: $1, base: $2) }
  .map { levy, node, findings -> WaterfallStep? in
    guard levy.base != nil || !levy.take.needsBase else {
      findings.append(
        node.finding(
          "missing-key", "`of` is missing: of what is the rate taken?",
          help: "add `of: gross` or `of: rest`"))
      return nil
    }
    return .levy(to: levy.payee, take: levy.take, of: levy.base ?? .rest)
  }

  /// Takes what is not yet recovered to a payee: `{to: holder, take: {claim: cost}}`.
  public static let recoup = Schema<WaterfallStep>.record(
    .required("to", MoneySchema.payee, "who recovers it"),
    .required("take", MoneySchema.amount, "how much is to be recovered over all transactions")
  ) { .recoup(to: $0, take: $1) }

  /// Limits a payee: `{payee: rest, at: {claim: guided-price}, over: payer}`.
  public static let cap = Schema<WaterfallStep>.record(
    .required("payee", MoneySchema.payeeOrRest, "whose money is limited"),
    .required("at", MoneySchema.amount, "the limit"),
    .required("over", MoneySchema.payeeOrRest, "who gets what lies above it")
  ) { .cap($0, at: $1, over: $2) }

  /// Tops a payee up: `{payee: source, at: 5.00, out-of: holder}`.
  public static let floor = Schema<WaterfallStep>.record(
    .required("payee", MoneySchema.payee, "who is topped up"),
    .required("at", MoneySchema.amount, "up to how much"),
    .required("out-of", MoneySchema.payeeOrRest, "whose money it is taken from")
  ) { .floor($0, at: $1, outOf: $2) }

  /// Pays a fund out: `{of: fund, to: person, per: head, every: 1 year}`.
  public static let dividend = Schema<WaterfallStep>.record(
    .required("of", .identifier, "the fund that is paid out"),
    .required("to", MoneySchema.payee, "who is paid"),
    .required("per", .choice(of: WaterfallStep.DividendUnit.self), "per what it is paid"),
    .optional("every", .period, "how often")
  ) { .dividend(of: $0, to: $1, per: $2, every: $3) }
}

extension StepSchema {
  /// Divides the whole rest: `{to: {source: 30%, holder: 70%}}`, or `among` payees `by` a rule.
  public static let split: Schema<WaterfallStep> = {
    let shape = SchemaShape.oneOf([shares.shape, among.shape])
    return Schema(shape: shape) { node, findings in
      guard node.kind == .map, node["to"] == nil, node["among"] == nil else {
        let schema = node["among"] == nil ? shares : among
        return schema.read(node, &findings).map { .split($0) }
      }
      findings.append(
        node.finding(
          "missing-key", "a split says `to` whom or `among` whom",
          help: "write `split: {to: {source: 30%, holder: 70%}}`, or `among` and `by`"))
      return nil
    }
  }()

  private static let shares = Schema<WaterfallStep.Division>.record(
    .required("to", fixedShares, "the share of each payee; together the whole")
  ) { .shares($0) }

  private static let fixedShares = Schema<[(key: Payee, value: Ratio)]>.map(
    of: MoneySchema.rate, named: "a payee", "its share", keys: MoneySchema.payee
  ).map { entries, node, findings -> [WaterfallStep.Share]? in
    // Where an entry was refused, the sum would be wrong, too.
    guard entries.count == node.count else { return nil }
    let sum = entries.reduce(Ratio?.some(Ratio(0, 1))) { $0?.adding($1.value) }
    guard sum == Ratio(1, 1) else {
      findings.append(
        node.finding(
          "shares-not-whole", "the shares add up to \(sum?.percent ?? "no exact number"), not 100%",
          help: "change one of them; thirds are written `1/3`"))
      return nil
    }
    return entries.map { WaterfallStep.Share($0.key, $0.value) }
      .sorted { $0.payee.name < $1.payee.name }
  }

  private struct Rule: Sendable {
    let payees: [Located<Payee>]
    let rule: WaterfallStep.ShareRule
    let game: Located<String>?
  }

  private static let among = Schema<Rule>.record(
    .required("among", .list(of: MoneySchema.payee.located, isEmptyAllowed: false), "the payees"),
    .required("by", .choice(of: WaterfallStep.ShareRule.self), "by which rule"),
    .optional(
      "game", Schema.identifier.located,
      "the game whose value it is, for the rules that need one")
  ) { Rule(payees: $0, rule: $1, game: $2) }
  .map { rule, node, findings -> WaterfallStep.Division? in
    division(
      among: rule.payees, by: rule.rule, game: rule.game, at: node.location, &findings)
  }

  /// A division by a rule, checked: no payee twice, and a game where the rule is a value of one.
  public static func division(
    among payees: [Located<Payee>], by rule: WaterfallStep.ShareRule, game: Located<String>?,
    at location: SourceLocation, _ findings: inout [Finding]
  ) -> WaterfallStep.Division? {
    var seen: Set<Payee> = []
    for payee in payees where !seen.insert(payee.value).inserted {
      findings.append(
        Finding(
          "named-twice", "`\(payee.value.name)` is named twice", at: payee.location,
          help: "take one of them out"))
    }
    if let game, !rule.needsGame {
      findings.append(
        Finding(
          "key-without-meaning", "`by: \(rule.rawValue)` takes no `game`", at: game.location,
          help: "take it out, or split by the value of the game, say `shapley`"))
    }
    if game == nil, rule.needsGame {
      findings.append(
        Finding(
          "missing-key", "`game` is missing: `by: \(rule.rawValue)` is the value of a game",
          at: location,
          help: "add `game:`, the name under which the transaction brings the game"))
    }
    return .among(seen.sorted { $0.name < $1.name }, by: rule, game: game?.value)
  }
}

extension WaterfallStep.ShareRule {
  /// Whether the rule is a value of a game.
  public var needsGame: Bool {
    switch self {
    case .contribution, .heads: false
    case .shapley, .owen, .nucleolus: true
    }
  }
}

extension Amount {
  /// Whether the amount is a rate of something.
  fileprivate var needsBase: Bool {
    switch self {
    case .rate, .brackets: true
    case .fixed, .claim: false
    case .least(let parts), .most(let parts): parts.contains { $0.needsBase }
    }
  }
}

extension Ratio {
  /// The sum; nil if it cannot be held.
  fileprivate func adding(_ other: Ratio) -> Ratio? {
    let left = numerator.multipliedReportingOverflow(by: other.denominator)
    let right = other.numerator.multipliedReportingOverflow(by: denominator)
    let below = denominator.multipliedReportingOverflow(by: other.denominator)
    let above = left.partialValue.addingReportingOverflow(right.partialValue)
    guard !left.overflow, !right.overflow, !below.overflow, !above.overflow else { return nil }
    return Ratio(above.partialValue, below.partialValue)
  }

  /// The share in percent where it comes out even, else as a fraction.
  fileprivate var percent: String {
    let above = numerator.multipliedReportingOverflow(by: 100_000_000)
    guard !above.overflow, above.partialValue % denominator == 0 else { return description }
    return ExactDecimal(coefficient: above.partialValue / denominator, scale: 6).description + "%"
  }
}
