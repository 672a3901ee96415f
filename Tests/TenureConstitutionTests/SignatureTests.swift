import Foundation
import TenureTestSupport
import Testing

@testable import TenureConstitution

/// Signatures that we make hold for OpenSSH, and those that it makes hold for us.
@Suite struct SignatureTests {
  private let message = Array("a step of the law\n".utf8)

  @Test(arguments: ["ada", "chi"])
  func `what is signed here holds for ssh-keygen`(_ name: String) throws {
    let folder = try TemporaryFolder()
    let signature = try Keys.signer(name).sign(message, in: Transition.namespace)
    try folder.write("signature", Array(signature.armoured.utf8))
    try folder.write("signers", Array("\(name) \(try Keys.text(name))\n".utf8))
    let answer = try ProgramRun.text(
      [
        "ssh-keygen", "-Y", "verify", "-f", "signers", "-I", name, "-n", Transition.namespace,
        "-s", "signature",
      ], in: folder.path, input: message)
    #expect(answer.hasPrefix("Good \"tenure-approval\" signature for \(name)"))
  }

  @Test(arguments: ["ada", "chi"], ["sha256", "sha512"])
  func `what ssh-keygen signs holds here`(_ name: String, _ hash: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("message", message)
    try ProgramRun.text(
      [
        "ssh-keygen", "-q", "-Y", "sign", "-O", "hashalg=\(hash)", "-n", Transition.namespace,
        "-f", try Keys.path(name), "message",
      ], in: folder.path)
    let signature = try SSHSignature(armoured: folder.bytes("message.sig"))
    #expect(signature.key == (try Keys.key(name)).publicKey)
    #expect(signature.hash.rawValue == hash)
    #expect(signature.isValid(for: message, in: Transition.namespace))
    #expect(!signature.isValid(for: message + [0], in: Transition.namespace))
    #expect(!signature.isValid(for: message, in: "git"))
    #expect(signature.armoured == String(decoding: try folder.bytes("message.sig"), as: UTF8.self))
  }

  @Test func `fingerprints are those of ssh-keygen`() throws {
    for name in ["ada", "chi"] {
      let line = try ProgramRun.text(
        ["ssh-keygen", "-l", "-f", try Keys.path(name) + ".pub"], in: "/")
      #expect(line.split(separator: " ")[1] == (try Keys.key(name)).publicKey.fingerprint)
    }
  }

  @Test(arguments: ["ada", "chi"])
  func `the agent signs with what it holds`(_ name: String) throws {
    let folder = try TemporaryFolder()
    let socket = "\(folder.path)/agent"
    let agent = try ProgramRun.start(["ssh-agent", "-D", "-a", socket], in: folder.path)
    defer { agent.terminate() }
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: socket) {
      Thread.sleep(forTimeInterval: 0.05)
    }
    let key = try Keys.key(name).publicKey
    #expect(try Signer.agentKeys(socket: socket) == [])
    #expect(throws: ConstitutionError.self) {
      try Signer.agent(key, socket: socket).sign(message, in: Transition.namespace)
    }
    try ProgramRun.text(
      ["ssh-add", "-q", try Keys.path(name)], in: folder.path,
      environment: ["SSH_AUTH_SOCK": socket])
    #expect(try Signer.agentKeys(socket: socket) == [key])
    let signature = try Signer.agent(key, socket: socket).sign(message, in: Transition.namespace)
    #expect(signature.isValid(for: message, in: Transition.namespace))
  }

  @Test func `an agent that is not there, and a key behind a passphrase, say what to do`() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: ConstitutionError.self) {
      try Signer.agentKeys(socket: "\(folder.path)/none")
    }
    #expect(missing?.code == .agent)
    try ProgramRun.text(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", "locked"], in: folder.path)
    let locked = #expect(throws: ConstitutionError.self) {
      try PrivateKey(file: folder.bytes("locked"), path: "locked")
    }
    #expect(locked?.code == .encryptedKey)
    #expect(locked?.help?.contains("ssh-add") == true)
  }

  @Test func `a hardware token's signature holds, and not without a person`() throws {
    // The bytes of a token are made with an ordinary key: `application` and flags are mixed in.
    let own = try Keys.key("ada")
    var point = WireReader(own.publicKey.bytes, of: "the key")
    _ = try point.name()
    var key = WireWriter()
    key.string(KeyKind.hardwareEd25519.rawValue)
    key.string(Array(try point.string()))
    key.string("ssh:")
    let token = try PublicKey(bytes: key.bytes)
    for flags in [1, 0] as [UInt8] {
      let signed = token.signedBytes(
        of: SSHSignature.signedBytes(of: message, for: Transition.namespace, hash: .sha512),
        flags: flags, counter: 7)
      var made = WireReader(try own.signatureBlob(for: signed), of: "the signature")
      _ = try made.name()
      var blob = WireWriter()
      blob.string(KeyKind.hardwareEd25519.rawValue)
      blob.string(Array(try made.string()))
      blob.raw([flags])
      blob.number(7)
      let signature = try SSHSignature(
        by: token, for: Transition.namespace, hash: .sha512, blob: blob.bytes)
      #expect(signature.isValid(for: message, in: Transition.namespace) == (flags == 1))
      guard flags == 1 else { continue }
      let folder = try TemporaryFolder()
      try folder.write("signature", Array(signature.armoured.utf8))
      try folder.write("signers", Array("ada \(token.text)\n".utf8))
      let answer = try ProgramRun.text(
        [
          "ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "ada", "-n", Transition.namespace,
          "-s", "signature",
        ], in: folder.path, input: message)
      #expect(answer.hasPrefix("Good"))
    }
  }

  @Test func `base64 has one spelling for each value`() {
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
      #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
    }
    for wrong in ["A", "AA", "AAA", "AB==", "AAB=", "A=AA", "=AAA", "AA A", "A-_A", "AAAA="] {
      #expect(Base64.decode(wrong.utf8) == nil, "\(wrong)")
    }
  }
}
