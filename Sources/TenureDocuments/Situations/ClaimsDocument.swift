public import TenureMeasures
public import TenureModel

/// What comes with an income besides the income itself, as a document.
///
///     figures: {cost: 500.00}                       amounts that steps name
///     contributions: {source: 3, holder: 5}         in any unit
///     heads: {person: 1200}
///     recovered: {holder: 200.00}                   from earlier transactions
///     balances: {dividend-fund: 10000.00}
///     periods: [1 year]                             that end now
///     games:
///       machine:
///         players: [source, holder]
///         worths: [{of: source, is: 10}, {of: holder, is: 0}, {of: [source, holder], is: 100}]
public enum ClaimsDocument {
  /// What such a document looks like.
  public static var shape: SchemaShape { schema.shape }

  /// Reads the claims of a document; amounts are in the main unit of a currency.
  ///
  /// - Parameters:
  ///   - root: The root of the document.
  ///   - currency: The currency of its amounts.
  /// - Returns: The claims, or all that is wrong.
  public static func read(_ root: DocumentNode, in currency: Currency) -> Loaded<Claims> {
    var findings: [Finding] = []
    guard let draft = schema.read(root, &findings) else {
      return Loaded(Claims(), findings: findings)
    }
    var claims = Claims()
    for entry in draft.figures {
      claims.figures[entry.key] = minorUnits(entry.value, currency, &findings)
    }
    for entry in draft.contributions {
      claims.contributions[Payee(entry.key)] = Rational(entry.value)
    }
    for entry in draft.heads { claims.heads[Payee(entry.key)] = entry.value }
    for entry in draft.recovered {
      claims.recovered[Payee(entry.key)] = minorUnits(entry.value, currency, &findings)
    }
    for entry in draft.balances {
      claims.balances[entry.key] = minorUnits(entry.value, currency, &findings)
    }
    claims.endingPeriods = Set(draft.periods)
    for entry in draft.games {
      claims.games[entry.key] = game(entry.value, &findings).map { .table($0) }
    }
    return Loaded(claims, findings: findings)
  }

  private struct Draft: Sendable {
    var figures: [(key: String, value: Located<ExactDecimal>)]
    var contributions: [(key: String, value: ExactDecimal)]
    var heads: [(key: String, value: Int)]
    var recovered: [(key: String, value: Located<ExactDecimal>)]
    var balances: [(key: String, value: Located<ExactDecimal>)]
    var periods: [Period]
    var games: [(key: String, value: GameDraft)]
  }

  private struct GameDraft: Sendable {
    let players: Located<[String]>
    let blocs: [[String]]
    let worths: [Worth]
  }

  private struct Worth: Sendable {
    let coalition: Located<[String]>
    let worth: ExactDecimal
  }

  private static let amounts = Schema<[(key: String, value: Located<ExactDecimal>)]>.map(
    of: notBelowZero.located, named: "a figure")

  private static let notBelowZero = Schema<ExactDecimal>.decimal.map {
    number, node, findings -> ExactDecimal? in
    guard number < .zero else { return number }
    findings.append(node.finding("out-of-range", "`\(number)` is below zero"))
    return nil
  }

  private static let worth = Schema<Worth>.record(
    .required("of", Schema<[String]>.oneOrMore(.identifier).located, "the coalition"),
    .required("is", .decimal, "what it is worth")
  ) { Worth(coalition: $0, worth: $1) }

  private static let game = Schema<GameDraft>.record(
    .required("players", Schema<[String]>.oneOrMore(.identifier).located, "the players"),
    .optional(
      "blocs", .list(of: .oneOrMore(.identifier)), "blocs, for the Owen value", default: []),
    .required("worths", .list(of: worth), "what each coalition is worth")
  ) { GameDraft(players: $0, blocs: $1, worths: $2) }

