/// A constant and a multiple of each of some variables, exact.
struct LinearForm: Hashable {
  var constant: Rational
  var coefficients: [Rational]

  init(_ constant: Rational, count: Int) {
    self.constant = constant
    coefficients = [Rational](repeating: .zero, count: count)
  }

  /// A variable by itself.
  init(variable: Int, count: Int) {
    self.init(.zero, count: count)
    coefficients[variable] = .one
  }

  var isConstant: Bool { coefficients.allSatisfy { $0.signum == 0 } }
  var isZero: Bool { constant.signum == 0 && isConstant }

  /// The value where the variables have these values.
  func value(at point: [Rational]) -> Rational {
    var value = constant
    for (coefficient, coordinate) in zip(coefficients, point) {
      value.add(coefficient, times: coordinate)
    }
    return value
  }

  /// The number by which another form is to be multiplied to give this one.
  func multiple(of other: LinearForm) -> Rational? {
    let own = [constant] + coefficients
    let others = [other.constant] + other.coefficients
    guard let lead = others.firstIndex(where: { $0.signum != 0 }) else { return nil }
    let factor = own[lead] / others[lead]
    return zip(own, others).allSatisfy { $0 == $1 * factor } ? factor : nil
  }

  static func + (left: LinearForm, right: LinearForm) -> LinearForm {
    var sum = left
    sum.constant += right.constant
    for index in sum.coefficients.indices { sum.coefficients[index] += right.coefficients[index] }
    return sum
  }

  static func - (left: LinearForm, right: LinearForm) -> LinearForm { left + right * -.one }

  static func * (form: LinearForm, factor: Rational) -> LinearForm {
    var product = form
    product.constant = form.constant * factor
    product.coefficients = form.coefficients.map { $0 * factor }
    return product
  }
}
