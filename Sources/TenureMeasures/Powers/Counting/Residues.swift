import BigInt

/// Large numbers by what they leave modulo several primes (the Chinese remainder theorem).
struct Residues {
  let fields: [PrimeField]
  /// For each prime the inverses of those before it.
  private let inverses: [[UInt64]]

  /// - Parameter limit: What every number stays below.
  init(below limit: BigUInt) {
    // Each of the primes is above 2⁶¹.
    let fields = PrimeField.largest(limit.bitWidth / 61 + 1)
    self.fields = fields
    inverses = fields.indices.map { place in
      fields[..<place].map { fields[place].inverse(of: fields[place].element($0.prime)) }
    }
  }

  /// The number that leaves these elements.
  ///
  /// Its digits in the mixed base of the primes are found from the lowest on (Garner 1959), and
  /// summed up from the highest.
  ///
  /// Complexity: the square of the number of primes.
  func number(_ elements: [UInt64]) -> BigInt {
    var digits: [UInt64] = []
    for (place, field) in fields.enumerated() {
      var rest = elements[place]
      for (digit, inverse) in zip(digits, inverses[place]) {
        rest = field.product(field.difference(rest, field.element(digit)), inverse)
      }
      digits.append(field.word(rest))
    }
    var words: [UInt] = []
    for (digit, field) in zip(digits, fields).reversed() {
      var carry = UInt(digit)
      for place in words.indices {
        let product = words[place].multipliedFullWidth(by: UInt(field.prime))
        let (low, overflow) = product.low.addingReportingOverflow(carry)
        words[place] = low
        carry = product.high &+ (overflow ? 1 : 0)
      }
      if carry > 0 { words.append(carry) }
    }
    return BigInt(BigUInt(words: words))
  }
}
