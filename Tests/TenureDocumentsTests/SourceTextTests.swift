import Testing

@testable import TenureDocuments

/// Jumps over the bytes of a document end where a walk over them would.
@Suite struct SourceTextTests {
  /// Random bytes, mostly letters and spaces, of each length up to a few words.
  private func bytes(_ random: inout SeededRandom) -> [UInt8] {
    let special =
      Array(":#,'\"[]{}|\\\n\n\r\t&-".utf8) + [0x00, 0x1F, 0x7E, 0x7F, 0x80, 0xAC, 0xFF]
    let spaces = random.below(50)
    return (0..<random.below(60)).map { _ in
      if random.chance(spaces) { return Byte.space }
      if random.chance(70) { return UInt8(ascii: "a") }
      return random.chance(80) ? random.pick(special) : UInt8(random.below(256))
    }
  }

  private func isStop(_ byte: UInt8) -> Bool { Array(":#,'\"[]{}|\\\n".utf8).contains(byte) }

  private func isUnusual(_ byte: UInt8) -> Bool { !(0x20..<0x7F ~= byte) }

  @Test func `jumps end where walks do`() {
    let seed: UInt64 = 20_261_127
    var random = SeededRandom(seed: seed)
    for round in 0..<4_000 {
      let bytes = bytes(&random)
      let text = SourceText(bytes)
      for start in 0...bytes.count {
        let rest = bytes[start...]
        func first(_ isOne: (UInt8) -> Bool) -> Int { rest.firstIndex(where: isOne) ?? bytes.count }
        let found = (
          stop: text.nextStop(from: start), unusual: text.nextUnusual(from: start),
          content: text.behindSpaces(from: start), end: text.lineEnd(from: start)
        )
        let isSame =
          found.stop == first(isStop) && found.unusual == first(isUnusual)
          && found.content == first { $0 != Byte.space }
          && found.end == first { $0 == Byte.lineFeed }
        #expect(isSame, "seed \(seed), round \(round): \(found) from \(start) of \(bytes)")
        guard isSame else { return }
      }
    }
  }

  @Test func `behind the last byte stand line feeds`() {
    for count in 0..<40 {
      let text = SourceText([UInt8](repeating: Byte.space, count: count))
      for index in 0..<count { #expect(text[index] == Byte.space) }
      for index in count..<count + 8 { #expect(text[index] == Byte.lineFeed) }
    }
  }

  @Test func `a byte far behind the end is refused`() async {
    await #expect(processExitsWith: .failure) { _ = SourceText([])[100] }
    await #expect(processExitsWith: .failure) { _ = SourceText([])[-1] }
  }
}
