import BigInt

/// How many coalitions of some seats reach each sum of weights, for all sums under some bounds.
///
/// The coefficients of the generating function ∏ (1 + y x^w) over the seats: Mann and Shapley, RAND
/// RM-3158 (1962); of several weights at once: Bilbao, Fernández, Losada and López, TOP 8 (2000).
/// A row holds all sums of the last weight for one size of coalition and one sum of each other
/// weight. Rows are filled in place, last row first, for a batch of seats in one sweep:
///
///     row     … r-3   r-2   r-1    r
///     seat 1                 ├─────►        row r takes in row r-1, shifted by the seat's weight
///     seat 2                       ├─────►  one row behind, as soon as both rows are ready
///
/// A count is split into limbs of 52 bits, each in a plane of its own, so that twelve seats are
/// added without a carry and every addition runs over plain words. Seats are added from light to
/// heavy: sums that are not reached yet cost nothing.
///
/// Complexity: as many additions as there are seats, cells and limbs, less what is not reached.
final class CountTable {
  /// Seats with the same weights.
  struct Kind {
    /// The weights, of each outer dimension and then of the last.
    let weights: [Int]
    let count: Int
  }

  static let limbBits = 52
  /// Doublings of a limb that a word has room for.
  static let batchSize = 64 - limbBits

  let kinds: [Kind]
  /// How many seats there are.
  let seatCount: Int
  /// The largest coalition in the table; nil if sizes are not told apart.
  let largestSize: Int?
  /// The sums of each weight that are told apart, from zero.
  let widths: [Int]

  let shape: TableShape
  private let words: UnsafeMutablePointer<UInt64>
  /// The weights of the seats in the last dimension, from light to heavy, summed up.
  private var reach: [Int] = [0]

  /// Fills a table.
  init(
    _ kinds: [Kind], widths: [Int], largestSize: Int?, limits: CountingLimits
  ) throws(VotingGameError) {
    self.kinds = kinds
    self.widths = widths
    self.largestSize = largestSize
    seatCount = kinds.reduce(0) { $0 + $1.count }
    shape = try TableShape(
      seats: seatCount, widths: widths, largestSize: largestSize, limits: limits)
    words = .allocate(capacity: shape.wordCount)
    words.initialize(repeating: 0, count: shape.wordCount)
    fill()
    accumulate()
  }

  deinit { words.deallocate() }

  /// The words of a row's limb.
  private func row(_ row: Int, _ limb: Int) -> UnsafeMutablePointer<UInt64> {
    words + shape.offset(ofRow: row, limb: limb)
  }

  // MARK: Filling

  /// A seat on its way through the table.
  private struct Seat {
    /// What it adds to the outer coordinates of a row.
    let shift: [Int]
    /// The same as a distance of rows.
    let distance: Int
    let weight: Int
  }

  private func fill() {
    for limb in 0..<min(1, shape.limbCounts[0]) { row(0, limb)[0] = 1 }
    let sorted = kinds.sorted { ($0.weights.last ?? 0) < ($1.weights.last ?? 0) }
    var seats: [Seat] = []
    for kind in sorted {
      let shift = (largestSize == nil ? [] : [1]) + kind.weights.dropLast()
      let distance = zip(shift, shape.strides).reduce(0) { $0 + $1.0 * $1.1 }
      let seat = Seat(shift: shift, distance: distance, weight: kind.weights.last ?? 0)
      for _ in 0..<kind.count {
        seats.append(seat)
        reach.append(reach[reach.count - 1] + seat.weight)
      }
    }
    var start = 0
    while start < seats.count {
      let batch = seats[start..<min(start + Self.batchSize, seats.count)]
      for limb in 0...(start / Self.limbBits) { add(batch, limb: limb) }
      carry(after: batch.endIndex)
      start = batch.endIndex
    }
  }

  private func add(_ batch: ArraySlice<Seat>, limb: Int) {
    var lag = 0
    var lags: [Int] = []
    for (place, seat) in batch.enumerated() {
      lag += place == 0 ? 0 : seat.distance
      lags.append(lag)
    }
    for time in stride(from: shape.rowCount - 1, through: -lag, by: -1) {
      for (place, position) in batch.indices.enumerated() {
        let target = time + lags[place]
        guard target >= 0, target < shape.rowCount else { continue }
        add(batch[position], number: position, toRow: target, limb: limb)
      }
    }
  }

