internal import Crypto

/// A private key from a file that `ssh-keygen` wrote without a passphrase.
///
/// Keys behind a passphrase and keys in hardware are the agent's: none is unlocked here.
public struct PrivateKey: Sendable {
  /// The public half.
  public let publicKey: PublicKey
  private let secret: [UInt8]

  private static let head = "-----BEGIN OPENSSH PRIVATE KEY-----"
  private static let foot = "-----END OPENSSH PRIVATE KEY-----"
  private static let magic = Array("openssh-key-v1\0".utf8)
  /// The most bytes of a key file.
  public static let byteLimit = 16_384

  /// Reads the content of a key file.
  ///
  /// - Parameters:
  ///   - file: The content.
  ///   - path: Where it stands, for errors.
  /// - Throws: `malformed`, `unsupported`, or `encryptedKey`.
  public init(file: [UInt8], path: String) throws(ConstitutionError) {
    do throws(ConstitutionError) { try self.init(file) } catch {
      throw ConstitutionError(error.code, error.message, path: path, help: error.help)
    }
  }

  private init(_ file: [UInt8]) throws(ConstitutionError) {
    let lines = file.split(separator: UInt8(ascii: "\n"))
    guard file.count <= Self.byteLimit, lines.count >= 3, lines[0].elementsEqual(Self.head.utf8),
      lines[lines.count - 1].elementsEqual(Self.foot.utf8),
      let bytes = Base64.decode(lines[1..<lines.count - 1].joined())
    else {
      throw ConstitutionError(
        .malformed, "the file holds no private key of OpenSSH's own format",
        help: "name the private half of a key that `ssh-keygen -t ed25519` made")
    }
    var reader = WireReader(bytes, of: "the private key")
    guard try Array(reader.take(Self.magic.count)) == Self.magic else {
      throw .malformed("the private key is of another format")
    }
    let cipher = try reader.name()
    _ = try (reader.name(), reader.string())
    guard cipher == "none" else {
      throw ConstitutionError(
        .encryptedKey, "the key is locked by a passphrase",
        help: "run `ssh-add` with it, and name its `.pub` file: the agent will sign")
    }
    guard try reader.number() == 1 else { throw .malformed("the file holds several keys") }
    let publicKey = try PublicKey(bytes: Array(reader.string()))
    var secrets = WireReader(try reader.string(), of: "the private key")
    try reader.finish()
    guard try secrets.number() == secrets.number() else {
      throw .malformed("the private key is damaged")
    }
    secret = try Self.secret(of: publicKey, &secrets)
    self.publicKey = publicKey
    guard derivedPoint.map({ publicKey.bytes.suffix($0.count).elementsEqual($0) }) ?? false else {
      throw .malformed("the two halves of the key do not belong together")
    }
  }

  private static func secret(
    of key: PublicKey, _ reader: inout WireReader
  ) throws(ConstitutionError) -> [UInt8] {
    guard try reader.name() == key.kind.rawValue else {
      throw .malformed("the two halves of the key are of different kinds")
    }
    switch key.kind {
    case .ed25519:
      _ = try reader.string()
      let pair = try reader.string()
      guard pair.count == 64 else { throw .malformed("the private key is not of 64 bytes") }
      return Array(pair.prefix(32))
    case .ecdsa:
      _ = try (reader.name(), reader.string())
      return try reader.integer(width: 32)
    case .hardwareEd25519, .hardwareECDSA:
      throw ConstitutionError(
        .encryptedKey, "the key is in a hardware token",
        help: "run `ssh-add` with it, and name its `.pub` file: the agent will sign")
    }
  }

  /// The end of the public key's bytes, worked out from the secret.
  private var derivedPoint: [UInt8]? {
    switch publicKey.kind {
    case .ed25519:
      (try? Curve25519.Signing.PrivateKey(rawRepresentation: secret)).map {
        Array($0.publicKey.rawRepresentation)
      }
    default:
      (try? P256.Signing.PrivateKey(rawRepresentation: secret)).map {
        Array($0.publicKey.x963Representation)
      }
    }
  }

  /// Signs bytes as they stand: the algorithm's name and its signature, in SSH's encoding.
  func signatureBlob(for bytes: [UInt8]) throws(ConstitutionError) -> [UInt8] {
    var writer = WireWriter()
    writer.string(publicKey.kind.rawValue)
    do {
      if publicKey.kind == .ed25519 {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: secret)
        writer.string(Array(try key.signature(for: bytes)))
      } else {
        let key = try P256.Signing.PrivateKey(rawRepresentation: secret)
        let signature = Array(try key.signature(for: bytes).rawRepresentation)
        var numbers = WireWriter()
        numbers.integer(signature.prefix(32))
        numbers.integer(signature.suffix(32))
        writer.string(numbers.bytes)
      }
    } catch {
      throw ConstitutionError(.malformed, "the private key does not sign")
    }
    return writer.bytes
  }
}
