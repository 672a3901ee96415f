/// How amounts, payees and what money is counted in are written.
public enum MoneySchema {
  /// A currency, by its three letters.
  public static let currency = Schema<String>.word(
    .init("a currency", pattern: "^[A-Z]{3}$", examples: ["EUR", "CNY"]), id: "not-a-currency",
    help: "write the three letters of ISO 4217, say `EUR`"
  ) { text in
    let isCode =
      text.utf8.count == 3
      && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return isCode ? text : nil
  }

  /// To what amounts are rounded, and how.
  public struct Rounding: Sendable {
    /// The smallest unit that is paid.
    public let unit: ExactDecimal?
    /// How amounts that do not come out even are split.
    public let rule: DistributionDeclarations.RoundingRule?
  }

  /// To what amounts are rounded, and how.
  public static let rounding = Schema<Rounding>.record(
    .optional("unit", positive, "the smallest unit that is paid"),
    .optional(
      "split", .choice(of: DistributionDeclarations.RoundingRule.self),
      "how amounts that do not come out even are split")
  ) { Rounding(unit: $0, rule: $1) }

  /// How steps of one order share what is short.
  public static let shortfall = Schema<DistributionDeclarations.BankruptcyRule>.choice([
    (.init("proportional", "each the same share of its claim"), .proportional),
    (.init("equal-awards", "each the same amount, none more than its claim"), .equalAwards),
    (.init("equal-losses", "each loses the same amount, none more than its claim"), .equalLosses),
    (.init("talmud", "equal awards up to half of the claims, equal losses beyond"), .talmud),
  ])

  /// The names of funds.
  public static let funds = Schema<[String]>.oneOrMore(fund, isEmptyAllowed: true)

  /// The name of a fund: not one of the words that mean something else in its place.
  public static let fund = Schema<String>.identifier.map { name, node, findings -> String? in
    guard name == Payee.rest.name || name == Payee.payer.name || name == Payee.unassigned.name
    else { return name }
    findings.append(
      node.finding(
        "reserved-name", "a fund cannot be named `\(name)`", help: "choose another name"))
    return nil
  }

  /// Who may be paid.
  public static let payee = Schema<String>.identifier.map { name, node, findings -> Payee? in
    guard name != Payee.rest.name else {
      findings.append(
        node.finding(
          "not-a-payee", "`rest` is what is not yet paid out, and no payee",
          help: "name a standing, a party, a fund, `payer` or `unassigned`"))
      return nil
    }
    return Payee(name)
  }

  /// Who may be paid, or what is left.
  public static let payeeOrRest = Schema<String>.identifier.map { Payee($0) }

  /// An amount: a rate, a sum, or a map that says how to work it out.
  public static let amount = Schema<Amount>(shape: amountShape) { node, findings in
    guard node.kind == .map else { return readScalar(node, &findings) }
    guard let form = form(of: node) else {
      findings.append(
        node.finding(
          "not-an-amount", "this map is no amount",
          help: "an amount is `2%`, `1/3`, `500.00`, or a map with `claim`, `brackets`, `least` "
            + "or `most`"))
      return nil
    }
    return form.read(node, &findings)
  }

  private static var amountShape: SchemaShape {
    .named("amount") { .oneOf([textShape] + forms.map(\.schema.shape)) }
  }

  private static let textShape = SchemaShape.text(
    .init(
      "an amount", pattern: "^([0-9]+(\\.[0-9]+)?%?|[0-9]+/[0-9]+)$",
      examples: ["2%", "1/3", "500.00"]))

  /// The maps that are amounts, each by the key that tells it from the others.
  private static let forms: [(key: String, schema: Schema<Amount>)] = [
    ("claim", claim), ("brackets", brackets), ("least", least), ("most", most),
  ]

  private static func form(of node: DocumentNode) -> Schema<Amount>? {
    forms.first { node[$0.key] != nil }?.schema
  }

  private static func readScalar(_ node: DocumentNode, _ findings: inout [Finding]) -> Amount? {
    guard node.kind == .scalar, !node.isEmpty else {
      findings.append(
        node.finding(
          "wrong-kind", "expected an amount", help: "write `2%`, `1/3`, `500.00` or a map"))
      return nil
    }
    let text = node.text
    if text.hasSuffix("%") || text.contains("/") {
      return rate.read(node, &findings).map { .rate($0) }
    }
    guard let sum = ExactDecimal(text), sum >= .zero else {
      findings.append(
        node.finding(
          "not-an-amount", "`\(Finding.brief(text))` is no amount",
          help: "write `2%`, `1/3`, or a sum in digits such as `500.00`"))
      return nil
    }
    return .fixed(sum)
  }
}

extension MoneySchema {
  /// A share of at most the whole.
  public static let rate = Schema<Ratio>.ratio.map { ratio, node, findings -> Ratio? in
    guard ratio.numerator > ratio.denominator else { return ratio }
    findings.append(
      node.finding(
        "out-of-range", "`\(Finding.brief(node.text))` is more than the whole",
        help: "a rate is at most `100%`"))
    return nil
  }

  private static let positive = Schema<ExactDecimal>.decimal.map {
    number, node, findings -> ExactDecimal? in
    guard number <= .zero else { return number }
    findings.append(
      node.finding("out-of-range", "`\(number)` is not above zero", help: "say `0.01`, perhaps"))
    return nil
  }

  /// A sum of money, not below zero.
  public static let sum = Schema<ExactDecimal>.decimal.map {
    number, node, findings -> ExactDecimal? in
    guard number < .zero else { return number }
    findings.append(node.finding("out-of-range", "`\(number)` is below zero"))
    return nil
  }

  private static let claim = Schema<Amount>.record(
    .required("claim", .identifier, "the name of a figure that comes with the transaction"),
    .optional("times", .ratio, "how many times the figure", default: Ratio(1, 1))
  ) { .claim($0, times: $1) }

  private static let bracket = Schema<Amount.Bracket>.record(
    .required("above", sum, "the lower limit"),
    .required("rate", rate, "the rate on what lies above it, up to the next limit")
  ) { Amount.Bracket(above: $0, rate: $1) }

  private static let brackets = Schema<Amount>.record(
    .required("brackets", ascending, "marginal rates, with ascending limits")
  ) { .brackets($0) }

  private static let ascending = Schema<[Amount.Bracket]>.list(
    of: bracket, isEmptyAllowed: false
  ).map { brackets, node, findings -> [Amount.Bracket]? in
    let pairs = zip(brackets, brackets.dropFirst())
    guard let wrong = pairs.first(where: { $0.above >= $1.above }) else { return brackets }
    findings.append(
      node.finding(
        "brackets-not-ascending", "`\(wrong.1.above)` does not lie above `\(wrong.0.above)`",
        help: "write the brackets in ascending order"))
    return nil
  }

  private static let amounts = Schema<[Amount]>.list(
    of: .named("amount") { amount }, isEmptyAllowed: false)

  private static let least = Schema<Amount>.record(
    .required("least", amounts, "the amounts of which the least counts")
  ) { .least($0) }

  private static let most = Schema<Amount>.record(
    .required("most", amounts, "the amounts of which the most counts")
  ) { .most($0) }
}
