import ArgumentParser
import TenureModel
import TenureReport

/// `tenure plugin`: the plugins that documents may name.
struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    naming: "plugin",
    abstract: "List the plugins, or show what the documents of one look like.",
    discussion: """
      Examples:
        tenure plugin list
        tenure plugin list --pillar property
        tenure plugin show three-rights
        tenure plugin show waterfall --document > regimes/cn/distribution.yaml
      """,
    subcommands: [PluginList.self, PluginShow.self])
}

/// `tenure plugin list`: names and what each is about.
struct PluginList: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the plugins, by pillar.",
    discussion: """
      Examples:
        tenure plugin list
        tenure plugin list --pillar governance --format json
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("Only those of one pillar.", valueName: "pillar"))
  var pillar: PillarArgument?

  func run(in session: Session) throws -> Int32 {
    let plugins = session.plugins
      .filter { plugin in pillar.map { $0.pillar == plugin.pillar } ?? true }
      .sorted { ($0.pillar.position, $0.name) < ($1.pillar.position, $1.name) }
    switch session.format {
    case .json:
      session.write([
        "plugins": .list(
          plugins.map { plugin in
            [
              "name": .text(plugin.name), "pillar": .text(plugin.pillar.rawValue),
              "version": .whole(plugin.version), "summary": .text(plugin.summary),
            ]
          })
      ])
    case .text:
      let width = plugins.map(\.name.count).max() ?? 0
      for pillar in Pillar.allCases where plugins.contains(where: { $0.pillar == pillar }) {
        session.output.write(session.ink(pillar.rawValue, .strong) + "\n")
        for plugin in plugins where plugin.pillar == pillar {
          let gap = String(repeating: " ", count: width - plugin.name.count + 2)
          session.output.write(
            "  " + session.ink(plugin.name, .name) + gap + plugin.firstSentence + "\n")
        }
      }
    }
    return ExitStatus.success
  }
}

/// `tenure plugin show`: one plugin's page, or its default document.
struct PluginShow: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what the documents of a plugin look like.",
    discussion: """
      Prints the plugin's page of the handbook, or with --document a whole document to begin with.

      Examples:
        tenure plugin show graded-export
        tenure plugin show rulebook --pillar governance --document
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The plugin.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("The pillar, of a plugin that serves several.", valueName: "pillar"))
  var pillar: PillarArgument?

  @Flag(help: "Print the default document alone.")
  var document = false

  func run(in session: Session) throws -> Int32 {
    let found = session.plugins.filter { plugin in
      plugin.name == name && pillar.map { $0.pillar == plugin.pillar } ?? true
    }
    guard let first = found.first else {
      throw CommandFailure.unknown(
        name, as: "plugin", for: pillar?.pillar, among: session.plugins)
    }
    if document {
      guard found.count == 1 else {
        throw CommandFailure(
          "`\(name)` serves several pillars",
          help: "add --pillar, one of " + found.map(\.pillar.rawValue).joined(separator: ", "))
      }
      guard !first.defaultDocument.isEmpty else {
        throw CommandFailure(
          "`\(name)` has no default document", help: "`tenure plugin show \(name)` says its form")
      }
      switch session.format {
      case .json: session.write(["document": .text(first.defaultDocument)])
      case .text: session.output.write(first.defaultDocument)
      }
      return ExitStatus.success
    }
    switch session.format {
    case .json:
      session.write([
        "name": .text(first.name),
        "pillars": .texts(found.map(\.pillar.rawValue)),
        "version": .whole(first.version),
        "summary": .text(first.summary),
        "document": .text(first.defaultDocument),
      ])
    case .text: session.output.write(PluginPage(found).markdown)
    }
    return ExitStatus.success
  }
}

extension Pillar {
  /// The place among the pillars.
  fileprivate var position: Int { Pillar.allCases.firstIndex(of: self) ?? 0 }
}

extension Plugin {
  /// The summary's first sentence, on one line.
  fileprivate var firstSentence: String {
    let text = summary.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard let end = text.firstRange(of: ". ") else { return text }
    return String(text[..<end.lowerBound]) + "."
  }
}
