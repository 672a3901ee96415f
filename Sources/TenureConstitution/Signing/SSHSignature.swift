internal import Crypto

/// A signature of OpenSSH's own format (SSHSIG), as `ssh-keygen -Y sign` makes them.
///
///     "SSHSIG"  version 1  public key  namespace  ""  hash  ( algorithm  signature )
///
/// It says what it was made for, the *namespace*: a signature of a commit (`git`) can never be
/// shown as an approval (`tenure-approval`). What is signed is not the message but
///
///     "SSHSIG"  namespace  ""  hash  H(message)
///
/// Everything that the format leaves open is refused: other versions, reserved bytes, other hashes,
/// an algorithm that is not the key's, bytes behind the end.
public struct SSHSignature: Sendable, Hashable {
  /// How the message is hashed.
  public enum Hash: String, Sendable, Hashable {
    /// SHA-256.
    case sha256
    /// SHA-512.
    case sha512

    func digest(_ message: [UInt8]) -> [UInt8] {
      switch self {
      case .sha256: Array(SHA256.hash(data: message))
      case .sha512: Array(SHA512.hash(data: message))
      }
    }
  }

  private static let magic = Array("SSHSIG".utf8)
  /// The most bytes of one signature.
  public static let byteLimit = 4_096

  /// Who signed.
  public let key: PublicKey
  /// What the signature was made for.
  public let namespace: String
  /// How the message was hashed.
  public let hash: Hash
  /// The signature in the algorithm's own form.
  private let signature: [UInt8]
  private let flags: UInt8
  private let counter: UInt32
  /// The bytes that it was read from.
  public let bytes: [UInt8]

  /// Reads the bytes of a signature.
  ///
  /// - Throws: `malformed` or `unsupported`.
  public init(bytes: [UInt8]) throws(ConstitutionError) {
    guard bytes.count <= Self.byteLimit else {
      throw .malformed("the signature has more than \(Self.byteLimit) bytes")
    }
    var reader = WireReader(bytes, of: "the signature")
    guard try Array(reader.take(Self.magic.count)) == Self.magic else {
      throw .malformed("the signature does not begin with `SSHSIG`")
    }
    let version = try reader.number()
    guard version == 1 else {
      throw ConstitutionError(.unsupported, "version \(version) of signatures is not known")
    }
    key = try PublicKey(bytes: Array(reader.string()))
    namespace = try reader.name()
    guard !namespace.isEmpty else { throw .malformed("the signature has no namespace") }
    guard try reader.string().isEmpty else {
      throw .malformed("the signature uses bytes that are reserved")
    }
    let hash = try reader.name()
    guard let known = Hash(rawValue: hash) else {
      throw ConstitutionError(.unsupported, "the hash `\(hash.prefix(64))` is not known")
    }
    self.hash = known
    let blob = try reader.string()
    try reader.finish()
    (signature, flags, counter) = try Self.read(blob, of: key.kind)
    self.bytes = bytes
  }

  /// Reads an armoured signature.
  ///
  /// - Throws: `malformed` or `unsupported`.
  public init(armoured text: some Collection<UInt8>) throws(ConstitutionError) {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    guard lines.count >= 3, lines[0].elementsEqual(Self.head.utf8),
      lines[lines.count - 1].elementsEqual(Self.foot.utf8)
    else {
      throw .malformed("the signature does not stand between `\(Self.head)` and `\(Self.foot)`")
    }
    var digits: [UInt8] = []
    for line in lines[1..<lines.count - 1] { digits += line }
    guard let bytes = Base64.decode(digits) else {
      throw .malformed("the signature is no base64")
    }
    try self.init(bytes: bytes)
  }

  /// The algorithm, and what it has to say.
  private static func read(
    _ blob: ArraySlice<UInt8>, of kind: KeyKind
  ) throws(ConstitutionError) -> (signature: [UInt8], flags: UInt8, counter: UInt32) {
    var reader = WireReader(blob, of: "the signature")
    let algorithm = try reader.name()
    guard algorithm == kind.rawValue else {
      throw .malformed(
        "the signature is of the kind `\(algorithm.prefix(64))`, its key of `\(kind.rawValue)`")
    }
    var signature: [UInt8]
    switch kind {
    case .ed25519, .hardwareEd25519:
      signature = Array(try reader.string())
      guard signature.count == 64 else { throw .malformed("the signature is not of 64 bytes") }
    case .ecdsa, .hardwareECDSA:
      var numbers = WireReader(try reader.string(), of: "the signature")
      signature = try numbers.integer(width: 32)
      signature += try numbers.integer(width: 32)
      try numbers.finish()
    }
    let flags = kind.isHardware ? try reader.byte() : 0
    let counter = kind.isHardware ? try reader.number() : 0
    try reader.finish()
    return (signature, flags, counter)
  }
}

extension SSHSignature {
  private static let head = "-----BEGIN SSH SIGNATURE-----"
  private static let foot = "-----END SSH SIGNATURE-----"
  private static let lineLength = 70

  /// The signature between its head and foot lines, as files and commits hold it.
  public var armoured: String {
    let text = Base64.encode(bytes)
    var lines = [Self.head]
    var rest = text[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(Self.lineLength)))
      rest = rest.dropFirst(Self.lineLength)
    }
    return (lines + [Self.foot, ""]).joined(separator: "\n")
  }

  /// What a key signs when it signs a message.
  static func signedBytes(of message: [UInt8], for namespace: String, hash: Hash) -> [UInt8] {
    var writer = WireWriter()
    writer.raw(magic)
    writer.string(namespace)
    writer.string("")
    writer.string(hash.rawValue)
    writer.string(hash.digest(message))
    return writer.bytes
  }

  /// Puts a signature together from what a key made: `blob` is algorithm and signature in SSH's
  /// encoding.
  init(
    by key: PublicKey, for namespace: String, hash: Hash, blob: [UInt8]
  ) throws(ConstitutionError) {
    var writer = WireWriter()
    writer.raw(Self.magic)
    writer.number(1)
    writer.string(key.bytes)
    writer.string(namespace)
    writer.string("")
    writer.string(hash.rawValue)
    writer.string(blob)
    try self.init(bytes: writer.bytes)
  }

  /// Whether the signature holds for a message and for this namespace.
  ///
  /// A hardware token must have seen a person.
  public func isValid(for message: [UInt8], in namespace: String) -> Bool {
    guard let verification = PublicKey.Verification(key) else { return false }
    return isValid(for: message, in: namespace, by: verification)
  }

  /// The same with a key that was made ready before.
  func isValid(
    for message: [UInt8], in namespace: String, by verification: PublicKey.Verification
  ) -> Bool {
    guard namespace == self.namespace, !key.kind.isHardware || flags & 1 == 1 else { return false }
    let signed = Self.signedBytes(of: message, for: namespace, hash: hash)
    return verification.accepts(
      signature, for: key.signedBytes(of: signed, flags: flags, counter: counter))
  }
}
