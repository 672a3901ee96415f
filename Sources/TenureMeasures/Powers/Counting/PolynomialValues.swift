import BigInt

/// Polynomials by their values at the powers of a root of unity, modulo a prime.
///
/// A product of polynomials is the product of their values, place by place, where that of their
/// coefficients takes each with each. Values are found, and sums over them, by the fast Fourier
/// transform over the prime field (Pollard, Mathematics of Computation 25, 1971). They stand in the
/// order of the reversed bits of the powers, as the transform leaves them.
///
/// Complexity: n log n for a transform, n for a product.
struct PolynomialValues {
  let field: PrimeField
  /// How many values there are: more than a product may have degrees.
  let count: Int
  /// For each half of a block of the transform, from its length on: the powers of the root that the
  /// block is about.
  private let roots: [UInt64]
  private let inverseCount: UInt64

  /// - Parameters:
  ///   - field: The numbers.
  ///   - degree: The highest degree of a product.
  init(_ field: PrimeField, degree: Int) {
    self.field = field
    var logarithm = 0
    while 1 << logarithm <= degree { logarithm += 1 }
    count = 1 << logarithm
    inverseCount = field.inverse(of: field.element(UInt64(count)))
    var roots = [UInt64](repeating: field.one, count: max(count, 2))
    let half = count / 2
    let root = field.root(ofOrder: logarithm)
    for place in stride(from: half + 1, to: count, by: 1) {
      roots[place] = field.product(roots[place - 1], root)
    }
    for place in stride(from: half - 1, to: 0, by: -1) { roots[place] = roots[2 * place] }
    self.roots = roots
  }

  /// The values of a polynomial.
  func values(of polynomial: WordPolynomial) -> [UInt64] {
    var values = elements(of: polynomial)
    values.append(contentsOf: repeatElement(0, count: count - values.count))
    transform(&values)
    return values
  }

  /// Factors for the values of a polynomial ∑ cₛ xˢ whose sum is then ∑ cₛ wₛ.
  func factors(weighing weights: WordPolynomial) -> [UInt64] {
    var turned = [UInt64](repeating: 0, count: count)
    for (power, weight) in elements(of: weights).enumerated() {
      turned[(count - power) % count] = field.product(weight, inverseCount)
    }
    transform(&turned)
    return turned
  }

  private func elements(of polynomial: WordPolynomial) -> [UInt64] {
    let places = field.places(polynomial.width)
    return (0..<polynomial.count).map { power in
      var element: UInt64 = 0
      for (place, factor) in places.enumerated() {
        let word = polynomial.words[power * polynomial.width + place]
        element = field.sum(element, field.product(word, factor))
      }
      return element
    }
  }

  /// From the coefficients to the values.
  private func transform(_ values: inout [UInt64]) {
    values.withUnsafeMutableBufferPointer { values in
      roots.withUnsafeBufferPointer { roots in
        var half = count / 2
        while half > 0 {
          for start in stride(from: 0, to: count, by: 2 * half) {
            for place in start..<start + half {
              let (one, other) = (values[place], values[place + half])
              values[place] = field.sum(one, other)
              values[place + half] = field.product(
                field.difference(one, other), roots[half + place - start])
            }
          }
          half /= 2
        }
      }
    }
  }

  /// For each power s the sum of the values, each by the power s of the point that it is taken at.
  ///
  /// The coefficients of the polynomial are these sums, from the last to the first, by 1/n.
  private func sums(over values: [UInt64]) -> [UInt64] {
    var sums = values
    sums.withUnsafeMutableBufferPointer { values in
      roots.withUnsafeBufferPointer { roots in
        var half = 1
        while half < count {
          for start in stride(from: 0, to: count, by: 2 * half) {
            for place in start..<start + half {
              let one = values[place]
              let other = field.product(values[place + half], roots[half + place - start])
              values[place] = field.sum(one, other)
              values[place + half] = field.difference(one, other)
            }
          }
          half *= 2
        }
      }
    }
    return sums
  }

  /// One of these sums.
  ///
  /// Complexity: linear, so that a few of them take less than all.
  private func sum(over values: [UInt64], power: Int) -> UInt64 {
    var left = values
    var half = 1
    while half < count {
      let root = roots[half + power % half]
      let isTurned = power & half != 0
      for place in 0..<count / (2 * half) {
        let other = field.product(left[2 * place + 1], root)
        left[place] =
          isTurned
          ? field.difference(left[2 * place], other) : field.sum(left[2 * place], other)
      }
      half *= 2
    }
    return left[0]
  }

  /// Some of these sums.
  func sums(over values: [UInt64], powers: [Int]) -> [UInt64] {
    if powers.count * 2 <= count.trailingZeroBitCount {
      return powers.map { sum(over: values, power: $0) }
    }
    let all = sums(over: values)
    return powers.map { all[$0] }
  }

  /// The coefficients of a polynomial, from its values.
  func coefficients(_ values: [UInt64]) -> [UInt64] {
    let sums = sums(over: values.isEmpty ? Array(repeating: field.one, count: count) : values)
    return sums.indices.map { field.product(sums[(count - $0) % count], inverseCount) }
  }
}

/// The coefficients of a polynomial, none below zero, as words in one list.
struct WordPolynomial {
  /// How many coefficients there are.
  let count: Int
  /// How many words each has, from the lowest.
  let width: Int
  let words: [UInt64]

  init(_ coefficients: [BigInt]) {
    let width = coefficients.reduce(0) { max($0, ($1.magnitude.bitWidth + 63) / 64) }
    var words: [UInt64] = []
    words.reserveCapacity(coefficients.count * width)
    for coefficient in coefficients {
      let start = words.count
      for word in coefficient.magnitude.words { words.append(UInt64(word)) }
      words.append(contentsOf: repeatElement(0, count: start + width - words.count))
    }
    count = coefficients.count
    self.width = width
    self.words = words
  }
}
