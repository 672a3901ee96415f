/// What is known of references, or of pairs of them: a flat hash table from numbers to numbers.
///
/// Keys are 64 bits, all but the number of all ones, which marks an empty slot.
final class RefTable {
  private struct Slot {
    var key: UInt64
    var value: Int32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// How many keys have a value.
  private(set) var count = 0

  /// Creates an empty table with room for about so many keys.
  init(capacity: Int = 32) {
    let count = 2 << (Int.bitWidth - max(31, capacity - 1).leadingZeroBitCount)
    mask = count - 1
    slots = .allocate(capacity: count)
    slots.initialize(repeating: Slot(key: .max, value: 0), count: count)
  }

  deinit { slots.deallocate() }

  /// The value of a key, or nil.
  func value(_ key: UInt64) -> Int32? {
    let slot = find(key)
    return slots[slot].key == key ? slots[slot].value : nil
  }

  /// Gives a key a value.
  func set(_ key: UInt64, _ value: Int32) {
    var slot = find(key)
    if slots[slot].key != key {
      if count * 2 > mask {
        grow()
        slot = find(key)
      }
      count += 1
      slots[slot].key = key
    }
    slots[slot].value = value
  }

  private func find(_ key: UInt64) -> Int {
    let mask = mask
    let slots = slots
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].key != key, slots[slot].key != .max { slot = (slot + 1) & mask }
    return slot
  }

  private func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(key: .max, value: 0), count: mask + 1)
    for index in 0..<oldCount where old[index].key != .max {
      slots[find(old[index].key)] = old[index]
    }
    old.deallocate()
  }
}

extension RefTable {
  subscript(_ ref: Ref) -> Ref? {
    get { value(ref.key).map { Ref(raw: $0) } }
    set { if let newValue { set(ref.key, newValue.raw) } }
  }

  subscript(_ left: Ref, _ right: Ref) -> Ref? {
    get { value(left.key << 32 | right.key).map { Ref(raw: $0) } }
    set { if let newValue { set(left.key << 32 | right.key, newValue.raw) } }
  }
}

extension Ref {
  /// A number that is never all ones, not even twice side by side.
  fileprivate var key: UInt64 { UInt64(UInt32(bitPattern: raw ^ .min)) }
}
