import Testing

@testable import TenureDocuments

/// Eight bytes at once answer as eight bytes one by one.
@Suite struct ByteWordTests {
  private func word(_ bytes: [UInt8]) -> ByteWord {
    SourceText(bytes).word(at: 0)
  }

  @Test func `the first byte of each kind is found`() {
    let seed: UInt64 = 8
    var random = SeededRandom(seed: seed)
    for round in 0..<20_000 {
      let bytes: [UInt8] = (0..<8).map { _ in
        random.pick([0x00, 0x01, 0x02, 0x03, 0x80, 0xFF, UInt8(random.below(256))])
      }
      let word = word(bytes)
      let mask = random.pick([0x01, 0x02, 0x80, 0xFF] as [UInt8])
      let some = word.bytes(with: mask)
      #expect(some.first == bytes.firstIndex { $0 & mask != 0 } ?? 8, "seed \(seed), \(round)")
      #expect(some.isEmpty == bytes.allSatisfy { $0 & mask == 0 }, "seed \(seed), \(round)")
      #expect(word.leading(0x01) == bytes.firstIndex { $0 != 0x01 } ?? 8)
    }
  }

  @Test func `prefixes are equal if their bytes are`() {
    let seed: UInt64 = 9
    var random = SeededRandom(seed: seed)
    for round in 0..<20_000 {
      let (left, right) = (0..<2).reduce(into: ([UInt8](), [UInt8]())) { pair, _ in
        pair = (pair.1, (0..<8).map { _ in UInt8(random.below(2)) })
      }
      let length = 1 + random.below(8)
      let areEqual = left.prefix(length) == right.prefix(length)
      #expect(
        (word(left).prefix(length) == word(right).prefix(length)) == areEqual,
        "seed \(seed), \(round)")
    }
  }
}
