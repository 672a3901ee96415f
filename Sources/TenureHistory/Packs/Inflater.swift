internal import CLibgit2

/// Undoes git's compression, into buffers whose size is known beforehand.
@safe struct Inflater: ~Copyable {
  private let state: OpaquePointer
  // The libraries are twice as fast while they have room for 258 bytes more, so small objects,
  // which are most, are inflated into a larger place and copied.
  private let scratch: UnsafeMutableBufferPointer<UInt8>

  private static let scratchBytes = 1 << 14
  private static let roomBytes = 300

  /// Nil if there is no memory.
  init?() {
    guard let state = unsafe tenure_inflate_create() else { return nil }
    unsafe self.state = unsafe state
    unsafe scratch = .allocate(capacity: Self.scratchBytes + Self.roomBytes)
  }

  deinit {
    unsafe tenure_inflate_free(state)
    unsafe scratch.deallocate()
  }

  /// Turns to the faster of the two libraries at once, and not after some hundred streams.
  func hurry() { unsafe tenure_inflate_hurry(state) }

  /// The content of a stream that must inflate to exactly `count` bytes; nil if it does not.
  func inflate(_ input: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    if count <= Self.scratchBytes {
      guard unsafe inflate(input, into: scratch) == count else { return nil }
      return unsafe Array(UnsafeBufferPointer(rebasing: scratch[..<count]))
    }
    var isWhole = false
    // Room for one byte more lets the library see the stream's end and check its sum.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, filled in
      isWhole = unsafe inflate(input, into: buffer) == count
      filled = isWhole ? count : 0
    }
    return isWhole ? bytes : nil
  }

  /// Adds the content of a stream to an array; whether it inflates to exactly `count` bytes.
  func inflate(
    _ input: UnsafeRawBufferPointer, count: Int, addingTo bytes: inout [UInt8]
  ) -> Bool {
    guard count <= Self.scratchBytes else {
      guard let content = unsafe inflate(input, count: count) else { return false }
      bytes += content
      return true
    }
    guard unsafe inflate(input, into: scratch) == count else { return false }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: scratch[..<count]))
    return true
  }

  /// The first bytes of a stream, at most `limit`, and whether these are all; nil if it is damaged.
  func inflate(
    _ input: UnsafeRawBufferPointer, atMost limit: Int
  ) -> (bytes: [UInt8], isWhole: Bool)? {
    var ended: Int32 = 0
    var got = 0
    let start = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      got = unsafe tenure_inflate(
        state, start, input.count, buffer.baseAddress, buffer.count, &ended)
      filled = max(0, got)
    }
    return got < 0 ? nil : (bytes, ended != 0)
  }

  /// Inflates a whole stream; the number of bytes, or one below zero if it is damaged or too long.
  private func inflate(
    _ input: UnsafeRawBufferPointer, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let start = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return unsafe tenure_inflate_whole(
      state, start, input.count, buffer.baseAddress, buffer.count)
  }
}
