import BigInt

/// The product of two polynomials of many large counts, worked out in one buffer of words.
///
/// Every product of two coefficients is added where it belongs, word by word, so that nothing is
/// allocated in between:
///
///     left[i]                 ┌ words ┐
///     right[j]                  × word ──► sum[i + j], from that word on
///
/// Complexity: the words of the one times the words of the other.
struct WordProduct {
  /// The coefficients.
  let values: [BigInt]

  /// A coefficient's words, in the list of all words.
  private struct Coefficient {
    let place: Int
    let words: Range<Int>
  }

  /// The coefficients of a polynomial, those of zero left out.
  private struct Factor {
    var words: [UInt] = []
    var coefficients: [Coefficient] = []
    var width = 0
    var isNegative = false

    init(_ values: [BigInt]) {
      for (place, value) in values.enumerated() where !value.isZero {
        if value.sign == .minus { isNegative = true }
        let start = words.count
        words.append(contentsOf: value.magnitude.words)
        coefficients.append(Coefficient(place: place, words: start..<words.count))
        width = max(width, words.count - start)
      }
    }
  }

  /// Fewer products of coefficients than this are sooner done one by one.
  private static let leastProducts = 256

  /// Multiplies; nil where it is not worth it, or where some count is negative.
  init?(_ left: [BigInt], _ right: [BigInt]) {
    guard left.count * right.count >= Self.leastProducts else { return nil }
    let (left, right) = (Factor(left), Factor(right))
    guard !left.isNegative, !right.isNegative,
      let most = left.coefficients.last, let rest = right.coefficients.last
    else { return nil }
    // One word more takes the carries of as many sums as there are coefficients.
    let width = left.width + right.width + 1
    let count = most.place + rest.place + 1
    var sums = [UInt](repeating: 0, count: count * width)
    sums.withUnsafeMutableBufferPointer { sums in
      left.words.withUnsafeBufferPointer { words in
        for other in right.coefficients {
          for (shift, word) in right.words[other.words].enumerated() {
            for one in left.coefficients {
              let start = (one.place + other.place) * width + shift
              Self.add(words, one.words, times: word, to: sums, from: start)
            }
          }
        }
      }
    }
    values = (0..<count).map { place in
      BigInt(BigUInt(words: sums[place * width..<(place + 1) * width]))
    }
  }

  @inline(__always)
  private static func add(
    _ words: UnsafeBufferPointer<UInt>, _ range: Range<Int>, times factor: UInt,
    to sums: UnsafeMutableBufferPointer<UInt>, from start: Int
  ) {
    var carry: UInt = 0
    var place = start
    for index in range {
      let product = words[index].multipliedFullWidth(by: factor)
      let (low, first) = product.low.addingReportingOverflow(carry)
      let (sum, second) = low.addingReportingOverflow(sums[place])
      sums[place] = sum
      carry = product.high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
      place += 1
    }
    while carry > 0 {
      let (sum, overflow) = sums[place].addingReportingOverflow(carry)
      sums[place] = sum
      carry = overflow ? 1 : 0
      place += 1
    }
  }
}
