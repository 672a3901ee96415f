/// The cells of a facet's column that were met before, and plain numbers: what is read in the loop
/// over cells, and so in plain memory of its own.
///
/// It belongs to one `FacetColumn`, which frees it.
struct QuickCells {
  /// The numbers of the facts that texts give.
  var texts = ByteTable()
  /// The facts of the rows of a chunk.
  let codes: UnsafeMutablePointer<UInt32>
  /// For each cut of a quantity the least whole number behind it, ascending.
  private let thresholds: UnsafeMutablePointer<Int>
  private let thresholdCount: Int
  /// The least whole number that is a value; none is if the facet is no quantity.
  private let least: Int
  /// For each interval the number of its fact; −1 if none was met.
  private let intervalNumbers: UnsafeMutablePointer<Int>
  /// The most digits that are read here.
  private static let digitLimit = 15

  init(_ intervals: NumberIntervals?, rowLimit: Int) {
    codes = .allocate(capacity: rowLimit)
    codes.initialize(repeating: 0, count: rowLimit)
    let whole = intervals?.thresholds ?? []
    thresholds = .allocate(capacity: whole.count + 1)
    thresholds.initialize(repeating: 0, count: whole.count + 1)
    for (index, threshold) in whole.enumerated() { thresholds[index] = threshold }
    thresholdCount = whole.count
    least = intervals?.least ?? .max
    intervalNumbers = .allocate(capacity: whole.count + 1)
    intervalNumbers.initialize(repeating: -1, count: whole.count + 1)
  }

  func free() {
    texts.free()
    codes.deallocate()
    thresholds.deallocate()
    intervalNumbers.deallocate()
  }

  /// The number of the fact of an interval; −1 if none was met.
  subscript(interval: Int) -> Int {
    get { intervalNumbers[interval] }
    nonmutating set { intervalNumbers[interval] = newValue }
  }

  /// The number of the fact in a cell; −1 if it must be understood first.
  @inline(__always)
  func number(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if least != .max {
      let interval = interval(ofDigits: text, count)
      if interval >= 0, intervalNumbers[interval] >= 0 { return intervalNumbers[interval] }
    }
    return texts.number(text, count)
  }

  /// The interval of a whole number in plain digits; −1 for any other text, and for numbers that
  /// the facet does not admit.
  @inline(__always)
  private func interval(ofDigits text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 0, count <= Self.digitLimit else { return -1 }
    var number = 0
    for index in 0..<count {
      let digit = text[index] &- 0x30
      guard digit < 10 else { return -1 }
      number = number &* 10 &+ Int(digit)
    }
    guard number >= least else { return -1 }
    var interval = 0
    for index in 0..<thresholdCount where thresholds[index] <= number { interval += 1 }
    return interval
  }
}
