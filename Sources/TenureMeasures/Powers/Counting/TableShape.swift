import BigInt

/// How a table of counts lies in memory, and what it costs.
///
/// Rows are numbered by the size of the coalition, if that is told apart, and by the sums of all
/// weights but the last. A limb is a plane of rows; a row lacks the planes that its counts cannot
/// reach.
struct TableShape {
  let width: Int
  let rowCount: Int
  /// The rows between neighbours in each outer coordinate.
  let strides: [Int]
  /// The limbs of each row.
  let limbCounts: [Int]
  let wordCount: Int
  private let hasSizes: Bool
  private let radices: [Int]
  /// Where the rows of each limb begin; rows that lack it are never asked for.
  private let offsets: [[Int]]

  init(
    seats: Int, widths: [Int], largestSize: Int?, limits: CountingLimits
  ) throws(VotingGameError) {
    width = widths.last ?? 1
    hasSizes = largestSize != nil
    let radices = (largestSize.map { [$0 + 1] } ?? []) + widths.dropLast()
    self.radices = radices
    var strides = [Int](repeating: 1, count: radices.count)
    for place in stride(from: radices.count - 2, through: 0, by: -1) {
      strides[place] = strides[place + 1] * radices[place + 1]
    }
    self.strides = strides
    guard
      let words = Self.wordCount(seats: seats, widths: widths, largestSize: largestSize),
      words <= limits.tableWords
    else { throw .tooLarge("the sums of weights", limit: limits.tableWords) }
    rowCount = radices.reduce(1, *)
    let bySize = Self.limbCounts(seats: seats, largestSize: largestSize)
    let limbCounts = (0..<rowCount).map { row in
      bySize[largestSize == nil ? 0 : row / strides[0]]
    }
    self.limbCounts = limbCounts
    var next = 0
    var offsets: [[Int]] = []
    for limb in 0..<(bySize.max() ?? 1) {
      var plane = [Int](repeating: 0, count: rowCount)
      for row in 0..<rowCount where limbCounts[row] > limb {
        plane[row] = next
        next += width
      }
      offsets.append(plane)
    }
    self.offsets = offsets
    wordCount = max(next, 1)
  }

  /// The words of a table, or nil if they are more than can be counted.
  static func wordCount(seats: Int, widths: [Int], largestSize: Int?) -> Int? {
    var cells = 1
    for width in widths {
      let (product, overflow) = cells.multipliedReportingOverflow(by: width)
      guard !overflow, product < 1 << 40 else { return nil }
      cells = product
    }
    guard seats < 1 << 20 else { return nil }
    let limbs = limbCounts(seats: seats, largestSize: largestSize).reduce(0, +)
    let (words, overflow) = cells.multipliedReportingOverflow(by: limbs)
    return overflow ? nil : words
  }

  /// The limbs that the counts of each size need; of all sizes together if they are not told apart.
  private static func limbCounts(seats: Int, largestSize: Int?) -> [Int] {
    guard let largestSize else { return [seats / CountTable.limbBits + 1] }
    var binomial = BigUInt(1)
    return (0...largestSize).map { size in
      if size > 0 { binomial = binomial * BigUInt(seats - size + 1) / BigUInt(size) }
      return (binomial.bitWidth - 1) / CountTable.limbBits + 1
    }
  }

  func offset(ofRow row: Int, limb: Int) -> Int { offsets[limb][row] }

  func coordinate(_ place: Int, ofRow row: Int) -> Int {
    row / strides[place] % radices[place]
  }

  func size(ofRow row: Int) -> Int { hasSizes ? row / strides[0] : 0 }

  /// Whether a row is so far from the edges that it has a row at some distance before it.
  func row(_ row: Int, hasRoomFor shift: [Int]) -> Bool {
    for place in shift.indices where coordinate(place, ofRow: row) < shift[place] { return false }
    return true
  }
}
