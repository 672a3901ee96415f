/// A linear program in exact fractions: the greatest value of a linear form over the numbers, all
/// at least zero, that meet some equations.
///
/// The simplex method in two phases, on a full table, with Bland's rule, which cannot cycle (Bland,
/// *Mathematics of Operations Research* 2, 1977). For small programs: each step costs rows ×
/// columns exact operations.
struct LinearProgram {
  /// How a program ends.
  enum Outcome {
    /// No numbers meet the equations.
    case infeasible
    /// The form grows without bound along the direction from the point.
    case unbounded(point: [Rational], direction: [Rational])
    /// The greatest value, where it is reached, and the price of each equation.
    case optimal(value: Rational, point: [Rational], prices: [Rational])
  }

  /// Each equation: the coefficients of the numbers, and what they must add up to.
  private var rows: [[Rational]]
  private var right: [Rational]
  private var basis: [Int]
  private let count: Int
  private let isFlipped: [Bool]

  /// Creates a program.
  init(_ equations: [(coefficients: [Rational], value: Rational)], count: Int) {
    self.count = count
    rows = []
    right = []
    basis = []
    isFlipped = equations.map { $0.value.signum < 0 }
    for (index, equation) in equations.enumerated() {
      // One further number for each equation; they start as the solution, and must become zero.
      var row = isFlipped[index] ? equation.coefficients.map { -$0 } : equation.coefficients
      row += (0..<equations.count).map { $0 == index ? .one : .zero }
      rows.append(row)
      right.append(equation.value.magnitude)
      basis.append(count + index)
    }
  }

  /// The greatest value of a form.
  mutating func maximum(of form: [Rational]) -> Outcome {
    let all = count + rows.count
    let penalties = (0..<all).map { $0 < count ? Rational.zero : -Rational.one }
    var (reduced, value) = price(penalties)
    _ = improve(&reduced, &value, columns: all)
    guard value.signum == 0 else { return .infeasible }
    leaveOnlyNumbers()
    (reduced, value) = price(form + [Rational](repeating: .zero, count: rows.count))
    let direction = improve(&reduced, &value, columns: count)
    var point = [Rational](repeating: .zero, count: count)
    for (row, column) in basis.enumerated() where column < count { point[column] = right[row] }
    if let direction { return .unbounded(point: point, direction: direction) }
    let prices = isFlipped.indices.map {
      isFlipped[$0] ? reduced[count + $0] : -reduced[count + $0]
    }
    return .optimal(value: value, point: point, prices: prices)
  }

  /// What each number would add to a form, and the form's value now.
  private func price(_ form: [Rational]) -> ([Rational], Rational) {
    var reduced = form
    var value = Rational.zero
    for (row, column) in basis.enumerated() where form[column].signum != 0 {
      let weight = form[column]
      value.add(weight, times: right[row])
      for index in reduced.indices { reduced[index].add(-weight, times: rows[row][index]) }
    }
    return (reduced, value)
  }

  /// Steps until nothing adds to the form; or the direction in which it grows without bound.
  private mutating func improve(
    _ reduced: inout [Rational], _ value: inout Rational, columns: Int
  ) -> [Rational]? {
    while let entering = (0..<columns).first(where: { reduced[$0].signum > 0 }) {
      var leaving: Int?
      var least = Rational.zero
      for row in rows.indices where rows[row][entering].signum > 0 {
        let ratio = right[row] / rows[row][entering]
        if let best = leaving, ratio > least || (ratio == least && basis[row] > basis[best]) {
          continue
        }
        (leaving, least) = (row, ratio)
      }
      guard let leaving else {
        var direction = [Rational](repeating: .zero, count: count)
        direction[entering] = .one
        for (row, column) in basis.enumerated() where column < count {
          direction[column] = -rows[row][entering]
        }
        return direction
      }
      let gain = reduced[entering]
      pivot(leaving, entering)
      value.add(gain, times: right[leaving])
      for index in reduced.indices { reduced[index].add(-gain, times: rows[leaving][index]) }
    }
    return nil
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let scale = rows[row][column]
    if scale != .one {
      for index in rows[row].indices where rows[row][index].signum != 0 {
        rows[row][index] = rows[row][index] / scale
      }
      right[row] = right[row] / scale
    }
    let pivotRow = rows[row]
    let filled = pivotRow.indices.filter { pivotRow[$0].signum != 0 }
    for other in rows.indices where other != row && rows[other][column].signum != 0 {
      let factor = -rows[other][column]
      for index in filled { rows[other][index].add(factor, times: pivotRow[index]) }
      right[other].add(factor, times: right[row])
    }
    basis[row] = column
  }

  /// Takes the further numbers, now zero, out of the solution where an equation allows it; where
  /// none does, the equation says nothing new, and its number stays at zero.
  private mutating func leaveOnlyNumbers() {
    for row in rows.indices where basis[row] >= count {
      if let column = (0..<count).first(where: { rows[row][$0].signum != 0 }) {
        pivot(row, column)
      }
    }
  }
}
