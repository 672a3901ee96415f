internal import TenureDocuments
public import TenureMeasures
public import TenureModel

/// A transaction as a line of a file.
///
///     {"situation": {"action": "sell"}, "income": "12.50", "currency": "EUR",
///      "claims": {"figures": {"cost": "3.00"}}, "name": "spring sale"}
///
/// Only `situation` and `income` must be there.
public struct TransactionDocument: Sendable {
  private struct Draft: Sendable {
    let situation: DocumentNode
    let income: Located<ExactDecimal>
    let currency: Located<String>?
    let claims: DocumentNode?
    let name: String?
  }

  /// What situations can say.
  public var vocabulary: Vocabulary { situations.vocabulary }

  private let situations: SituationReader
  private let currency: Currency

  /// What a line looks like.
  public static var shape: SchemaShape { schema.shape }

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - vocabulary: What situations can say.
  ///   - currency: The currency of lines that name none. Lines that name another are refused:
  ///     sums of several currencies mean nothing.
  public init(vocabulary: Vocabulary, currency: Currency) {
    situations = SituationReader(vocabulary: vocabulary)
    self.currency = currency
  }

  private static let schema = Schema<Draft>.record(
    .required("situation", .node, "the situation, a map of facets"),
    .required(
      "income", Schema<ExactDecimal>.decimal.located, "the income, below zero for a refund"),
    .optional("currency", Schema<String>.text.located, "its currency"),
    .optional("claims", .node, "what comes with it, as in the file of `--claims`"),
    .optional("name", .text, "what it is called")
  ) { Draft(situation: $0, income: $1, currency: $2, claims: $3, name: $4) }

  /// Reads a transaction, or all that is wrong.
  public func read(_ root: DocumentNode) -> Loaded<TransactionComparison.Transaction> {
    var findings: [Finding] = []
    guard let draft = Self.schema.read(root, &findings) else {
      return Loaded(nil, findings: findings)
    }
    let situation = situations.read(draft.situation, &findings)
    if let given = draft.currency, given.value != currency.code {
      findings.append(
        Finding(
          "not-an-amount",
          "the income is in `\(Finding.brief(given.value))`, the others in "
            + "`\(currency)`", at: given.location, help: "keep a file for each currency"))
    }
    var claims = Claims()
    if let node = draft.claims {
      let read = ClaimsDocument.read(node, in: currency)
      findings += read.findings
      claims = read.value ?? claims
    }
    do throws(MoneyError) {
      let income = try Money(draft.income.value, currency)
      guard let situation, !findings.containsError else { return Loaded(nil, findings: findings) }
      return Loaded(
        TransactionComparison.Transaction(
          situation, income: income, claims: claims, name: draft.name), findings: findings)
    } catch {
      findings.append(
        Finding(
          "not-an-amount", "`\(draft.income.value)` is no amount of \(currency)",
          at: draft.income.location, help: "it has \(currency.exponent) decimal places"))
      return Loaded(nil, findings: findings)
    }
  }
}
