import TenureTestSupport
import Testing

@testable import TenureConstitution

/// Every field of a signature, a key and a trailer that is not as it should be is refused.
@Suite struct MalformedTests {
  /// A signature, field by field.
  struct Fields {
    var magic = Array("SSHSIG".utf8)
    var version: UInt32 = 1
    var key: [UInt8]
    var namespace = Array(Transition.namespace.utf8)
    var reserved: [UInt8] = []
    var hash = "sha512"
    var algorithm: String
    var signature: [UInt8]
    var behindBlob: [UInt8] = []
    var behind: [UInt8] = []

    init() throws {
      let own = try Keys.key("ada")
      key = own.publicKey.bytes
      algorithm = own.publicKey.kind.rawValue
      let bytes = SSHSignature.signedBytes(
        of: [1, 2, 3], for: Transition.namespace, hash: .sha512)
      var blob = WireReader(try own.signatureBlob(for: bytes), of: "the signature")
      _ = try blob.name()
      signature = Array(try blob.string())
    }

    var bytes: [UInt8] {
      var blob = WireWriter()
      blob.string(algorithm)
      blob.string(signature)
      blob.raw(behindBlob)
      var writer = WireWriter()
      writer.raw(magic)
      writer.number(version)
      writer.string(key)
      writer.string(namespace)
      writer.string(reserved)
      writer.string(hash)
      writer.string(blob.bytes)
      writer.raw(behind)
      return writer.bytes
    }
  }

  @Test func `as it should be, it is read and holds`() throws {
    let signature = try SSHSignature(bytes: Fields().bytes)
    #expect(signature.isValid(for: [1, 2, 3], in: Transition.namespace))
  }

  static let damages: [(String, @Sendable (inout Fields) -> Void)] = [
    ("magic", { $0.magic[0] ^= 1 }),
    ("version 0", { $0.version = 0 }),
    ("version 2", { $0.version = 2 }),
    ("an empty key", { $0.key = [] }),
    ("a key that is cut off", { $0.key.removeLast() }),
    ("bytes behind the key", { $0.key.append(0) }),
    ("another kind of key", { $0.key[10] ^= 1 }),
    ("no namespace", { $0.namespace = [] }),
    ("a namespace with a line feed", { $0.namespace.append(0x0A) }),
    ("reserved bytes", { $0.reserved = [0] }),
    ("no hash", { $0.hash = "" }),
    ("another hash", { $0.hash = "sha1" }),
    ("another algorithm than the key's", { $0.algorithm = KeyKind.ecdsa.rawValue }),
    ("an RSA signature", { $0.algorithm = "ssh-rsa" }),
    ("a short signature", { $0.signature.removeLast() }),
    ("a long signature", { $0.signature.append(0) }),
    ("bytes behind the signature", { $0.behindBlob = [0] }),
    ("bytes behind the end", { $0.behind = [0] }),
    ("too many bytes", { $0.behind = [UInt8](repeating: 0, count: SSHSignature.byteLimit) }),
  ]

  @Test(arguments: 0..<damages.count)
  func `each damaged field is refused`(_ number: Int) throws {
    var fields = try Fields()
    let (name, damage) = Self.damages[number]
    damage(&fields)
    #expect(throws: ConstitutionError.self, "\(name)") { try SSHSignature(bytes: fields.bytes) }
  }

  @Test func `cut off anywhere, it is refused`() throws {
    let bytes = try Fields().bytes
    for count in bytes.indices {
      #expect(throws: ConstitutionError.self) { try SSHSignature(bytes: Array(bytes[..<count])) }
    }
  }

  @Test func `with any bit of the signature turned, it does not hold`() throws {
    for bit in 0..<512 {
      var fields = try Fields()
      fields.signature[bit / 8] ^= 1 << UInt8(bit % 8)
      let signature = try SSHSignature(bytes: fields.bytes)
      #expect(!signature.isValid(for: [1, 2, 3], in: Transition.namespace), "bit \(bit)")
    }
  }

  @Test func `numbers of ECDSA have one spelling`() throws {
    for wrong in [[], [0x80], [0, 1], [0], [UInt8](repeating: 1, count: 33)] as [[UInt8]] {
      var writer = WireWriter()
      writer.string(wrong)
      var reader = WireReader(writer.bytes, of: "a number")
      #expect(throws: ConstitutionError.self, "\(wrong)") { try reader.integer(width: 32) }
    }
    var writer = WireWriter()
    writer.integer([0, 0x80])
    var reader = WireReader(writer.bytes, of: "a number")
    #expect(try reader.integer(width: 2) == [0, 0x80])
  }

  @Test(arguments: [
    "ssh-ed25519", "ssh-ed25519 !", "ssh-ed25519 AAAA",
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQEA", "",
  ])
  func `a line that is no key is refused`(_ line: String) {
    #expect(throws: ConstitutionError.self) { try PublicKey(line) }
  }

  @Test func `a key under another name, or off its curve, is refused`() throws {
    let text = try Keys.text("ada")
    #expect(throws: ConstitutionError.self) {
      try PublicKey("ecdsa-sha2-nistp256 " + text.split(separator: " ")[1])
    }
    var bytes = try Keys.key("chi").publicKey.bytes
    bytes[bytes.count - 1] ^= 1
    #expect(throws: ConstitutionError.self) { try PublicKey(bytes: bytes) }
  }

  static let trailers = [
    "Approval:", "Approval: yes", "Approval: yes 1", "Approval: maybe 1 AAAA",
    "Approval: yes -1 AAAA", "Approval: yes 01 AAAA", "Approval: yes 1 AAA",
    "Approval: yes 9999999999999 AAAA", "Approval:  yes 1 AAAA", "Approval: yes 1 AAAA ",
    "approval: yes 1 AAAA", "Approval: yes 1x AAAA", "Approval: YES 1 AAAA",
  ]

  @Test(arguments: trailers)
  func `a trailer that is not of the form is refused`(_ trailer: String) throws {
    let signature = Base64.encode(try Fields().bytes)
    #expect(throws: ConstitutionError.self) {
      try Approval(trailer: trailer.replacing("AAAA", with: signature).utf8)
    }
  }

  @Test func `a trailer is read as it was written`() throws {
    let approval = Approval(
      vote: .no, time: 1_714_560_000, signature: try SSHSignature(bytes: Fields().bytes))
    #expect(try Approval(trailer: approval.trailer.utf8) == approval)
    let shell = try ProgramRun.text(
      ["git", "interpret-trailers", "--parse"], in: "/",
      input: Array("subject\n\nbody\n\n\(approval.trailer)\n".utf8))
    #expect(shell == approval.trailer)
  }
}