  private static let schema = Schema<Draft>.record(
    .optional("figures", amounts, "amounts that steps name, such as `cost`", default: []),
    .optional(
      "contributions",
      Schema<[(key: String, value: ExactDecimal)]>.map(of: notBelowZero, named: "a payee"),
      "what each payee contributed, in any unit", default: []),
    .optional(
      "heads",
      Schema<[(key: String, value: Int)]>.map(of: .wholeNumber(atLeast: 0), named: "a payee"),
      "how many heads each payee stands for", default: []),
    .optional("recovered", amounts, "what payees have recovered already", default: []),
    .optional("balances", amounts, "what funds hold", default: []),
    .optional("periods", .oneOrMore(.period), "the periods that end now", default: []),
    .optional(
      "games", Schema<[(key: String, value: GameDraft)]>.map(of: game, named: "a game"),
      "the games that splits name", default: [])
  ) {
    Draft(
      figures: $0, contributions: $1, heads: $2, recovered: $3, balances: $4, periods: $5,
      games: $6)
  }
}

extension ClaimsDocument {
  private static func minorUnits(
    _ amount: Located<ExactDecimal>, _ currency: Currency, _ findings: inout [Finding]
  ) -> Int? {
    do {
      return try Money(amount.value, currency).minorUnits
    } catch {
      findings.append(
        Finding(
          "not-an-amount", "\(error)", at: amount.location,
          help: "amounts are in \(currency.code), to \(currency.exponent) decimals"))
      return nil
    }
  }

  /// The game of a draft: every coalition must be there, for a worth is never guessed.
  private static func game(
    _ draft: GameDraft, _ findings: inout [Finding]
  ) -> CooperativeGame? {
    let players = draft.players.value
    guard players.count <= CooperativeGame.playerLimit, Set(players).count == players.count else {
      findings.append(
        Finding(
          "wrong-game", "a game has up to \(CooperativeGame.playerLimit) players, each once",
          at: draft.players.location, help: "join players that are alike"))
      return nil
    }
    let scale = draft.worths.map(\.worth.scale).max() ?? 0
    let denominator = powerOfTen(min(scale, 12))
    var worths: [Int?] = Array(repeating: nil, count: 1 << players.count)
    worths[0] = 0
    for entry in draft.worths {
      guard let coalition = bits(of: entry.coalition, players, &findings) else { return nil }
      let units = scale - entry.worth.scale
      guard worths[coalition] == nil, scale <= 12,
        let whole = Int(exactly: entry.worth.coefficient * Int128(powerOfTen(units)))
      else {
        findings.append(
          Finding(
            "wrong-game", "this coalition stands twice, or its worth is too fine",
            at: entry.coalition.location, help: "say it once, with up to 12 decimals"))
        return nil
      }
      worths[coalition] = whole
    }
    if let missing = worths.firstIndex(of: nil) {
      let names = players.indices.filter { missing >> $0 & 1 == 1 }.map { players[$0] }
      findings.append(
        Finding(
          "wrong-game", "the worth of the coalition \(names.joined(separator: ", ")) is missing",
          at: draft.players.location, help: "say what every coalition is worth, 0 if nothing"))
      return nil
    }
    let blocs = draft.blocs.map { $0.compactMap { players.firstIndex(of: $0) } }
    do {
      return try CooperativeGame(
        players: players, worths: worths.map { $0 ?? 0 }, denominator: denominator, blocs: blocs)
    } catch {
      findings.append(
        Finding("wrong-game", "\(error)", at: draft.players.location, help: "see its blocs"))
      return nil
    }
  }

  private static func powerOfTen(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static func bits(
    of coalition: Located<[String]>, _ players: [String], _ findings: inout [Finding]
  ) -> Int? {
    var bits = 0
    for name in coalition.value {
      guard let player = players.firstIndex(of: name) else {
        findings.append(
          Finding(
            "wrong-game", "`\(Finding.brief(name))` is no player", at: coalition.location,
            help: Suggestion.help(for: name, among: players)))
        return nil
      }
      bits |= 1 << player
    }
    return bits
  }
}
