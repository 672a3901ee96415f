/// The whole numbers modulo a prime below 2⁶² that is one more than a multiple of 2¹⁵, so that
/// polynomials of up to 2¹⁵ coefficients can be transformed.
///
/// A number x stands as x·2⁶⁴ (Montgomery, Mathematics of Computation 44, 1985): a product then
/// takes three multiplications of words, and no division.
struct PrimeField: Sendable {
  let prime: UInt64
  /// 1, 2⁶⁴ and 2¹²⁸, each as a plain number modulo the prime; the first stands for 1.
  let one: UInt64
  private let square: UInt64
  /// The inverse of the prime modulo 2⁶⁴.
  private let inverse: UInt64

  /// The logarithm of the longest transform.
  static let longest = 15

  /// Arithmetic modulo an odd number below 2⁶²; a field if it is prime.
  private init(modulus: UInt64) {
    prime = modulus
    // Newton's iteration; the number is its own inverse modulo 8, and each round doubles the bits.
    var inverse = modulus
    for _ in 0..<5 { inverse = inverse &* (2 &- modulus &* inverse) }
    self.inverse = inverse
    one = modulus.dividingFullWidth((1, 0)).remainder
    square = modulus.dividingFullWidth((one, 0)).remainder
  }

  // MARK: Arithmetic

  @inline(__always) func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left &+ right
    return sum >= prime ? sum &- prime : sum
  }

  @inline(__always) func difference(_ left: UInt64, _ right: UInt64) -> UInt64 {
    left >= right ? left &- right : left &+ prime &- right
  }

  /// The product by 2⁻⁶⁴; one of the factors may be any word.
  @inline(__always) func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let whole = left.multipliedFullWidth(by: right)
    let quotient = whole.low &* inverse
    let excess = quotient.multipliedFullWidth(by: prime).high
    return difference(whole.high, excess)
  }

  func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (base, exponent, result) = (base, exponent, one)
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      exponent >>= 1
    }
    return result
  }

  func inverse(of element: UInt64) -> UInt64 { power(element, prime - 2) }

  /// The element that stands for a word.
  func element(_ word: UInt64) -> UInt64 { product(word, square) }

  /// The word from zero up to the prime that an element stands for.
  func word(_ element: UInt64) -> UInt64 { product(element, 1) }

  /// What the words of a large number are worth, from the lowest, as elements.
  func places(_ count: Int) -> [UInt64] {
    var places: [UInt64] = []
    var next = square
    for _ in 0..<count {
      places.append(next)
      next = product(next, square)
    }
    return places
  }

  /// An element of which 2ⁿ powers differ, for the transform of so many coefficients.
  ///
  /// - Precondition: n must be at most `longest`.
  func root(ofOrder logarithm: Int) -> UInt64 {
    var base = one
    while true {
      base = sum(base, one)
      var root = power(base, (prime - 1) >> UInt64(Self.longest))
      // Half of all bases give a root of that order.
      guard power(root, 1 << UInt64(Self.longest - 1)) != one else { continue }
      for _ in logarithm..<Self.longest { root = product(root, root) }
      return root
    }
  }
}

extension PrimeField {
  /// The largest of these fields, in order.
  ///
  /// Complexity: some forty candidates are tried for each.
  static func largest(_ count: Int) -> [PrimeField] {
    if count <= usual.count { return Array(usual.prefix(count)) }
    return usual + fields(count - usual.count, below: usual[usual.count - 1].prime)
  }

  /// As many as games of some thousand seats take.
  private static let usual = fields(24, below: 1 << 62)

  private static func fields(_ count: Int, below limit: UInt64) -> [PrimeField] {
    var fields: [PrimeField] = []
    let step = UInt64(1) << UInt64(longest)
    var candidate = (limit - 2) / step * step + 1
    while fields.count < count {
      let field = PrimeField(modulus: candidate)
      if field.isPrime { fields.append(field) }
      candidate -= step
    }
    return fields
  }

  /// Whether the modulus is prime.
  ///
  /// The test of Miller and Rabin, which with these bases never errs below 3.3 · 10²⁴ (Sorenson and
  /// Webster, Mathematics of Computation 86, 2017).
  private var isPrime: Bool {
    let twos = (prime - 1).trailingZeroBitCount
    let minusOne = prime - one
    return [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].allSatisfy { (base: UInt64) in
      var power = power(element(base), (prime - 1) >> UInt64(twos))
      if power == one || power == minusOne { return true }
      for _ in 1..<twos {
        power = product(power, power)
        if power == minusOne { return true }
      }
      return false
    }
  }
}
