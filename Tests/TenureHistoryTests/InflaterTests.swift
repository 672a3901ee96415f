import Testing

@testable import TenureHistory

/// Streams of git, as its loose files hold them, for both of the libraries that undo them.
@Suite struct `Inflated streams` {
  private struct Missing: Error {}

  private struct Stream {
    let bytes: [UInt8]
    let count: Int
  }

  /// Contents of all sorts, from few bytes to more than the room for small ones.
  private static func content(_ number: Int, _ numbers: inout SeededNumbers) -> [UInt8] {
    let count = [0, 1, 31, 93, 225, 2_000, 16_384, 16_385, 60_000][number % 9]
    let letters = [1, 16, 80, 256][number / 9 % 4]
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      .map { UInt8(Int($0) % letters) }
  }

  private static func streams() throws -> [Stream] {
    let scratch = try Scratch.repository()
    var numbers = SeededNumbers(seed: 5)
    return try (0..<72).map { number in
      let content = content(number, &numbers)
      let level = ["0", "1", "6", "9"][number / 18]
      let id = try scratch.git(
        ["-c", "core.looseCompression=\(level)", "hash-object", "-w", "--stdin"], input: content)
      let bytes = try scratch.bytes(".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
      return Stream(bytes: bytes, count: "blob \(content.count)\0".utf8.count + content.count)
    }
  }

  private func inflated(
    _ bytes: [UInt8], _ count: Int, by inflater: borrowing Inflater
  ) -> [UInt8]? {
    bytes.withUnsafeBytes { inflater.inflate($0, count: count) }
  }

  @Test func `the faster library reads what git's own reads, and refuses what it refuses`() throws {
    guard let hurried = Inflater() else { throw Missing() }
    hurried.hurry()
    var numbers = SeededNumbers(seed: 6)
    for (number, stream) in try Self.streams().enumerated() {
      // Too few for it to turn to the other library.
      guard let plain = Inflater() else { throw Missing() }
      let whole = inflated(stream.bytes, stream.count, by: plain)
      #expect(whole?.count == stream.count)
      #expect(inflated(stream.bytes, stream.count, by: hurried) == whole, "\(number)")
      // What stands behind a stream in a pack does not matter.
      #expect(inflated(stream.bytes + [1, 2, 3], stream.count, by: hurried) == whole, "\(number)")
      for wrong in [stream.count - 1, stream.count + 1] {
        #expect(inflated(stream.bytes, wrong, by: plain) == nil)
        #expect(inflated(stream.bytes, wrong, by: hurried) == nil, "\(number)")
      }
      for _ in 0..<40 {
        var bytes = stream.bytes
        if Bool.random(using: &numbers) {
          bytes[Int.random(in: bytes.indices, using: &numbers)] ^=
            1
            << UInt8.random(
              in: 0..<8, using: &numbers)
        } else {
          bytes.removeLast(Int.random(in: 1...bytes.count, using: &numbers))
        }
        let expected = inflated(bytes, stream.count, by: plain)
        #expect(inflated(bytes, stream.count, by: hurried) == expected, "\(number)")
      }
    }
  }

  @Test func `streams are read alike before and after the library is changed`() throws {
    guard let inflater = Inflater() else { throw Missing() }
    let streams = try Self.streams()
    var bytes: [UInt8] = []
    for turn in 0..<600 {
      let stream = streams[turn % streams.count]
      let start = bytes.count
      let isSound = stream.bytes.withUnsafeBytes {
        inflater.inflate($0, count: stream.count, addingTo: &bytes)
      }
      #expect(isSound)
      #expect(Array(bytes[start...].prefix(5)) == Array("blob ".utf8))
      if bytes.count > 1 << 20 { bytes = [] }
    }
  }
}
