/// A member's vote on a transition, with the signature that makes it one.
public struct Approval: Sendable, Hashable {
  /// The key of the trailer.
  static let trailer = "Approval:"
  /// The last second of the year 9999.
  static let latestTime = 253_402_300_799

  /// What the member says.
  public let vote: Vote
  /// When they claim to have said it, in seconds since 1970.
  public let time: Int
  /// Their signature of the statement.
  public let signature: SSHSignature

  /// Creates an approval.
  init(vote: Vote, time: Int, signature: SSHSignature) {
    self.vote = vote
    self.time = time
    self.signature = signature
  }

  /// Signs a transition.
  ///
  /// - Throws: `agent` if the agent does not sign.
  public init(
    _ vote: Vote, of transition: Transition, by signer: Signer, at time: Int
  ) throws(ConstitutionError) {
    let statement = transition.statement(vote: vote, time: time)
    self.init(
      vote: vote, time: time, signature: try signer.sign(statement, in: Transition.namespace))
  }

  /// Reads a trailer, `Approval: yes 1714560000 BASE64`.
  ///
  /// - Throws: `malformed` or `unsupported`.
  public init(trailer line: some Collection<UInt8>) throws(ConstitutionError) {
    let words = line.split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false
    ).map { Array($0) }
    guard words.count == 4, words[0].elementsEqual(Self.trailer.utf8),
      let vote = Vote(rawValue: String(decoding: words[1], as: UTF8.self)),
      let time = Self.time(words[2])
    else {
      throw .malformed("a trailer is not written as `Approval: yes SECONDS BASE64`")
    }
    guard let bytes = Base64.decode(words[3]) else {
      throw .malformed("the signature of an approval is no base64")
    }
    self.init(vote: vote, time: time, signature: try SSHSignature(bytes: bytes))
  }

  /// The trailer, without a line feed.
  public var trailer: String {
    "\(Self.trailer) \(vote.rawValue) \(time) \(Base64.encode(signature.bytes))"
  }

  /// Seconds in decimal digits, without a sign and without a leading zero.
  private static func time(_ digits: [UInt8]) -> Int? {
    guard (1...12).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits[0] != 0x30 || digits.count == 1,
      let time = Int(String(decoding: digits, as: UTF8.self)), time <= latestTime
    else { return nil }
    return time
  }
}

extension Approval {
  private static let armour = Array("-----BEGIN ".utf8)

  /// The content of the blob that carries the approval before the commit is there: the statement,
  /// then the armoured signature.
  public func blob(of transition: Transition) -> [UInt8] {
    transition.statement(vote: vote, time: time) + Array(signature.armoured.utf8)
  }

  /// Reads a blob that carries an approval of a transition.
  ///
  /// - Throws: `malformed` or `unsupported`; `malformed` too if it is of another transition.
  public init(blob: [UInt8], of transition: Transition) throws(ConstitutionError) {
    let text = Array(transition.text.utf8)
    guard blob.starts(with: text) else {
      throw .malformed("an approval is of another transition")
    }
    let lines = blob.dropFirst(text.count).split(
      separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, lines[0].starts(with: "vote ".utf8),
      lines[1].starts(with: "time ".utf8), lines[2].starts(with: Self.armour),
      let vote = Vote(rawValue: String(decoding: lines[0].dropFirst(5), as: UTF8.self)),
      let time = Self.time(Array(lines[1].dropFirst(5)))
    else { throw .malformed("an approval does not end with its vote, its time and a signature") }
    self.init(vote: vote, time: time, signature: try SSHSignature(armoured: lines[2]))
  }
}