  /// Adds a seat, before which so many others have been added.
  private func add(_ seat: Seat, number: Int, toRow target: Int, limb: Int) {
    let source = target - seat.distance
    guard source >= 0, limb < shape.limbCounts[target], limb < shape.limbCounts[source],
      shape.row(target, hasRoomFor: seat.shift)
    else { return }
    let (least, most) = sums(ofRow: source, seats: number)
    let width = shape.width
    let first = least + seat.weight
    let last = min(most + seat.weight, width - 1)
    guard least >= 0, first <= last else { return }
    let from = row(source, limb)
    let to = row(target, limb)
    let weight = seat.weight
    if source != target {
      Self.add(from + (first - weight), to: to + first, count: last - first + 1)
      return
    }
    // In its own row from the right, in pieces that do not overlap.
    var end = last + 1
    while end > first {
      let piece = min(weight, end - first)
      guard piece > 7 else {
        for index in stride(from: end - 1, through: first, by: -1) {
          to[index] &+= to[index - weight]
        }
        return
      }
      Self.add(to + (end - piece - weight), to: to + (end - piece), count: piece)
      end -= piece
    }
  }

  @inline(__always)
  private static func add(
    _ source: UnsafeMutablePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>, count: Int
  ) {
    for index in 0..<count { target[index] &+= source[index] }
  }

  /// The sums that a row can have with the first seats: least and most, or -1 if it has none.
  private func sums(ofRow row: Int, seats: Int) -> (least: Int, most: Int) {
    guard largestSize != nil else { return (0, reach[seats]) }
    let size = shape.size(ofRow: row)
    guard size <= seats else { return (-1, -1) }
    return (reach[size], reach[seats] - reach[seats - size])
  }

  private func carry(after seats: Int) {
    let mask = UInt64(1) << UInt64(Self.limbBits) - 1
    for row in 0..<shape.rowCount {
      let (least, most) = sums(ofRow: row, seats: seats)
      guard least >= 0, least < shape.width else { continue }
      let count = min(most, shape.width - 1) - least + 1
      let limbs = min(shape.limbCounts[row], seats / Self.limbBits + 1)
      for limb in stride(from: 0, to: limbs - 1, by: 1) {
        let low = self.row(row, limb) + least
        let high = self.row(row, limb + 1) + least
        for index in 0..<count {
          high[index] &+= low[index] &>> UInt64(Self.limbBits)
          low[index] &= mask
        }
      }
    }
  }

  // MARK: Sums over boxes

  /// Turns each count into the count of all coalitions with no larger sums, of the same size.
  private func accumulate() {
    let mask = UInt64(1) << UInt64(Self.limbBits) - 1
    for row in 0..<shape.rowCount {
      let limbs = shape.limbCounts[row]
      let planes = (0..<limbs).map { self.row(row, $0) }
      for index in stride(from: 1, to: shape.width, by: 1) {
        var carry: UInt64 = 0
        for limb in 0..<limbs {
          let sum = planes[limb][index] &+ planes[limb][index - 1] &+ carry
          carry = sum &>> UInt64(Self.limbBits)
          planes[limb][index] = sum & mask
        }
      }
    }
    let outer = largestSize == nil ? 0 : 1
    for place in stride(from: outer, to: shape.strides.count, by: 1) {
      for row in 0..<shape.rowCount where shape.coordinate(place, ofRow: row) > 0 {
        let limbs = shape.limbCounts[row]
        for limb in 0..<limbs {
          let source = self.row(row - shape.strides[place], limb)
          Self.add(source, to: self.row(row, limb), count: shape.width)
        }
        for limb in stride(from: 0, to: limbs - 1, by: 1) {
          let (low, high) = (self.row(row, limb), self.row(row, limb + 1))
          for index in 0..<shape.width {
            high[index] &+= low[index] &>> UInt64(Self.limbBits)
            low[index] &= mask
          }
        }
      }
    }
  }

  /// Adds or takes away the number of coalitions of a size with all sums under the bounds.
  func collect(size: Int, under bounds: [Int], sign: Int64, into limbs: inout [Int64]) {
    guard size >= 0, bounds.allSatisfy({ $0 > 0 }) else { return }
    var row = largestSize == nil ? 0 : size * shape.strides[0]
    let outer = largestSize == nil ? 0 : 1
    for place in 0..<(bounds.count - 1) {
      row += (bounds[place] - 1) * shape.strides[outer + place]
    }
    let index = bounds[bounds.count - 1] - 1
    for limb in 0..<shape.limbCounts[row] {
      limbs[limb] += sign * Int64(self.row(row, limb)[index])
    }
  }
}
