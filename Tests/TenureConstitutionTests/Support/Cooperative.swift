import Tenure
import TenureHistory
import TenureModel
import TenureTestSupport

@testable import TenureConstitution

/// A repository with a constitution, in a temporary folder, and the means to write whatever commit
/// an attacker could.
///
/// Ada, Ben and Chi hold the three seats of the assembly. Two of three amend governance, half of
/// what is cast amends the rest, anybody publishes.
final class Cooperative {
  /// 2024-01-01.
  static let founded = 1_704_067_200
  static let day = 86_400

  let folder: TemporaryFolder
  private(set) var root: ObjectID
  /// The end of the branch.
  private(set) var tip: ObjectID

  /// Founds the repository.
  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    for (name, text) in try Self.documents().merging(files, uniquingKeysWith: { $1 }) {
      try folder.write(name, Array(text.utf8))
    }
    let script = """
      git init -q -b main && git config user.name Clerk && git config user.email clerk@example.org \
        && git add -A && git commit -q -m found && git rev-parse HEAD
      """
    root = try Self.id(
      ProgramRun.text(
        ["sh", "-c", script], in: folder.path,
        environment: ["GIT_COMMITTER_DATE": "\(Self.founded) +0000"]))
    tip = root
  }

  struct NoID: Error {}

  static func id(_ text: String) throws -> ObjectID {
    guard let id = ObjectID(text) else { throw NoID() }
    return id
  }

  /// The documents of the first commit.
  static func documents() throws -> [String: String] {
    [
      "vocabulary.yaml": """
      vocabulary: harbour
      taxonomies:
        party: {nobody: , member: , buyer: }
        action: {use: , sell: , publish: }
        right: {access: , revenue: }
        act:
          amend: {amend-property: , amend-circulation: , amend-distribution: , amend-governance: }
          enact:
      facets:
        action: {kind: term, taxonomy: action}
        actor: {kind: term, taxonomy: party}
        season: {kind: flag}

      """,
      "regimes/harbour/regime.yaml": """
      regime: harbour
      semantics: 1
      doctrine: {precedence: [prohibition]}
      pillars:
        circulation: {plugin: rulebook, document: circulation.yaml}
        governance: {plugin: assembly, document: governance.yaml}

      """,
      "regimes/harbour/circulation.yaml": conduct("use"),
      "regimes/harbour/governance.yaml": governance(),
      "constitution.yaml": try constitution(),
    ]
  }

  static func conduct(_ actions: String...) -> String {
    "clauses:\n"
      + actions.map { "  - {id: members-\($0), permit: \($0), actor: member}\n" }.joined()
  }

  /// The governance document; `rules` is what it takes to amend it.
  static func governance(
    seats: Int = 3, rules: String = "chambers: [{in: assembly, pass: {at-least: 2/3, of: all}}]",
    more: String = ""
  ) -> String {
    """
    bodies:
      assembly: {member: {seats: \(seats)}}
    decisions:
      - id: publishing
        body: assembly
        act: enact
        chambers: [{in: assembly, pass: {at-least: 1/3, of: all}}]
      - id: conduct
        body: assembly
        act: [amend-property, amend-circulation, amend-distribution]
        chambers: [{in: assembly, quorum: 1/2, pass: {more-than: 1/2, of: cast}}]
      - id: rules
        body: assembly
        act: amend-governance
        \(rules)
    \(more)
    """
  }

  /// A member of the constitution: a name, and lines of keys.
  static func member(
    _ id: String, _ keys: [(name: String, dates: String)], seats: String = "{assembly: member}"
  ) throws -> String {
    let lines = try keys.map { "      - {key: \(try Keys.text($0.name))\($0.dates)}\n" }
    return "  - id: \(id)\n    keys:\n\(lines.joined())    seats: \(seats)\n"
  }

  static func constitution(
    epoch: Int = 1, branch: String = "main", members: [String]? = nil, more: String = ""
  ) throws -> String {
    let own = try [
      member("ada", [("ada", "")]), member("ben", [("ben", ""), ("ben-token", "")]),
      member("chi", [("chi", "")]),
    ]
    return """
      constitution: harbour
      version: 1
      regime: harbour
      branch: \(branch)
      epoch: \(epoch)
      \(more)
      members:

      """ + (members ?? own).joined()
  }
}

