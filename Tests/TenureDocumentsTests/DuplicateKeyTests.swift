import TenureDocuments
import TenureModel
import Testing

/// A key that stands twice is found however many there are and however they are written.
@Suite struct DuplicateKeyTests {
  /// A key as it may be written: plain, in quotes, or with an escape in it.
  private func written(_ key: String, _ random: inout SeededRandom) -> String {
    switch random.below(4) {
    case 0: "\"\(key)\""
    case 1: "'\(key)'"
    case 2: "\"\\u00\(hexadecimal(key.utf8.first ?? 0))\(key.dropFirst())\""
    default: key
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String { String(byte, radix: 16) }

  private func document(_ keys: [String], inBraces: Bool, _ random: inout SeededRandom) -> String {
    let entries = keys.map { "\(written($0, &random)): 1" }
    return inBraces ? "{\(entries.joined(separator: ", "))}" : entries.joined(separator: "\n")
  }

  @Test func `in random maps a key that stands twice is found, and no other`() {
    let seed: UInt64 = 20_261_126
    var random = SeededRandom(seed: seed)
    for round in 0..<2_000 {
      // Few letters, so that many keys have the same length, first and last byte.
      var keys = (0..<1 + random.below(40)).map { _ in
        String((0..<2 + random.below(5)).map { _ in random.pick(["a", "b", "c"]) })
      }
      if random.chance(50) {
        var seen: Set<String> = []
        keys.removeAll { !seen.insert($0).inserted }
      }
      let text = document(keys, inBraces: random.chance(50), &random)
      let findings = DocumentParser.parse(Array(text.utf8), file: "keys.yaml").findings
      let repeated = keys.count - Set(keys).count
      #expect(
        findings.filter { $0.id == "duplicate-key" }.count == repeated,
        "seed \(seed), round \(round): \(text)")
      #expect(findings.count == repeated, "seed \(seed), round \(round): \(text)")
    }
  }
}
