import Testing

@testable import TenureDocuments

/// Eight bytes at once answer as eight bytes one by one.
@Suite struct ByteWordTests {
  private func first(_ bytes: [UInt8], _ isOne: (UInt8) -> Bool) -> Int {
    bytes.firstIndex(where: isOne) ?? bytes.count
  }

  @Test func `the first byte of each kind is found`() {
    var random = SeededRandom(seed: 8)
    for _ in 0..<20_000 {
      let alphabet: [UInt8] = [
        0x00, 0x09, 0x1F, 0x20, 0x23, 0x2C, 0x2D, 0x3A, 0x5B, 0x5D, 0x61, 0x7A, 0x7B, 0x7D, 0x7E,
        0x7F, 0x80, 0xAC, 0xBA, 0xFF,
      ]
      let bytes: [UInt8] = (0..<8).map { _ in
        random.chance(70)
          ? 0x61 : random.chance(50) ? random.pick(alphabet) : UInt8(random.below(256))
      }
      let word = ByteWord(bytes.span, at: 0)
      #expect(ByteWord.first(in: word.equals(0x3A)) == first(bytes) { $0 == 0x3A })
      #expect(ByteWord.first(in: word.isLess(than: 0x2D)) == first(bytes) { $0 < 0x2D })
      #expect(ByteWord.first(in: word.isBeyondPrintable) == first(bytes) { $0 >= 0x7F })
      #expect(word.leading(0x61) == first(bytes) { $0 != 0x61 })
      let brackets = first(bytes) { $0 < 0x80 && $0 | 0x20 >= 0x7B }
      #expect(ByteWord.first(in: word.mayBeBracket) == brackets)
    }
  }
}
