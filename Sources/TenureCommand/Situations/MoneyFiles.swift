import Tenure

/// The files that say what comes with an income, and the transactions of a comparison.
enum MoneyFiles {
  /// The claims of a file.
  static func claims(_ path: String, in currency: Currency) throws -> Claims {
    let bytes = try DiskFile.read(path, limit: DocumentLimits.documentBytes)
    let (tree, findings) = DocumentParser.parse(bytes, file: path)
    guard let root = tree?.root, !findings.containsError else { throw CommandFailure(findings) }
    let read = ClaimsDocument.read(root, in: currency)
    guard let value = read.value else { throw CommandFailure(read.findings) }
    return value
  }

  /// Goes through the transactions of a file, one line each; the first that is wrong ends it, for
  /// sums with a hole in them mean nothing.
  static func forEachTransaction(
    of path: String, _ document: TransactionDocument, dated: (Situation) throws -> Situation,
    _ add: (TransactionComparison.Transaction) throws -> Void
  ) throws {
    let reader = try LineReader(
      path, limit: DocumentLimits.documentBytes,
      content: "a file with one transaction in JSON a line"
    ) {}
    var number = 0
    while let line = try reader.next() {
      number += 1
      guard case .bytes(var bytes) = line else {
        throw CommandFailure(
          "the line has more than \(DocumentLimits.documentBytes) bytes", file: path, line: number)
      }
      if bytes.last == 0x0D { bytes.removeLast() }
      let (tree, findings) = DocumentParser.parseFlowLine(bytes, file: path, line: number)
      guard let root = tree?.root, !findings.containsError else { throw CommandFailure(findings) }
      let read = document.read(root)
      guard let transaction = read.value else { throw CommandFailure(read.findings) }
      do {
        try add(
          TransactionComparison.Transaction(
            dated(transaction.situation), income: transaction.income, claims: transaction.claims,
            name: transaction.name))
      } catch let failure as TransactionComparison.Failure {
        throw Self.failure(failure, document.vocabulary).placed(file: path, line: number)
      } catch let failure as CommandFailure {
        throw failure.placed(file: path, line: number)
      }
    }
  }

  private static func failure(
    _ failure: TransactionComparison.Failure, _ vocabulary: Vocabulary
  ) -> CommandFailure {
    switch failure {
    case .depends(let facets):
      let names = facets.map { "`\(vocabulary[$0].name)`" }.joined(separator: ", ")
      return CommandFailure("who is paid depends on \(names)", help: "give these facts")
    case .waterfall(let error):
      return CommandFailure(
        WaterfallError(error.code, name: error.name).description, help: error.help)
    case .overflow: return CommandFailure("the sums are too large")
    case .currency(let code): return CommandFailure("the income is in `\(code)`, others are not")
    }
  }
}

extension WaterfallError {
  /// A way out of it for who wrote a line of transactions; nil where the line is not at fault.
  fileprivate var help: String? {
    switch code {
    case .missingFigure, .missingContribution, .missingHeads, .missingGame:
      "add it to the `claims` of the line; `tenure schema claims` says how"
    case .figureBelowZero, .gameWithoutValue, .playerNotPaid, .weightBelowZero:
      "it stands in the `claims` of the line; `tenure schema claims` says how to write it"
    case .differentCurrency:
      "transactions are compared where both regimes pay in the currency of the incomes"
    default: nil
    }
  }
}
