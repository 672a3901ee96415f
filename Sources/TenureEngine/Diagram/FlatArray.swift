/// A growing run of plain values in memory of its own: what the inner loops of a store read.
///
/// An `Array` would be checked for shared ownership at each change, and a class's property for
/// exclusive access at each look. Here neither is needed: each of these belongs to one owner, which
/// frees it.
struct FlatArray<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  /// - Parameter capacity: For how many values there is room before it grows; at least one.
  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  func free() { base.deallocate() }

  subscript(_ index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) nonmutating set { base[index] = newValue }
  }

  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    count += 1
  }

  /// Makes room for more values behind the last, without adding them.
  @inline(__always) mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: count + more) }
  }

  /// Adds values that were written behind the last, into room that was reserved.
  @inline(__always) mutating func extend(by more: Int) { count += more }

  /// Drops all values from a position on.
  @inline(__always) mutating func shrink(to count: Int) { self.count = count }

  private mutating func grow(to least: Int) {
    let larger = max(least, capacity * 2)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    moved.moveInitialize(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }
}
