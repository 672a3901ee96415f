import Foundation
import Synchronization
import TenureTestSupport

@testable import TenureConstitution

/// Throw-away keys that `ssh-keygen` makes once for all tests: `ben-token` and `chi` are of the
/// other kind, and `mallory` is nobody's.
enum Keys {
  private struct Made {
    var folder: TemporaryFolder?
    var keys: [String: PrivateKey] = [:]
  }

  private static let made = Mutex(Made())

  static func key(_ name: String) throws -> PrivateKey {
    try made.withLock { made in
      if let known = made.keys[name] { return known }
      let folder = try made.folder ?? TemporaryFolder()
      made.folder = folder
      let kind = name == "ben-token" || name == "chi" ? ["ecdsa", "-b", "256"] : ["ed25519"]
      try ProgramRun.text(
        ["ssh-keygen", "-q", "-N", "", "-C", name, "-f", name, "-t"] + kind, in: folder.path)
      let key = try PrivateKey(file: folder.bytes(name), path: name)
      made.keys[name] = key
      return key
    }
  }

  static func signer(_ name: String) throws -> Signer { .file(try key(name)) }

  /// The line of the public key.
  static func text(_ name: String) throws -> String { try key(name).publicKey.text }

  /// The path of the private key.
  static func path(_ name: String) throws -> String {
    _ = try key(name)
    return made.withLock { "\($0.folder?.path ?? "")/\(name)" }
  }
}