extension Cooperative {
  /// What a commit is made of.
  struct Draft {
    /// The files that change; nil takes one away.
    var files: [String: String?] = [:]
    /// The keys that say yes.
    var yes: [String] = []
    /// The keys that say no.
    var no: [String] = []
    /// The key that signs the commit; nil leaves it unsigned.
    var signer: String? = "ada"
    /// Days after the founding.
    var day = 1
    /// The day on which the approvals claim to be given; that of the commit if left out.
    var approvedOn: Int?
    /// Other parents.
    var merging: [ObjectID] = []
    /// The namespace of approvals.
    var namespace = Transition.namespace
    /// What the approvals sign instead of what the commit does.
    var signing: (Transition) -> Transition = { $0 }
    /// What becomes of the commit's bytes before they are signed.
    var message = "amend"
    /// What becomes of the commit's bytes when all is signed.
    var edit: (String) -> String = { $0 }
  }

  /// A verifier that believes it is some day after the founding.
  func verifier(onDay day: Int = 10_000) throws -> Verifier {
    try Self.verifier(at: folder.path, onDay: day)
  }

  static func verifier(at path: String, onDay day: Int) throws -> Verifier {
    try Verifier(at: path, plugins: Plugins.builtIn, now: founded + day * Self.day)
  }

  func verify(_ commit: ObjectID? = nil, onDay day: Int = 10_000) throws -> Verification {
    try verifier(onDay: day).verify(commit ?? tip, from: root)
  }

  /// The tree of a commit with other files.
  func tree(_ files: [String: String?], on parent: ObjectID) throws -> ObjectID {
    let ledger = try verifier().ledger
    var lines = ""
    for (name, text) in files {
      guard let text else {
        lines += "0 \(String(repeating: "0", count: 40))\t\(name)\n"
        continue
      }
      lines += "100644 \(try ledger.write(Array(text.utf8), as: .blob))\t\(name)\n"
    }
    let script =
      "git read-tree \(parent) && git update-index --index-info && git write-tree"
    return try Self.id(
      ProgramRun.text(["sh", "-c", script], in: folder.path, input: Array(lines.utf8)))
  }

  /// Writes a commit, lawful or not, and leaves the branch where it is.
  func forge(_ draft: Draft, on parent: ObjectID? = nil) throws -> ObjectID {
    let parent = parent ?? tip
    let verifier = try verifier()
    let proposal = Proposal(
      parents: [parent] + draft.merging, tree: try tree(draft.files, on: parent), author: nil,
      message: draft.message)
    let step = try verifier.step(proposal, from: verifier.start(at: parent))
    let seconds = Self.founded + draft.day * Self.day
    let time = Self.founded + (draft.approvedOn ?? draft.day) * Self.day
    var approvals: [Approval] = []
    for (vote, keys) in [(Vote.yes, draft.yes), (.no, draft.no)] {
      for key in keys {
        let statement = draft.signing(step.transition).statement(vote: vote, time: time)
        let signature = try Keys.signer(key).sign(statement, in: draft.namespace)
        approvals.append(Approval(vote: vote, time: time, signature: signature))
      }
    }
    var bytes = try verifier.commit(
      step, proposal, approvals, at: seconds, by: Keys.signer(draft.signer ?? "ada"))
    if draft.signer == nil { bytes = try CommitText(bytes).signedBytes }
    bytes = Array(draft.edit(String(decoding: bytes, as: UTF8.self)).utf8)
    return try verifier.ledger.write(bytes, as: .commit)
  }

  /// Writes a commit and moves the branch to it.
  @discardableResult
  func add(_ draft: Draft) throws -> ObjectID {
    tip = try forge(draft)
    try ProgramRun.text(["git", "update-ref", "refs/heads/main", "\(tip)"], in: folder.path)
    return tip
  }

  /// Moves the branch.
  func move(to commit: ObjectID) throws {
    tip = commit
    try ProgramRun.text(["git", "update-ref", "refs/heads/main", "\(commit)"], in: folder.path)
  }

  /// Why a draft on top of the branch is refused; nil if it is lawful.
  func refusal(of draft: Draft) throws -> Refusal? { try refusal(of: forge(draft)) }

  /// Why a commit is refused; nil if it is lawful.
  func refusal(of commit: ObjectID, onDay day: Int = 10_000) throws -> Refusal? {
    let verification = try verify(commit, onDay: day)
    if let refused = verification.refused { return refused.refusal }
    return nil
  }
}

extension Cooperative.Draft {
  /// A change of conduct.
  static func conduct(_ action: String = "sell", yes: [String] = ["ada", "ben"]) -> Self {
    Self(
      files: ["regimes/harbour/circulation.yaml": Cooperative.conduct("use", action)], yes: yes)
  }

  /// A change of governance, with its epoch.
  static func governance(
    _ text: String, epoch: Int = 2, members: [String]? = nil, yes: [String] = ["ada", "ben"],
    day: Int = 1
  ) throws -> Self {
    Self(
      files: [
        "regimes/harbour/governance.yaml": text,
        "constitution.yaml": try Cooperative.constitution(epoch: epoch, members: members),
      ], yes: yes, day: day)
  }
}
