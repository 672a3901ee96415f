/// Finds where the records of a table end, without understanding them.
///
/// A quote at the beginning of a cell opens it. Where the quotes of a record make no sense, it ends
/// with its first line.
struct RecordScanner {
  /// The place behind the last of the records that end before a place; nil if none does.
  ///
  /// At `end` a line break must stand that is not part of the text.
  static func endOfLast(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var last: UnsafePointer<UInt8>?
    var next = start
    while next < end, let found = self.end(of: next, before: end) {
      last = found
      next = found
    }
    return last
  }

  /// The place behind a record; nil if it does not end.
  static func end(
    of start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var next = start
    while true {
      if next.pointee == 0x22 {
        var isClosed = false
        next += 1
        while next < end, !isClosed {
          if next.pointee != 0x22 {
            next += 1
          } else if next[1] == 0x22, next + 1 < end {
            next += 2
          } else {
            isClosed = true
            next += 1
          }
        }
        guard isClosed else { return nil }
        if next.pointee == 0x0D, next[1] == 0x0A { next += 1 }
        guard next.pointee == 0x2C || next.pointee == 0x0A else {
          return firstLine(from: start, before: end)
        }
      } else {
        next = CSVDecoder.end(of: next)
        while next.pointee == 0x22, next < end { next = CSVDecoder.end(of: next + 1) }
      }
      guard next < end else { return nil }
      let isLast = next.pointee == 0x0A
      next += 1
      if isLast { return next }
    }
  }

  /// The place behind the first line break; nil if there is none.
  static func firstLine(
    from start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var next = start
    while next < end {
      if next.pointee == 0x0A { return next + 1 }
      next += 1
    }
    return nil
  }
}
