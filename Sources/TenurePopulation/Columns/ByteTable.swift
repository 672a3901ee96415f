/// Numbers for short texts, found by their bytes: what the cells of a column are looked up in.
///
/// Texts of at most eight bytes are one word, and compared as such; of longer ones the bytes are
/// kept. A text that was found costs about as much as reading it.
struct ByteTable {
  private struct Slot {
    /// The text itself, or a hash of a longer one.
    var key: UInt64
    var count: Int32
    /// −1 for an empty slot.
    var number: Int32
    var start: Int
  }

  /// How many bytes must be readable behind the end of every text that is looked up.
  static let padding = 8

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private(set) var count = 0
  /// The bytes of longer texts, one behind the other.
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCount = 0
  private var byteCapacity = 256

  init() {
    mask = 255
    slots = .allocate(capacity: 256)
    slots.initialize(repeating: Slot(key: 0, count: 0, number: -1, start: 0), count: 256)
    bytes = .allocate(capacity: byteCapacity)
  }

  func free() {
    slots.deallocate()
    bytes.deallocate()
  }

  /// The number of a text; −1 if it has none.
  @inline(__always)
  func number(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let key = Self.key(text, count)
    var slot = Self.place(key, count) & mask
    while true {
      let found = slots[slot]
      if found.number < 0 { return -1 }
      if found.key == key, Int(found.count) == count,
        count <= 8 || isEqual(found.start, text, count)
      {
        return Int(found.number)
      }
      slot = (slot + 1) & mask
    }
  }

  /// Gives a text that has none a number.
  mutating func add(_ text: UnsafePointer<UInt8>, _ count: Int, number: Int) {
    if self.count * 2 > mask { grow() }
    let start = byteCount
    if count > 8 { keep(text, count) }
    put(Slot(key: Self.key(text, count), count: Int32(count), number: Int32(number), start: start))
    self.count += 1
  }

  private mutating func keep(_ text: UnsafePointer<UInt8>, _ count: Int) {
    if byteCount + count > byteCapacity {
      byteCapacity = max(byteCapacity * 2, byteCount + count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
      larger.update(from: bytes, count: byteCount)
      bytes.deallocate()
      bytes = larger
    }
    (bytes + byteCount).update(from: text, count: count)
    byteCount += count
  }

  private func put(_ new: Slot) {
    var slot = Self.place(new.key, Int(new.count)) & mask
    while slots[slot].number >= 0 { slot = (slot + 1) & mask }
    slots[slot] = new
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(key: 0, count: 0, number: -1, start: 0), count: mask + 1)
    for index in 0..<oldCount where old[index].number >= 0 { put(old[index]) }
    old.deallocate()
  }

  private func isEqual(_ start: Int, _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for index in 0..<count where bytes[start + index] != text[index] { return false }
    return true
  }

  @inline(__always)
  private static func key(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(text)
    if count <= 8 {
      if count == 0 { return 0 }
      return raw.loadUnaligned(as: UInt64.self) & (UInt64.max >> UInt64(64 - count * 8))
    }
    var hash: UInt64 = 0
    var offset = 0
    while offset + 8 <= count {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      offset += 8
    }
    if offset < count {
      let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      hash = (hash ^ last) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return hash
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: ((key &+ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
