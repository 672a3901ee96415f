/// A signature that is to be checked, with everything that this takes.
///
/// What a signature must be of is known once a commit was read; whether it is costs as much as all
/// the rest, and asks nothing else.
struct SignatureCheck: Sendable {
  /// What is signed.
  enum Subject: Sendable {
    case commit, approval
  }

  let subject: Subject
  /// Whose key it is.
  let member: String
  let signature: SSHSignature
  let message: [UInt8]
  let key: PublicKey.Verification

  /// Whether the signature holds.
  var holds: Bool {
    switch subject {
    case .commit: signature.isValid(for: message, in: Transition.commitNamespace, by: key)
    case .approval: signature.isValid(for: message, in: Transition.namespace, by: key)
    }
  }

  /// What is said if it does not.
  var refusal: Refusal {
    switch subject {
    case .commit:
      Refusal(
        .badSignature, "the signature of `\(member)` is not of this commit, which was edited")
    case .approval:
      Refusal(
        .badSignature,
        "the approval of `\(member)` is not of this change: it was signed for another "
          + "branch, epoch, parent or tree, or was edited")
    }
  }
}

extension [SignatureCheck] {
  /// Throws the refusal of the first signature that does not hold.
  func settle() throws(VerificationStop) {
    if let failed = first(where: { !$0.holds }) { throw .refused(failed.refusal) }
  }
}
