import ArgumentParser
import TenureConstitution
import TenureReport

/// `tenure approve`: a member's signed vote on a change of the law.
struct Approve: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "approve",
    abstract: "Vote on a change of the law: sign what a commit, or the index, would do to it.",
    discussion: """
      What is signed is the step from the commit's first parent to its tree, in the words of the \
      handbook's page on the constitution. The vote is a reference under refs/tenure/approvals, \
      which git fetch and git push carry, until `tenure enact` puts it into the commit. Voting \
      again with the same key replaces the vote.

      Examples:
        tenure approve draft
        tenure approve draft --against --key ~/.ssh/id_ed25519.pub
        tenure approve --index
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var proposed: ProposalOptions
  @OptionGroup var signing: SigningOptions

  @Flag(help: "Vote no.")
  var against = false

  func run(in session: Session) throws -> Int32 {
    let verifier = try session.verifier(at: session.environment.commitTime)
    let proposal = try proposed.proposal(session, verifier)
    let signer = try signing.signer(session, verifier)
    let given = try verifier.approve(proposal, against ? .no : .yes, by: signer)
    switch session.format {
    case .json:
      session.write([
        "member": .text(given.member), "vote": .text(given.vote.rawValue),
        "acts": .texts(given.acts), "reference": .text(given.reference),
        "statement": .text(given.transition.text),
      ])
    case .text:
      let says = given.vote == .yes ? "approves" : "is against"
      session.output.write(
        """
        \(session.ink(given.member, .name)) \(says): \(given.acts.joined(separator: ", "))
          to   \(given.transition.branch) at \(given.transition.parents[0])
          tree \(given.transition.tree)
          law  \(given.transition.law)
          kept as \(given.reference)

        """)
    }
    return ExitStatus.success
  }
}
