import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// The arguments of what asks one regime about one situation.
struct SituationOptions: ParsableArguments {
  @OptionGroup var asking: AskingOptions

  @Argument(help: ArgumentHelp("The regime: NAME or REV:NAME.", valueName: "regime"))
  var regime: String

  @Argument(help: ArgumentHelp("The facts of the situation.", valueName: "facet=value"))
  var facts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Ask the regime with one pillar taken from elsewhere.", valueName: "pillar=regime|plugin"))
  var swap: String?

  func validate() throws {
    if let swap { try PillarSwap.validate(swap) }
  }

  /// Loads the regime, with the pillar that is taken from elsewhere.
  ///
  /// - Parameters:
  ///   - session: Where it is asked.
  ///   - other: A revision whose vocabulary is understood as well.
  /// - Returns: The version, and the inquiry that answers with it.
  /// - Throws: A `CommandFailure` if something cannot be read.
  func open(
    in session: Session, understanding other: String? = nil
  ) throws -> (version: LoadedVersion, inquiry: Inquiry) {
    var version = try session.load(regime)
    session.expectCredits(of: version)
    if let other {
      let revision = try session.repository().resolve(other)
      let vocabulary = try session.vocabulary(at: revision)
      let union = try session.union(version.vocabulary, vocabulary)
      version = try session.reload(version, under: union.vocabulary)
    }
    if let swap = swap.flatMap({ PillarSwap($0) }) {
      version = try session.swapped(version, swap).after
    }
    let engine = RegimeEngine(version.loaded.regime, force: asking.force?.force)
    return (
      version, Inquiry(engine: engine, at: asking.at?.day, today: session.environment.today)
    )
  }

  /// The situation that the facts describe.
  func situation(in vocabulary: Vocabulary) throws -> Situation {
    let read = SituationReader(vocabulary: vocabulary).read(arguments: facts)
    guard let situation = read.value else { throw CommandFailure(read.findings) }
    return situation
  }
}

extension RulingText.Headline {
  /// What stands above an answer of a version.
  init(_ version: LoadedVersion, _ asking: AskingOptions) {
    self.init(
      reference: version.displayReference, title: version.loaded.regime.title,
      revision: version.revisionText(asking))
  }
}
