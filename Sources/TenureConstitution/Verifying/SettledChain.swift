internal import TenureHistory
internal import TenureThreads

/// The commits of a chain that are lawful with all their signatures, some steps behind the walk
/// that reads them.
///
///     walk       read 65 … 128   ─▶   read 129 … 192   ─▶
///     thread     check 1 … 64         check 65 … 128
///                             settle 1 … 64        settle 65 … 128
///
/// A commit counts once its own signatures and those of all before it hold. What comes of a chain
/// does not depend on threads: the first commit that is not lawful ends it, for the first reason.
struct SettledChain {
  /// What came of reading a commit.
  enum Outcome {
    /// It is lawful if its signatures hold, and leads to a new point.
    case lawful(ChainPoint, LawfulCommit)
    /// It is not, if those signatures hold that were met before that was seen.
    case refused(Refusal)
  }

  private struct Candidate {
    let id: ObjectID
    let outcome: Outcome
    /// The place behind its last signature.
    let end: Int
  }

  /// How many commits are settled at a time.
  private static let batchCommits = 64

  /// The law at the last commit that is settled.
  private(set) var point: ChainPoint
  /// How many are lawful.
  private(set) var count = 0
  /// The first that is not.
  private(set) var refused: Verification.Refused?
  private var candidates: [Candidate] = []
  private var checks: [SignatureCheck] = []
  private var running: (candidates: [Candidate], batch: SignatureBatch, thread: WorkerThread?)?

  /// Begins behind a point.
  init(from point: ChainPoint) { self.point = point }

  /// Adds what came of the next commit, and the signatures that were met on the way; tells of
  /// lawful commits that are settled meanwhile.
  mutating func add(
    _ id: ObjectID, _ outcome: Outcome, _ signatures: [SignatureCheck],
    _ observe: (LawfulCommit) -> Void
  ) {
    checks += signatures
    candidates.append(Candidate(id: id, outcome: outcome, end: checks.count))
    if candidates.count == Self.batchCommits { turn(observe) }
  }

  /// Settles all that was added.
  mutating func finish(_ observe: (LawfulCommit) -> Void) {
    turn(observe)
    turn(observe)
  }

  /// Settles what is being checked, and has what was added since checked.
  private mutating func turn(_ observe: (LawfulCommit) -> Void) {
    let former = running
    running = nil
    if !candidates.isEmpty, refused == nil {
      let batch = SignatureBatch(checks)
      running = (candidates, batch, batch.start())
    }
    candidates = []
    checks = []
    guard let former else { return }
    settle(former.candidates, former.batch, former.batch.finish(former.thread), observe)
  }

  private mutating func settle(
    _ candidates: [Candidate], _ batch: SignatureBatch, _ failure: Int?,
    _ observe: (LawfulCommit) -> Void
  ) {
    guard refused == nil else { return }
    for candidate in candidates {
      if let failure, failure < candidate.end {
        refused = .init(commit: candidate.id, refusal: batch.checks[failure].refusal)
        return
      }
      switch candidate.outcome {
      case .refused(let refusal):
        refused = .init(commit: candidate.id, refusal: refusal)
        return
      case .lawful(let point, let commit):
        self.point = point
        count += 1
        observe(commit)
      }
    }
  }
}
