import ArgumentParser
import TenureConstitution
import TenureHistory

/// What a user proposes: a commit, or what is staged.
struct ProposalOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The commit that proposes the change.", valueName: "rev"))
  var revision: String?

  @Flag(help: "Propose what is staged in git's index on top of HEAD.")
  var index = false

  func validate() throws {
    guard (revision != nil) != index else {
      throw ValidationError("Name a commit, or give --index.")
    }
  }

  /// The proposal; the message is for a commit of what is staged.
  func proposal(
    _ session: Session, _ verifier: Verifier, message: String = ""
  ) throws -> Proposal {
    guard let commit = try session.repository().resolve(revision ?? "HEAD").commit else {
      throw CommandFailure("the working tree proposes nothing", help: "stage it; give `--index`")
    }
    return index
      ? try verifier.proposal(ofIndexOn: commit, message: message)
      : try verifier.proposal(commit)
  }
}

extension Session {
  /// A verifier of the repository, by the clock of this machine or another.
  func verifier(at seconds: Int? = nil) throws -> Verifier {
    _ = try repository()
    return try Verifier(at: ".", plugins: plugins, now: seconds ?? environment.now)
  }
}
