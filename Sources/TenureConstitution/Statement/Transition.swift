public import TenureHistory

/// A step of the law from one commit to the next: what an approval signs, but for vote and time.
///
/// The lines are those of the handbook's page on the constitution.
public struct Transition: Sendable, Hashable {
  /// The namespace of approvals.
  public static let namespace = "tenure-approval"
  /// The namespace in which git signs commits.
  public static let commitNamespace = "git"

  /// The name of the constitution at the first parent.
  public let constitution: String
  /// The full name of the branch that the constitution at the first parent rules.
  public let branch: String
  /// The epoch of the constitution at the first parent.
  public let epoch: Int
  /// The parents, the first of them the one whose law judges.
  public let parents: [ObjectID]
  /// The tree that results.
  public let tree: ObjectID
  /// The digest of the law in that tree.
  public let law: SHA256Digest

  /// The lines that name the transition, each with its line feed.
  public let text: String

  init(
    constitution: String, branch: String, epoch: Int, parents: [ObjectID], tree: ObjectID,
    law: SHA256Digest
  ) {
    self.constitution = constitution
    self.branch = branch
    self.epoch = epoch
    self.parents = parents
    self.tree = tree
    self.law = law
    var lines = [
      "\(Self.namespace) v1", "constitution \(constitution)", "branch \(branch)",
      "epoch \(epoch)",
    ]
    for (number, parent) in parents.enumerated() {
      lines.append("\(number == 0 ? "parent" : "merges") \(parent)")
    }
    lines += ["tree \(tree)", "law \(law)"]
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The bytes that a member signs.
  public func statement(vote: Vote, time: Int) -> [UInt8] {
    Array((text + "vote \(vote.rawValue)\ntime \(time)\n").utf8)
  }

  /// The name of the transition among references: 40 digits.
  public var name: String { SHA256Digest.hash(Array(text.utf8)).hexadecimal(digits: 40) }

  /// The folder of the references that hold its approvals.
  public var referenceFolder: String { "refs/tenure/approvals/\(name)" }
}
