internal import TenureModel

/// The records of a document while it is read.
///
/// An array would ask for each record whether somebody else sees it; here nobody can. Places are
/// checked as those of an array are.
struct RecordArena: ~Copyable {
  private var base: UnsafeMutablePointer<DocumentRecord>
  private var capacity: Int
  private(set) var count = 0

  /// Creates an empty arena with room for some records; it grows when they are more.
  init(capacity: Int) {
    self.capacity = max(capacity, 4)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  var isEmpty: Bool { count == 0 }

  subscript(index: Int) -> DocumentRecord {
    @inline(__always) get {
      check(index)
      return base[index]
    }
    @inline(__always) _modify {
      check(index)
      yield &base[index]
    }
  }

  @inline(__always)
  private func check(_ index: Int) {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such record")
  }

  /// Adds a record.
  ///
  /// - Returns: Its place.
  @inline(__always)
  @discardableResult
  mutating func append(
    _ form: DocumentRecord.Form, start: Int, end: Int, next: Int, detail: Int
  ) -> Int {
    if count == capacity { grow() }
    // The initializer lies in another module and would be called; records are trivial.
    let record = base + count
    record.pointee.form = form
    record.pointee.start = UInt32(truncatingIfNeeded: start)
    record.pointee.end = UInt32(truncatingIfNeeded: end)
    record.pointee.next = UInt32(truncatingIfNeeded: next)
    record.pointee.detail = UInt32(truncatingIfNeeded: detail)
    count &+= 1
    return count &- 1
  }

  /// Closes the record of a map or a list behind all that is in it.
  @inline(__always)
  mutating func close(_ index: Int, end: UInt32, detail: Int) {
    check(index)
    base[index].end = end
    base[index].next = UInt32(truncatingIfNeeded: count)
    base[index].detail = UInt32(truncatingIfNeeded: detail)
  }

  /// Forgets the records from a place on.
  mutating func removeAll(from index: Int) {
    precondition(index <= count, "no such record")
    count = index
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<DocumentRecord>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  /// The records, in order.
  var array: [DocumentRecord] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
