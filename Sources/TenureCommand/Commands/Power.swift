import ArgumentParser
import Tenure
import TenureDocuments
import TenureEngine
import TenureModel
import TenureReport

/// `tenure power`: who can do what to the rules.
struct Power: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "power",
    abstract: "Say who can do what to the rules, and what it takes to pass and to block.",
    discussion: """
      For each act: who may do it and how, by which clauses; who may not; and the game that all \
      ways together make, with the power of each seat. In that game every seat votes, and all \
      combinations of yes and no are equally likely. Banzhaf is the part of all swings, absolute \
      the chance to decide. Facets that are left out take their defaults; an act whose answer \
      depends on an open one names it. The date is today unless --at or the facts give it.

      Examples:
        tenure power commons
        tenure power eu --act amend --at 2025-09-12
        tenure power cn place=zhejiang pilot-member=yes --act sanction --format json
        tenure power cn --swap governance=commons
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asked: SituationOptions

  @Option(help: ArgumentHelp("Ask about this act, or all under it.", valueName: "act"))
  var act: String?

  func run(in session: Session) throws -> Int32 {
    let (version, inquiry) = try asked.open(in: session)
    let engine = inquiry.engine
    let vocabulary = engine.regime.vocabulary
    let acts = try self.acts(in: vocabulary, of: version)
    let situation = try asked.situation(in: vocabulary)
    let report = PowerReport(inquiry, on: acts, in: try inquiry.dated(situation))
    var book = ClauseBook(clauses: engine.clauses, vocabulary: vocabulary)
    book.credits = try session.credits(book.clauses, at: report.shown, of: version)
    switch session.format {
    case .json: session.write(PowerReportJSON(report, book).json)
    case .text:
      session.output.write(
        PowerText(report, book, ink: session.ink).text(.init(version, asked.asking)))
    }
    return ExitStatus.success
  }

  private func acts(in vocabulary: Vocabulary, of version: LoadedVersion) throws -> LeafSet {
    guard let taxonomy = vocabulary.acts else {
      throw CommandFailure(
        "the vocabulary has no taxonomy `act`",
        help: "add one; `tenure schema vocabulary` says how")
    }
    guard let act else { return taxonomy.allLeaves }
    guard let term = taxonomy.term(named: act) else {
      throw CommandFailure(
        "there is no act `\(act.printable)`",
        help: Suggestion.help(for: act, among: taxonomy.terms.map(\.name))
          ?? "`tenure power \(version.reference)` lists all acts")
    }
    return taxonomy[term].leaves
  }
}
