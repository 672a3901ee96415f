/// Sorts amounts with their weights, in time linear in their number.
///
/// Least digit first, eleven bits at a time, and only as many digits as the widest span of amounts
/// has: three passes for amounts up to some ten million of a currency with cents.
enum RadixSort {
  /// An amount and its weight.
  struct Item {
    var value: Int
    var weight: Int
  }

  private static let digitBits: UInt64 = 11
  /// Below this, sorting by comparison is quicker than clearing the counts.
  private static let comparisonLimit = 512

  /// Sorts items by value; items of equal value keep their order.
  static func sort(_ items: inout [Item]) {
    guard items.count > comparisonLimit else {
      items.sort { $0.value < $1.value }
      return
    }
    var (least, most) = (Int.max, Int.min)
    for item in items {
      least = min(least, item.value)
      most = max(most, item.value)
    }
    // The distance from the least fits the word, whatever the signs.
    let base = UInt64(bitPattern: Int64(least))
    let span = UInt64(bitPattern: Int64(most)) &- base
    guard span > 0 else { return }
    let digits = (UInt64(64 - span.leadingZeroBitCount) + digitBits - 1) / digitBits
    var other = [Item](unsafeUninitializedCapacity: items.count) { _, count in count = items.count }
    var starts = [Int](repeating: 0, count: 1 << Int(digitBits))
    for digit in 0..<digits {
      let shift = digit * digitBits
      items.withUnsafeBufferPointer { source in
        other.withUnsafeMutableBufferPointer { target in
          starts.withUnsafeMutableBufferPointer { starts in
            pass(source, target, starts, base: base, shift: shift)
          }
        }
      }
      swap(&items, &other)
    }
  }

  private static func pass(
    _ source: UnsafeBufferPointer<Item>, _ target: UnsafeMutableBufferPointer<Item>,
    _ starts: UnsafeMutableBufferPointer<Int>, base: UInt64, shift: UInt64
  ) {
    let mask = UInt64(starts.count - 1)
    for index in starts.indices { starts[index] = 0 }
    for item in source {
      starts[Int(truncatingIfNeeded: (key(item, base) &>> shift) & mask)] &+= 1
    }
    var start = 0
    for index in starts.indices {
      let count = starts[index]
      starts[index] = start
      start &+= count
    }
    for item in source {
      let digit = Int(truncatingIfNeeded: (key(item, base) &>> shift) & mask)
      target[starts[digit]] = item
      starts[digit] &+= 1
    }
  }

  private static func key(_ item: Item, _ base: UInt64) -> UInt64 {
    UInt64(bitPattern: Int64(item.value)) &- base
  }
}
