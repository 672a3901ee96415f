/// Numbers for runs of small numbers of one length: which rows have the same facts in some columns.
package final class CaseTable {
  private let width: Int
  private var keys = FlatArray<UInt32>(capacity: 256)
  private var slots: UnsafeMutablePointer<Int32>
  private var mask: Int
  /// How many there are.
  package private(set) var count = 0

  /// Makes an empty table for runs of so many numbers.
  package init(width: Int) {
    self.width = width
    mask = 255
    slots = Self.empty(256)
  }

  deinit {
    keys.free()
    slots.deallocate()
  }

  /// The number of a run: the first that is new is 0, the next 1.
  @inline(__always)
  package func number(of key: UnsafePointer<UInt32>) -> Int {
    var slot = Self.hash(key, width) & mask
    while slots[slot] >= 0 {
      if isKey(Int(slots[slot]), key) { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    return add(key, slot)
  }

  /// Forgets everything.
  package func removeAll() {
    count = 0
    keys.shrink(to: 0)
    slots.update(repeating: -1, count: mask + 1)
  }

  @inline(__always)
  private func isKey(_ number: Int, _ key: UnsafePointer<UInt32>) -> Bool {
    let own = keys.base + number * width
    for index in 0..<width where own[index] != key[index] { return false }
    return true
  }

  @inline(never)
  private func add(_ key: UnsafePointer<UInt32>, _ slot: Int) -> Int {
    slots[slot] = Int32(truncatingIfNeeded: count)
    for index in 0..<width { keys.append(key[index]) }
    count += 1
    if count * 2 > mask { grow() }
    return count - 1
  }

  private func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = Self.empty(mask + 1)
    for number in 0..<count {
      var slot = Self.hash(keys.base + number * width, width) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  @inline(__always)
  private static func hash(_ key: UnsafePointer<UInt32>, _ width: Int) -> Int {
    var hash: UInt64 = 0
    for index in 0..<width {
      hash = (hash ^ UInt64(key[index])) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash >> 8)
  }

  private static func empty(_ count: Int) -> UnsafeMutablePointer<Int32> {
    let slots = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    slots.initialize(repeating: -1, count: count)
    return slots
  }
}
