import ArgumentParser
import Glibc
import TenureConstitution
import TenureHistory

/// The key with which a user signs.
struct SigningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The key to sign with: a private key file, or a public one whose other half the ssh-agent "
        + "holds; git's user.signingkey if left out.", valueName: "file"))
  var key: String?

  /// The key, from a file or the agent.
  func signer(_ session: Session, _ verifier: Verifier) throws -> Signer {
    let setting = try key ?? verifier.setting("user.signingkey")
    guard var name = setting else {
      throw CommandFailure(
        "no key is named to sign with",
        help: "give `--key FILE`, or run `git config user.signingkey ~/.ssh/id_ed25519.pub`")
    }
    if name.hasPrefix("key::") { name.removeFirst("key::".count) }
    if let literal = try? PublicKey(name) { return try agent(literal, session) }
    if name.hasPrefix("~/") { name = session.environment.home + name.dropFirst() }
    let bytes = try DiskFile.read(name, limit: PrivateKey.byteLimit)
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first ?? ""
    if let publicKey = try? PublicKey(line) { return try agent(publicKey, session) }
    do throws(ConstitutionError) {
      return .file(try PrivateKey(file: bytes, path: name))
    } catch {
      guard error.code == .encryptedKey,
        let publicBytes = try? DiskFile.read("\(name).pub", limit: PrivateKey.byteLimit),
        let publicKey = try? PublicKey(
          String(decoding: publicBytes, as: UTF8.self).split(separator: "\n").first ?? ""),
        let signer = try? agent(publicKey, session)
      else { throw error }
      return signer
    }
  }

  /// A key that the agent holds.
  private func agent(_ key: PublicKey, _ session: Session) throws -> Signer {
    let socket = session.environment.agentSocket
    guard try Signer.agentKeys(socket: socket).contains(key) else {
      throw CommandFailure(
        "the agent does not hold the key \(key.fingerprint)",
        help: "run `ssh-add` with its private half")
    }
    return .agent(key, socket: socket)
  }
}
