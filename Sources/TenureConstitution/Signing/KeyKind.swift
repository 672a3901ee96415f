/// The kinds of key that sign here.
///
/// RSA, DSA and the larger curves are left out: each further kind is one more way to be wrong, and
/// everybody can make a key of one of these.
public enum KeyKind: String, Sendable, Hashable, CaseIterable {
  /// Ed25519.
  case ed25519 = "ssh-ed25519"
  /// ECDSA on the curve P-256 with SHA-256.
  case ecdsa = "ecdsa-sha2-nistp256"
  /// Ed25519 in a hardware token (FIDO).
  case hardwareEd25519 = "sk-ssh-ed25519@openssh.com"
  /// ECDSA on P-256 in a hardware token (FIDO).
  case hardwareECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"

  /// The name of the curve within an ECDSA key.
  static let curve = "nistp256"

  /// Whether a hardware token signs.
  var isHardware: Bool { self == .hardwareEd25519 || self == .hardwareECDSA }
}
