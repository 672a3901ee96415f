import ArgumentParser
import TenureConstitution
import TenureHistory
import TenureModel
import TenureReport

/// `tenure enact`: a change of the law, committed if enough members approve.
struct Enact: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "enact",
    abstract: "Commit a change to the branch that the constitution rules, if its procedure is met.",
    discussion: """
      The approvals are those of the proposal under refs/tenure/approvals; the acts are found in \
      what changes, and each needs its procedure under the law of the first parent. The branch is \
      checked first, from the root that you trust, and moved only from where the proposal found \
      it. Exits 0 if the change was enacted, 1 if it may not be, 2 if the work could not be done.

      Examples:
        tenure enact draft
        tenure enact --index -m "lower the levy"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var proposed: ProposalOptions
  @OptionGroup var signing: SigningOptions
  @OptionGroup var memory: PinOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The message, for what is staged.", valueName: "text"))
  var message: String?

  func validate() throws {
    guard !proposed.index || message != nil else {
      throw ValidationError("What is staged needs a message. Give -m TEXT.")
    }
    guard proposed.index || message == nil else {
      throw ValidationError("A commit brings its own message. Leave -m out.")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let verifier = try session.verifier(at: session.environment.commitTime)
    let proposal = try proposed.proposal(session, verifier, message: message ?? "")
    let (name, branch) = try verifier.constitution(at: proposal.parents[0])
    let path = try memory.path(name, session)
    let pin = try memory.read(path)
    let root = try memory.root(pin, session)
    // What may have gone back is the branch; that the proposal begins elsewhere is another matter.
    let standing = try verifier.target(of: branch) ?? proposal.parents[0]
    if let pin, let refusal = try verifier.objection(to: standing, after: pin) {
      throw CommandFailure(refusal.message, help: refusal.help)
    }
    let signer = try signing.signer(session, verifier)
    let enactment = try verifier.enact(proposal, from: root, by: signer)
    if let commit = enactment.commit {
      try PinOptions.write(Pin(constitution: name, root: root, accepted: commit), at: path)
    }
    switch session.format {
    case .json: session.write(enactment.json)
    case .text: session.output.write(text(enactment, session.ink))
    }
    return enactment.commit == nil ? ExitStatus.different : ExitStatus.success
  }

  private func text(_ enactment: Enactment, _ ink: Ink) -> String {
    var lines: [String] = []
    let acts = enactment.acts.joined(separator: ", ")
    if let commit = enactment.commit {
      lines.append(
        ink("enacted", .good) + " \(ink(commit.shortDescription, .name)) on "
          + "\(enactment.transition.branch): \(acts)")
    } else {
      lines.append(ink("not enacted", .bad) + ": \(acts)")
    }
    lines += enactment.voters.map { "  \($0.member) \($0.vote.rawValue)" }
    for aside in enactment.setAside {
      lines.append("  " + ink("left out", .doubtful) + ": \(aside.refusal.message.printable)")
    }
    if let refusal = enactment.refusal { lines += RefusalText.lines(refusal, ink) }
    if enactment.commit != nil, enactment.isCheckedOut, !proposed.index {
      lines.append(
        ink("help:", .name) + " the working tree still shows what was before; "
          + "`git reset --keep HEAD` brings it along")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
