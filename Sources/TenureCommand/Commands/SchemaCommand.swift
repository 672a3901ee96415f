import ArgumentParser
import TenureConstitution
import TenureDocuments
import TenureModel
import TenureReport

/// `tenure schema`: what documents look like, for editors.
struct SchemaCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "schema",
    abstract: "Print the JSON Schema of a kind of document, so that editors complete it.",
    discussion: """
      KIND is vocabulary, regime, scenario, claims, constitution, or the name of a plugin such as \
      rulebook; of a plugin that serves several pillars, --pillar chooses one.

      Examples:
        tenure schema vocabulary > vocabulary.schema.json
        tenure schema rulebook --pillar circulation > circulation.schema.json
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The kind of document.", valueName: "kind"))
  var kind: String

  @Option(help: ArgumentHelp("The pillar, of a plugin.", valueName: "pillar"))
  var pillar: PillarArgument?

  func run(in session: Session) throws -> Int32 {
    session.output.write(JSONSchema.text(of: try shape(session), title: kind))
    return ExitStatus.success
  }

  private func shape(_ session: Session) throws -> SchemaShape {
    switch kind {
    case "vocabulary": return VocabularyDocument.shape
    case "regime": return RegimeFile.shape
    case "scenario": return ScenarioDocument.shape
    case "claims": return ClaimsDocument.shape
    case "constitution": return Constitution.shape
    default: break
    }
    let plugins = session.plugins.filter { plugin in
      plugin.name == kind && pillar.map { $0.pillar == plugin.pillar } ?? true
    }
    guard let first = plugins.first else {
      throw CommandFailure.unknown(
        kind, as: "kind of document", for: pillar?.pillar, among: session.plugins,
        or: ["vocabulary", "regime", "scenario", "claims", "constitution"])
    }
    return plugins.count == 1 ? first.shape : .oneOf(plugins.map(\.shape))
  }
}
