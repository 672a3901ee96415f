import ArgumentParser
import Tenure
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureMeasures
import TenureModel
import TenureReport

/// `tenure split`: who gets what of an income.
struct Split: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "split",
    abstract: "Say who gets what of an income, step by step, and by which clause.",
    discussion: """
      The facts choose the clauses that run. What else comes with the income, such as costs, \
      contributions, heads and games, stands in a file; `tenure schema claims` says how. \
      An income below zero is a refund, the exact mirror of the payment.

      Examples:
        tenure split cn --income 1000.00CNY action=sell data=public actor=agency
        tenure split eu --income 250EUR actor=agency data=public --claims claims.yaml
        tenure split HEAD~1:cn --income 1000.00CNY action=sell --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asked: SituationOptions

  @Option(help: ArgumentHelp("The income, such as 1000.00CNY.", valueName: "amount"))
  var income: MoneyArgument

  @Option(help: ArgumentHelp("What comes with the income.", valueName: "file"))
  var claims: String?

  func run(in session: Session) throws -> Int32 {
    let (version, inquiry) = try asked.open(in: session)
    let engine = inquiry.engine
    let vocabulary = engine.regime.vocabulary
    let situation = try asked.situation(in: vocabulary)
    let waterfall = try waterfall(in: inquiry.dated(situation), inquiry)
    let payout: Payout<Int>
    let paradoxes: [Int: [AlabamaParadox]]
    do {
      let claims = try readClaims()
      payout = try waterfall.payout(of: income.money, claims: claims)
      paradoxes = try waterfall.alabamaParadoxes(in: payout, claims: claims)
    } catch let error as WaterfallError {
      throw failure(error, engine)
    }
    var book = ClauseBook(clauses: engine.clauses, vocabulary: vocabulary)
    let shown = waterfall.steps.map(\.label).filter { $0 >= 0 }
    book.credits = try session.credits(book.clauses, at: shown, of: version)
    switch session.format {
    case .json: session.write(SplitJSON(payout, paradoxes, book).json)
    case .text:
      session.output.write(
        SplitText(payout, paradoxes, book, ink: session.ink).text(.init(version, asked.asking)))
    }
    return ExitStatus.success
  }

  private func waterfall(
    in situation: Situation, _ inquiry: Inquiry
  ) throws -> Waterfall<Int> {
    do {
      return try MoneyQuestion(inquiry.engine).waterfall(
        in: situation, assuming: inquiry.assumptions(for: situation))
    } catch .depends(let facets) {
      let vocabulary = inquiry.engine.regime.vocabulary
      let names = facets.map { "`\(vocabulary[$0].name)`" }.joined(separator: ", ")
      throw CommandFailure("who is paid depends on \(names)", help: "give these facts")
    }
  }

  private func readClaims() throws -> Claims {
    guard let claims else { return Claims() }
    let bytes = try DiskFile.read(claims, limit: DocumentLimits.documentBytes)
    let (tree, findings) = DocumentParser.parse(bytes, file: claims)
    guard let root = tree?.root, !findings.containsError else { throw CommandFailure(findings) }
    let read = ClaimsDocument.read(root, in: income.money.currency)
    guard let value = read.value else { throw CommandFailure(read.findings) }
    return value
  }

  private func failure(_ error: WaterfallError, _ engine: RegimeEngine) -> CommandFailure {
    let step = error.step.flatMap { Int($0) }.flatMap { position in
      engine.clauses.indices.contains(position) ? engine.clauses[position].clause : nil
    }
    let help: String? =
      switch error.code {
      case .missingFigure: "add `figures: {\(error.name ?? "cost"): 0.00}` to the file of --claims"
      case .missingContribution, .missingHeads, .missingGame:
        "add it to the file of --claims; `tenure schema claims` says how"
      case .differentCurrency: "give the income in that currency"
      default: nil
      }
    let reason = WaterfallError(error.code, name: error.name).description
    return CommandFailure(
      step.map { "clause `\($0.id)`: \(reason)" } ?? reason, file: step?.origin.file,
      line: step?.origin.line, help: help)
  }
}

/// An amount of money on a command line.
struct MoneyArgument: ExpressibleByArgument {
  let money: Money

  init?(argument: String) {
    guard let money = try? Money(argument) else { return nil }
    self.money = money
  }
}
