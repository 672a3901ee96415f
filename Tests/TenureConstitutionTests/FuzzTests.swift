import Foundation
import Testing

@testable import TenureConstitution

/// Parsers of what strangers wrote, mutated again and again: they refuse or read.
///
/// What they read they would write the same. The corpus is in `Corpus`; every run mutates it in the
/// same way.
@Suite struct FuzzTests {
  private static let rounds = 5_000

  private static let corpus: [(name: String, bytes: [UInt8])] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Corpus")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appendingPathComponent(name))).map { (name, Array($0)) }
    }
  }()

  /// Small random numbers that are the same on every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  /// Turns bits, takes bytes out, puts bytes in, repeats and exchanges stretches.
  private func mutate(
    _ bytes: [UInt8], with other: [UInt8], _ numbers: inout Numbers
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      let end = min(bytes.count, place + Int.random(in: 0...8, using: &numbers))
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0 where place < bytes.count:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(UInt8.random(in: .min ... .max, using: &numbers), at: place)
      case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
      case 4 where !other.isEmpty:
        let from = Int.random(in: 0..<other.count, using: &numbers)
        bytes.insert(contentsOf: other[from..<min(other.count, from + 16)], at: place)
      default: bytes.removeSubrange(end...)
      }
    }
    return bytes
  }

  /// Hands every document of a kind, mutated, to a parser.
  private func fuzz(
    _ own: [[UInt8]], _ seed: UInt64, _ parse: ([UInt8]) -> Void
  ) throws {
    var numbers = Numbers(state: seed)
    try #require(!own.isEmpty)
    for bytes in own { parse(bytes) }
    for round in 0..<Self.rounds {
      let bytes = own[round % own.count]
      let other = Self.corpus[Int.random(in: 0..<Self.corpus.count, using: &numbers)].bytes
      parse(mutate(bytes, with: other, &numbers))
    }
  }

  private func corpus(_ kind: String) -> [[UInt8]] {
    Self.corpus.filter { $0.name.hasPrefix(kind) }.map(\.bytes)
  }

  @Test func `signatures`() throws {
    try fuzz(corpus("armoured").map { try SSHSignature(armoured: $0).bytes }, 1) { bytes in
      guard let signature = try? SSHSignature(bytes: bytes) else { return }
      #expect((try? SSHSignature(armoured: Array(signature.armoured.utf8))) == signature)
      // The bytes say nothing but their fields.
      #expect(signature.bytes == bytes)
      _ = signature.isValid(for: [], in: Transition.namespace)
    }
  }

  @Test func `armoured signatures`() throws {
    try fuzz(corpus("armoured"), 2) { bytes in
      guard let signature = try? SSHSignature(armoured: bytes) else { return }
      #expect((try? SSHSignature(bytes: signature.bytes)) == signature)
    }
  }

  @Test func `trailers`() throws {
    try fuzz(corpus("message"), 3) { bytes in
      guard let approvals = try? CommitText.approvals(in: bytes[...]) else { return }
      for approval in approvals {
        #expect((try? Approval(trailer: approval.trailer.utf8)) == approval)
      }
    }
  }

  @Test func `commits`() throws {
    try fuzz(corpus("commit"), 4) { bytes in
      guard let text = try? CommitText(bytes), text.signature != nil else { return }
      #expect(text.signedBytes.count < bytes.count)
    }
  }

  @Test func `files of allowed signers`() throws {
    try fuzz(corpus("signers"), 5) { bytes in
      guard let signers = try? AllowedSigners(bytes) else { return }
      #expect((try? AllowedSigners(Array(signers.text.utf8))) == signers)
    }
  }

  @Test func `private keys`() throws {
    try fuzz(["ada", "chi"].map { try folderBytes(Keys.path($0)) }, 6) { bytes in
      guard let key = try? PrivateKey(file: bytes, path: "key") else { return }
      #expect((try? PublicKey(key.publicKey.text)) == key.publicKey)
    }
  }

  private func folderBytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
