/// Who signs: a key from a file, or one that the agent holds.
public enum Signer: Sendable {
  /// A key that was read from a file.
  case file(PrivateKey)
  /// A key of the agent behind a socket.
  case agent(PublicKey, socket: String)

  /// The public half.
  public var publicKey: PublicKey {
    switch self {
    case .file(let key): key.publicKey
    case .agent(let key, _): key
    }
  }

  /// Signs a message for a namespace.
  ///
  /// - Throws: `agent` if the agent does not sign.
  public func sign(
    _ message: [UInt8], in namespace: String
  ) throws(ConstitutionError) -> SSHSignature {
    let hash = SSHSignature.Hash.sha512
    let bytes = SSHSignature.signedBytes(of: message, for: namespace, hash: hash)
    let blob: [UInt8]
    switch self {
    case .file(let key): blob = try key.signatureBlob(for: bytes)
    case .agent(let key, let socket):
      blob = try AgentConnection(to: socket).sign(bytes, with: key)
    }
    let signature = try SSHSignature(by: publicKey, for: namespace, hash: hash, blob: blob)
    guard signature.isValid(for: message, in: namespace) else {
      throw ConstitutionError(.agent, "what was signed does not hold")
    }
    return signature
  }
}
