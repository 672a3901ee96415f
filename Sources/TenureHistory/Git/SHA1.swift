/// SHA-1 (FIPS 180-4, section 6.1): the hash by which git names objects.
///
/// It shows whether an object is what git wrote. It does not look for the marks of a collision that
/// somebody made on purpose, as git does where it receives objects: those are here already.
///
/// Complexity: linear in the bytes; some 3 ns each.
struct SHA1 {
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0
  )

  /// The name that git gives to an object.
  static func id(of bytes: [UInt8], as kind: ObjectKind) -> ObjectID {
    // The head of an object is `KIND SIZE␀`; the first block holds it whole.
    let head = Array("\(kind.rawValue) \(bytes.count)\0".utf8)
    let first = head + bytes.prefix(64 - head.count)
    let taken = first.count - head.count
    var hash = SHA1()
    guard first.count == 64 else {
      hash.finish(first.span, from: 0, total: first.count)
      return hash.id
    }
    hash.mix(first.span, at: 0)
    var offset = taken
    let span = bytes.span
    while offset + 64 <= span.count {
      hash.mix(span, at: offset)
      offset += 64
    }
    hash.finish(span, from: offset, total: head.count + span.count)
    return hash.id
  }

  /// The hash so far as an id.
  private var id: ObjectID {
    ObjectID(
      first: UInt64(state.0) << 32 | UInt64(state.1),
      second: UInt64(state.2) << 32 | UInt64(state.3), third: state.4)
  }

  /// Mixes the last bytes in, and how many there were.
  private mutating func finish(_ bytes: Span<UInt8>, from start: Int, total: Int) {
    var block: [UInt8] = []
    block.reserveCapacity(128)
    for index in start..<bytes.count { block.append(bytes[index]) }
    block.append(0x80)
    while block.count % 64 != 56 { block.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      block.append(UInt8(truncatingIfNeeded: (UInt64(total) << 3) >> UInt64(shift)))
    }
    for offset in stride(from: 0, to: block.count, by: 64) { mix(block.span, at: offset) }
  }

  /// Mixes a block of 64 bytes in.
  ///
  /// Each kind of round has a loop of its own: one loop that asks which kind it is costs twice as
  /// much.
  private mutating func mix(_ bytes: Span<UInt8>, at start: Int) {
    let block = bytes.extracting(start..<start + 64)
    var words = InlineArray<80, UInt32>(repeating: 0)
    for index in 0..<16 {
      let byte = 4 * index
      words[index] =
        UInt32(block[byte]) << 24 | UInt32(block[byte + 1]) << 16 | UInt32(block[byte + 2]) << 8
        | UInt32(block[byte + 3])
    }
    for index in 16..<80 {
      words[index] = Self.rotate(
        words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1)
    }
    var round = state
    for index in 0..<20 {
      let choice = round.1 & round.2 | ~round.1 & round.3
      Self.turn(&round, choice &+ 0x5A82_7999 &+ words[index])
    }
    for index in 20..<40 {
      Self.turn(&round, (round.1 ^ round.2 ^ round.3) &+ 0x6ED9_EBA1 &+ words[index])
    }
    for index in 40..<60 {
      let most = round.1 & round.2 | round.3 & (round.1 | round.2)
      Self.turn(&round, most &+ 0x8F1B_BCDC &+ words[index])
    }
    for index in 60..<80 {
      Self.turn(&round, (round.1 ^ round.2 ^ round.3) &+ 0xCA62_C1D6 &+ words[index])
    }
    state = (
      state.0 &+ round.0, state.1 &+ round.1, state.2 &+ round.2, state.3 &+ round.3,
      state.4 &+ round.4
    )
  }

  /// One round, with what is added to the rotated first word and the last.
  @inline(__always)
  private static func turn(
    _ round: inout (UInt32, UInt32, UInt32, UInt32, UInt32), _ added: UInt32
  ) {
    let first = rotate(round.0, 5) &+ added &+ round.4
    round = (first, round.0, rotate(round.1, 30), round.2, round.3)
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }
}
