/// A piece of a text file that ends where a record ends, in memory of one thread.
final class TextChunk {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes it holds; behind them a line break and zeros can be read.
  var count = 0
  /// Its place in the file, counted from 0.
  var sequence = 0

  init() {
    capacity = 1 << 16
    base = .allocate(capacity: capacity + TextChunk.padding)
  }

  deinit { base.deallocate() }

  /// How many bytes can be read behind the end.
  static let padding = 16

  /// Makes room for so many bytes, keeping what it holds.
  func reserve(_ room: Int) {
    guard room > capacity else { return }
    capacity = max(room, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + TextChunk.padding)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }

  /// What it holds; valid until it changes.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Drops bytes from the front.
  func dropFirst(_ dropped: Int) {
    count -= dropped
    base.update(from: base + dropped, count: count)
  }

  /// Ends the text with a line break that does not count, so that readers need no check of the end.
  func seal() {
    base[count] = UInt8(ascii: "\n")
    (base + count + 1).update(repeating: 0, count: TextChunk.padding - 1)
  }
}

/// Where a thread is in a chunk.
struct TextCursor {
  var next: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// The line within the chunk, counted from 0.
  var line = 0

  init(_ chunk: TextChunk) {
    next = UnsafePointer(chunk.base)
    end = next + chunk.count
  }

  var isAtEnd: Bool { next >= end }
}
