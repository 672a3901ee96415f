/// How an object is made from another: copy these bytes of it, insert those.
enum PackDelta {
  /// The object that a delta makes from its base; nil if the delta is malformed, is for another
  /// base or makes more than `limit` bytes.
  static func apply(_ delta: [UInt8], to base: [UInt8], limit: Int) -> [UInt8]? {
    var offset = 0
    guard let baseSize = size(delta, &offset), baseSize == base.count,
      let size = size(delta, &offset), size <= limit
    else { return nil }
    var isSound = false
    let result = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      isSound = true
      while isSound, offset < delta.count {
        guard let (source, range) = next(delta, &offset) else {
          isSound = false
          break
        }
        let bytes = source == .base ? base : delta
        // INVARIANT (within bounds): nothing is read beyond the source or written beyond the
        // result.
        guard range.upperBound <= bytes.count, filled + range.count <= size else {
          isSound = false
          break
        }
        let part = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<filled + range.count])
        unsafe bytes.withUnsafeBytes { unsafe part.copyMemory(from: .init(rebasing: $0[range])) }
        filled += range.count
      }
    }
    return isSound && result.count == size ? result : nil
  }

  /// The size of what a delta makes; nil if it is malformed.
  static func resultSize(_ delta: [UInt8]) -> Int? {
    var offset = 0
    guard size(delta, &offset) != nil else { return nil }
    return size(delta, &offset)
  }

  /// Where the bytes of one command come from.
  private enum Source {
    case base, delta
  }

  /// Reads one command; nil if it is malformed.
  private static func next(_ delta: [UInt8], _ offset: inout Int) -> (Source, Range<Int>)? {
    let command = delta[offset]
    offset += 1
    guard command & 0x80 != 0 else {
      guard command != 0 else { return nil }
      defer { offset += Int(command) }
      return (.delta, offset..<offset + Int(command))
    }
    var start = 0
    var count = 0
    for bit in 0..<7 where command & (1 << bit) != 0 {
      guard offset < delta.count else { return nil }
      if bit < 4 {
        start |= Int(delta[offset]) << (8 * bit)
      } else {
        count |= Int(delta[offset]) << (8 * (bit - 4))
      }
      offset += 1
    }
    if count == 0 { count = 0x10000 }
    return (.base, start..<start + count)
  }

  /// A size, seven bits a byte, the lowest first.
  private static func size(_ delta: [UInt8], _ offset: inout Int) -> Int? {
    var size = 0
    var shift = 0
    while offset < delta.count, shift < 42 {
      let byte = delta[offset]
      offset += 1
      size |= Int(byte & 0x7F) << shift
      shift += 7
      if byte & 0x80 == 0 { return size }
    }
    return nil
  }
}
