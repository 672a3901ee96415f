import ArgumentParser

/// The root of all commands.
struct TenureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenure",
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
    subcommands: [
      Init.self, Show.self, Check.self, Ask.self, Diff.self, Split.self, Power.self, Profile.self,
      Log.self, Blame.self, Bisect.self, Test.self, Fmt.self,
      SchemaCommand.self,
      PluginCommand.self,
    ])
}
