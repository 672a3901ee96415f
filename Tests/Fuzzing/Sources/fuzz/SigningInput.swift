@testable import TenureConstitution

/// Inputs that are about signatures.
enum SigningInput {
  /// A signature, armoured or not, a public key or a private one; written again they are the same.
  static func readSignature(_ bytes: [UInt8]) {
    if let signature = try? SSHSignature(bytes: bytes) {
      let again = try? SSHSignature(armoured: Array(signature.armoured.utf8))
      precondition(again == signature, "SSHSignature.armoured must be read as it was")
      precondition(
        !signature.isValid(for: Array("nothing".utf8), in: "fuzz"),
        "SSHSignature must not be valid for what nobody signed")
    }
    _ = try? SSHSignature(armoured: bytes)
    if let key = try? PublicKey(bytes: bytes) {
      precondition((try? PublicKey(key.text)) == key, "PublicKey.text must be read as it was")
    }
    _ = try? PublicKey(String(decoding: bytes, as: UTF8.self))
    _ = try? PrivateKey(file: bytes, path: "input")
  }

  /// A file of signers; written again it is the same.
  static func readSigners(_ bytes: [UInt8]) {
    guard let signers = try? AllowedSigners(bytes) else { return }
    let again = try? AllowedSigners(Array(signers.text.utf8))
    precondition(again == signers, "AllowedSigners.text must be read as it was")
  }

  /// A commit.
  static func readCommit(_ bytes: [UInt8]) {
    guard let commit = try? CommitText(bytes) else { return }
    for approval in commit.approvals {
      let again = try? Approval(trailer: Array(approval.trailer.utf8))
      precondition(again == approval, "Approval.trailer must be read as it was")
    }
  }
}
