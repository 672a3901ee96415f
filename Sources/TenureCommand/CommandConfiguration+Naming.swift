import ArgumentParser

extension CommandConfiguration {
  /// The configuration of a command of `tenure`.
  ///
  /// Both names are given because the parser takes milliseconds without them: it would describe the
  /// type of each command for a name, and take one that is parsed by itself for a program that may
  /// be asked for the scripts of its completions.
  init(
    naming name: String, abstract: String, discussion: String = "",
    subcommands: [any ParsableCommand.Type] = []
  ) {
    self.init(
      commandName: name, _superCommandName: TenureCommand.name, abstract: abstract,
      discussion: discussion, subcommands: subcommands)
  }
}
