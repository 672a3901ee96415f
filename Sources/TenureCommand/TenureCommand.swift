import ArgumentParser

/// The root of all commands.
struct TenureCommand: ParsableCommand {
  /// What people type.
  static let name = "tenure"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Govern data by rules that can be asked, compared and traced.",
    discussion: """
      A policy repository holds a vocabulary, regimes and scenarios, in git. NAME is a regime as \
      it is in the working tree (in a bare repository at HEAD), REV:NAME as it is at a revision.

      Exit codes: 0 done, or the same meaning; 1 another meaning, or something to complain of; \
      2 trouble.

      Examples:
        tenure init law                                  begin a policy repository
        tenure ask cn action=export data=personal        what holds, and why
        tenure diff HEAD~1:cn cn                         what changed in meaning
        tenure log cn                                    what each commit changed
        tenure -C law show                               the regimes there are
      """,
    subcommands: commands.map { $0.type as any ParsableCommand.Type } + groups.map(\.type))

  /// The commands by their names: to tell the one that is meant, none of the others needs to be
  /// looked at.
  static let commands: [(name: String, type: any SessionCommand.Type)] = [
    ("init", Init.self), ("show", Show.self), ("check", Check.self), ("ask", Ask.self),
    ("diff", Diff.self), ("certify", Certify.self), ("impact", Impact.self),
    ("compile", Compile.self), ("split", Split.self), ("power", Power.self),
    ("profile", Profile.self), ("test", Test.self), ("fmt", Fmt.self), ("log", Log.self),
    ("blame", Blame.self), ("bisect", Bisect.self), ("merge", Merge.self),
    ("merge-driver", MergeDriver.self), ("diff-driver", DiffDriver.self),
    ("approve", Approve.self), ("enact", Enact.self), ("verify", Verify.self),
    ("schema", SchemaCommand.self),
  ]

  /// Commands that have commands of their own.
  static let groups: [(name: String, type: any ParsableCommand.Type)] = [
    ("plugin", PluginCommand.self)
  ]
}
