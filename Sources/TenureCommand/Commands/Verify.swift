import ArgumentParser
import TenureConstitution
import TenureHistory
import TenureReport

/// `tenure verify`: whether every commit was made as the law before it wanted.
struct Verify: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "verify",
    abstract: "Check that every commit was made as the law before it wanted.",
    discussion: """
      Goes from the root that you trust along first parents to the end of the branch that the \
      constitution rules, or to REV, and judges each commit by the governance of the one before \
      it. The last accepted commit is remembered, and a branch that leaves it out is refused; an \
      older commit of a branch that holds it may be asked about. With \
      A..B the commits from A to B are listed; all from the root on are checked. \
      Exits 0 if all is lawful, 1 if a commit is not, 2 if the work could not be done.

      Examples:
        tenure verify --root v1
        tenure verify
        tenure verify main~10..main --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var memory: PinOptions

  @Argument(help: ArgumentHelp("The commits: REV, or A..B.", valueName: "range"))
  var range: String?

  @Flag(help: "Neither look at what was accepted before, nor remember.")
  var noPin = false

  @Option(
    help: ArgumentHelp(
      "Write the keys of the members at the end as git and ssh-keygen read them.",
      valueName: "file"))
  var signers: String?

  func validate() throws {
    guard !noPin || (memory.pin == nil && memory.root != nil) else {
      throw ValidationError("With --no-pin name the --root, and no --pin.")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let verifier = try session.verifier()
    let parsed = try range.flatMap { try RevisionRange(parsing: $0) }
    let tip = try tip(parsed, session, verifier)
    let (name, branch) = try verifier.constitution(at: tip)
    let path = noPin ? nil : try memory.path(name, session)
    let pin = try path.flatMap { try memory.read($0) }
    let root = try memory.root(pin, session)
    let refusal = try pin.flatMap { try verifier.objection(to: tip, after: $0) }
    let isPast = try refusal.map { try self.isPast(parsed, branch, $0, pin, verifier) } ?? false
    if let pin, let refusal, !isPast {
      let refused = Verification(
        refusing: tip, refusal, constitution: name, branch: branch, after: pin)
      return write(VerificationReport(verification: refused, commits: nil), session)
    }
    let start = try parsed.map { try self.beginning(of: $0, tip, root, session, verifier) }
    var commits: [LawfulCommit] = []
    let verification = try verifier.verify(tip, from: root) { commits.append($0) }
    if let start, start != root {
      let position = commits.firstIndex { $0.id == start }
      commits.removeFirst(position.map { $0 + 1 } ?? commits.count)
    }
    if verification.isLawful, !isPast, let path {
      try PinOptions.write(
        Pin(constitution: verification.constitution, root: root, accepted: tip), at: path)
    }
    if let signers {
      try DiskFile.write(
        signers, Array(verifier.allowedSigners(at: verification.accepted).text.utf8))
    }
    let isListed = parsed != nil || commits.count <= VerificationReport.listLimit
    return write(
      VerificationReport(verification: verification, commits: isListed ? commits : nil), session)
  }

  /// Whether a commit is refused only because it lies behind what was accepted, on a branch that
  /// stands where it should: one may ask about the past.
  ///
  /// Another branch is not the past: that of a remote may have gone back.
  private func isPast(
    _ parsed: RevisionRange?, _ branch: String, _ refusal: Refusal, _ pin: Pin?,
    _ verifier: Verifier
  ) throws -> Bool {
    guard refusal.code == .rollback, let pin, let standing = try verifier.target(of: branch),
      try !verifier.isBranch(parsed?.to ?? range ?? branch)
    else { return false }
    return try verifier.objection(to: standing, after: pin) == nil
  }

  /// The commit behind which a list begins, which must stand between the root and the end.
  private func beginning(
    of range: RevisionRange, _ tip: ObjectID, _ root: ObjectID, _ session: Session,
    _ verifier: Verifier
  ) throws -> ObjectID {
    let (from, to) = (range.from.printable, range.to.printable)
    guard let start = try session.repository().resolve(range.from).commit else {
      throw CommandFailure("`\(from)` is no commit")
    }
    guard try verifier.leads(from: tip, to: start) else {
      guard try verifier.leads(from: start, to: tip) else {
        throw CommandFailure(
          "`\(from)` is not among the first parents of `\(to)`",
          help: "name two commits of one branch, the older one first")
      }
      throw CommandFailure(
        "nothing lies between `\(from)` and `\(to)`",
        help: "the older commit comes first: write `\(to)..\(from)`")
    }
    guard try start == root || !verifier.leads(from: root, to: start) else {
      throw CommandFailure(
        "`\(from)` stands before the root `\(root.shortDescription)`, and only what comes after "
          + "the root is checked",
        help: "begin the range at the root or later, or name an older root that you trust with "
          + "`--root`")
    }
    return start
  }

  private func write(_ report: VerificationReport, _ session: Session) -> Int32 {
    switch session.format {
    case .json: session.write(report.json)
    case .text: session.output.write(report.text(session.ink))
    }
    return report.verification.isLawful ? ExitStatus.success : ExitStatus.different
  }

  /// The commit that is asked about; the end of the branch that is ruled, if none is.
  private func tip(
    _ parsed: RevisionRange?, _ session: Session, _ verifier: Verifier
  ) throws -> ObjectID {
    let spelling = parsed?.to ?? range ?? "HEAD"
    guard let commit = try session.repository().resolve(spelling).commit else {
      throw CommandFailure("`\(spelling)` is no commit")
    }
    guard range == nil else { return commit }
    return try verifier.target(of: verifier.constitution(at: commit).branch) ?? commit
  }
}
