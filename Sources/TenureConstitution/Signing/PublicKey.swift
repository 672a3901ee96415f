internal import Crypto

/// A public key, as `ssh-keygen` writes it.
///
///     let key = try PublicKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI… ada")
///     key.fingerprint                     // SHA256:…
///
/// Two keys are equal if their bytes are; a comment is no part of one.
public struct PublicKey: Sendable, Hashable {
  /// The kind of the key.
  public let kind: KeyKind
  /// The bytes of the key in SSH's encoding.
  public let bytes: [UInt8]
  /// What of it the algorithm wants: 32 bytes, or an uncompressed point.
  private let point: [UInt8]
  /// What a hardware token mixes in; empty for other keys.
  private let application: [UInt8]

  /// Reads the bytes of a key.
  ///
  /// - Throws: `malformed` or `unsupported`.
  public init(bytes: [UInt8]) throws(ConstitutionError) {
    var reader = WireReader(bytes, of: "the public key")
    let name = try reader.name()
    guard let kind = KeyKind(rawValue: name) else {
      throw ConstitutionError(
        .unsupported, "keys of the kind `\(name.prefix(64))` do not sign here",
        help: "make one with `ssh-keygen -t ed25519`")
    }
    switch kind {
    case .ed25519, .hardwareEd25519:
      point = Array(try reader.string())
      guard point.count == 32 else { throw .malformed("the public key is not of 32 bytes") }
    case .ecdsa, .hardwareECDSA:
      guard try reader.name() == KeyKind.curve else {
        throw .malformed("the public key is not on the curve `\(KeyKind.curve)`")
      }
      point = Array(try reader.string())
      guard point.count == 65, point.first == 4 else {
        throw .malformed("the public key is no uncompressed point of its curve")
      }
    }
    application = kind.isHardware ? Array(try reader.string()) : []
    try reader.finish()
    self.kind = kind
    self.bytes = bytes
    guard Verification(self) != nil else {
      throw .malformed("the public key is no point of its curve")
    }
  }

  /// Reads `KIND BASE64`, and perhaps a comment.
  ///
  /// - Throws: `malformed` or `unsupported`.
  public init(_ text: some StringProtocol) throws(ConstitutionError) {
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let bytes = Base64.decode(words[1].utf8) else {
      throw ConstitutionError(
        .malformed, "the public key is not written as `ssh-ed25519 AAAA…`",
        help: "copy the line of the `.pub` file that `ssh-keygen` wrote")
    }
    try self.init(bytes: bytes)
    guard words[0] == kind.rawValue else {
      throw .malformed(
        "the public key says `\(words[0].prefix(64))` before and `\(kind.rawValue)` within")
    }
  }

  /// The key as `ssh-keygen` writes it, without a comment.
  public var text: String { "\(kind.rawValue) \(Base64.encode(bytes))" }

  /// The fingerprint as `ssh-keygen -l` prints it.
  public var fingerprint: String {
    "SHA256:" + Base64.encode(Array(SHA256.hash(data: bytes))).prefix { $0 != "=" }
  }

  /// The first 40 digits of the SHA-256 of the key, as references name it.
  var shortName: String { SHA256Digest.hash(bytes).hexadecimal(digits: 40) }
}

extension PublicKey {
  /// A key that was made ready for checking signatures, which takes longer than one check.
  enum Verification: Sendable {
    case ed25519(Curve25519.Signing.PublicKey)
    case ecdsa(P256.Signing.PublicKey)

    /// Makes a key ready; nil if its point is not on the curve.
    init?(_ key: PublicKey) {
      switch key.kind {
      case .ed25519, .hardwareEd25519:
        guard let ready = try? Curve25519.Signing.PublicKey(rawRepresentation: key.point) else {
          return nil
        }
        self = .ed25519(ready)
      case .ecdsa, .hardwareECDSA:
        guard let ready = try? P256.Signing.PublicKey(x963Representation: key.point) else {
          return nil
        }
        self = .ecdsa(ready)
      }
    }

    /// Whether a signature in the algorithm's own form holds.
    func accepts(_ signature: [UInt8], for message: [UInt8]) -> Bool {
      switch self {
      case .ed25519(let key): return key.isValidSignature(signature, for: message)
      case .ecdsa(let key):
        guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return key.isValidSignature(signature, for: message)
      }
    }
  }

  /// What is signed when a message is: a hardware token mixes in what it is used for, whether a
  /// person was there, and how often it has signed.
  func signedBytes(of message: [UInt8], flags: UInt8, counter: UInt32) -> [UInt8] {
    guard kind.isHardware else { return message }
    var writer = WireWriter()
    writer.raw(SHA256.hash(data: application))
    writer.raw([flags])
    writer.number(counter)
    writer.raw(SHA256.hash(data: message))
    return writer.bytes
  }
}
