public import TenureHistory

/// What a verifier remembers: the root that it trusts and the last commit that it accepted.
///
///     tenure-pin v1
///     constitution harbour-cooperative
///     root 3f1c…
///     accepted 77e0…
///
/// A history alone cannot show that it was cut back to an older lawful commit, or went another way
/// from there. Who has seen the newer commit can.
public struct Pin: Sendable, Hashable {
  /// The most bytes of a pin.
  public static let byteLimit = 4_096

  /// The name of the constitution.
  public let constitution: String
  /// The trusted root.
  public let root: ObjectID
  /// The last commit that was accepted.
  public let accepted: ObjectID

  /// Creates a pin.
  public init(constitution: String, root: ObjectID, accepted: ObjectID) {
    self.constitution = constitution
    self.root = root
    self.accepted = accepted
  }

  /// Reads a pin.
  ///
  /// - Throws: `malformed`.
  public init(_ text: [UInt8]) throws(ConstitutionError) {
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    func value(_ line: Int, _ key: String) -> Substring? {
      lines.indices.contains(line) && lines[line].hasPrefix(key + " ")
        ? lines[line].dropFirst(key.count + 1) : nil
    }
    guard text.count <= Self.byteLimit, lines.count == 4, lines[0] == "tenure-pin v1",
      let constitution = value(1, "constitution"),
      let root = value(2, "root").flatMap({ ObjectID($0) }),
      let accepted = value(3, "accepted").flatMap({ ObjectID($0) })
    else {
      throw ConstitutionError(
        .malformed, "the file is no pin",
        help: "name another with `--pin`; to begin anew, remove it and give `--root`")
    }
    self.init(constitution: String(constitution), root: root, accepted: accepted)
  }

  /// The pin as a file holds it.
  public var text: String {
    """
    tenure-pin v1
    constitution \(constitution)
    root \(root)
    accepted \(accepted)

    """
  }
}

extension Verifier {
  /// Why a branch may not stand at a commit, given what was accepted before; nil if it may.
  ///
  /// - Throws: `history` if the repository cannot be read.
  public func objection(
    to tip: ObjectID, after pin: Pin
  ) throws(ConstitutionError) -> Refusal? {
    let accepted = pin.accepted
    guard try history({ () throws(HistoryError) in try ledger.hasCommit(accepted) }) else {
      return Refusal(
        .fork,
        "the commit `\(accepted.shortDescription)`, which was accepted before, is gone",
        help: "fetch it, and find out who took it away")
    }
    if try leads(from: tip, to: accepted) { return nil }
    if try leads(from: accepted, to: tip) {
      return Refusal(
        .rollback,
        "the branch stands before `\(accepted.shortDescription)`, which was accepted before",
        help: "fetch the newer commits, and find out who took them away")
    }
    return Refusal(
      .fork,
      "the branch went another way than `\(accepted.shortDescription)`, which was accepted before",
      help: "both may be lawful; people must settle which one counts, then remove the pin")
  }
}
