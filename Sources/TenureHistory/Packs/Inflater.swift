internal import CLibgit2

/// Undoes git's compression, into buffers whose size is known beforehand.
@safe struct Inflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  // The library is twice as fast while it has room for 258 bytes more, so small objects, which are
  // most, are inflated into a larger place and copied.
  private let scratch: UnsafeMutableBufferPointer<UInt8>

  private static let scratchBytes = 1 << 14
  private static let roomBytes = 300

  /// Nil if there is no memory.
  init?() {
    guard let stream = unsafe tenure_inflate_create() else { return nil }
    unsafe self.stream = unsafe stream
    unsafe scratch = .allocate(capacity: Self.scratchBytes + Self.roomBytes)
  }

  deinit {
    unsafe tenure_inflate_free(stream)
    unsafe scratch.deallocate()
  }

  /// The content of a stream that must inflate to exactly `count` bytes; nil if it does not.
  func inflate(_ input: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    if count <= Self.scratchBytes {
      let (got, ended) = unsafe run(input, into: scratch)
      guard ended, got == count else { return nil }
      return unsafe Array(scratch[..<count])
    }
    var isWhole = false
    // Room for one byte more lets the library see the stream's end and check its sum.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, filled in
      let (got, ended) = unsafe run(input, into: buffer)
      isWhole = ended && got == count
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
    let (got, ended) = unsafe run(input, into: scratch)
    guard ended, got == count else { return false }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: scratch[..<count]))
    return true
  }

  /// The first bytes of a stream, at most `limit`, and whether these are all; nil if it is damaged.
  func inflate(
    _ input: UnsafeRawBufferPointer, atMost limit: Int
  ) -> (bytes: [UInt8], isWhole: Bool)? {
    var result = (got: 0, ended: false)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      result = unsafe run(input, into: buffer)
      filled = max(0, result.got)
    }
    return result.got < 0 ? nil : (bytes, result.ended)
  }

  private func run(
    _ input: UnsafeRawBufferPointer, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> (got: Int, ended: Bool) {
    var ended: Int32 = 0
    let start = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let got = unsafe tenure_inflate(
      stream, start, input.count, buffer.baseAddress, buffer.count, &ended)
    return (Int(got), ended != 0)
  }
}
