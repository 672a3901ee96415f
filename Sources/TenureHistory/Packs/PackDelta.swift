/// How an object is made from another: copy these bytes of it, insert those.
enum PackDelta {
  /// The object that a delta makes from its base; nil if the delta is malformed, is for another
  /// base or makes more than `limit` bytes.
  static func apply(_ delta: ArraySlice<UInt8>, to base: [UInt8], limit: Int) -> [UInt8]? {
    var offset = delta.startIndex
    guard let baseSize = size(delta, &offset), baseSize == base.count,
      let size = size(delta, &offset), size <= limit
    else { return nil }
    var isSound = false
    let result = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      let start = offset - delta.startIndex
      isSound = unsafe delta.withUnsafeBytes { commands in
        unsafe base.withUnsafeBytes { base in
          unsafe run(
            UnsafeRawBufferPointer(rebasing: commands[start...]), base,
            UnsafeMutableRawBufferPointer(buffer))
        }
      }
      filled = isSound ? size : 0
    }
    return isSound ? result : nil
  }

  /// The size of what a delta makes; nil if it is malformed.
  static func resultSize(_ delta: ArraySlice<UInt8>) -> Int? {
    var offset = delta.startIndex
    guard size(delta, &offset) != nil else { return nil }
    return size(delta, &offset)
  }

  /// Runs all commands; whether they are sound and fill the result.
  private static func run(
    _ commands: UnsafeRawBufferPointer, _ base: UnsafeRawBufferPointer,
    _ result: UnsafeMutableRawBufferPointer
  ) -> Bool {
    var offset = 0
    var filled = 0
    while offset < commands.count {
      let command = unsafe commands[offset]
      offset += 1
      let source: UnsafeRawBufferPointer
      let start: Int
      var count: Int
      if command & 0x80 != 0 {
        // Which bytes of both numbers follow, the lowest first.
        let length = (command & 0x7F).nonzeroBitCount
        guard offset + length <= commands.count else { return false }
        var number = 0
        var rest = command & 0x7F
        while rest != 0 {
          unsafe number |= Int(commands[offset]) << (8 * rest.trailingZeroBitCount)
          offset += 1
          rest &= rest - 1
        }
        unsafe source = base
        start = number & 0xFFFF_FFFF
        count = number >> 32
        if count == 0 { count = 0x10000 }
      } else {
        unsafe source = commands
        start = offset
        count = Int(command)
        offset += count
        guard count > 0 else { return false }
      }
      // INVARIANT (within bounds): nothing is read beyond the source or written beyond the result.
      guard start + count <= source.count, filled + count <= result.count,
        let from = source.baseAddress, let to = result.baseAddress
      else { return false }
      unsafe (to + filled).copyMemory(from: from + start, byteCount: count)
      filled += count
    }
    return filled == result.count
  }

  /// A size, seven bits a byte, the lowest first.
  private static func size(_ delta: ArraySlice<UInt8>, _ offset: inout Int) -> Int? {
    var size = 0
    var shift = 0
    while offset < delta.endIndex, shift < 42 {
      let byte = delta[offset]
      offset += 1
      size |= Int(byte & 0x7F) << shift
      shift += 7
      if byte & 0x80 == 0 { return size }
    }
    return nil
  }
}
