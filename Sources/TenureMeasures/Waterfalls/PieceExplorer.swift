/// Runs something that asks for signs of linear forms once for each way in which they can come out.
///
/// The variables are at least zero. A question that the answers before it leave open splits the
/// space of variables in two, and the run is repeated for the other half. So each run holds on one
/// convex piece of the space, and the pieces cover it. Pieces share their borders, where what runs
/// must be continuous. Whether an answer is open is decided by exact linear programs.
final class PieceExplorer {
  private struct Answer {
    var isTrue: Bool
    /// Whether the other answer is still to be explored.
    var isOpen: Bool
    /// What the answer demands to be at least zero, if it was not certain.
    var constraint: LinearForm?
  }

  let variableCount: Int
  private let limit: Int
  private var answers: [Answer] = []
  private var depth = 0

  init(variableCount: Int, limit: Int) {
    self.variableCount = variableCount
    self.limit = limit
  }

  /// What holds on the piece of the run so far: forms that are at least zero.
  var constraints: [LinearForm] { answers[..<depth].compactMap(\.constraint) }

  /// Runs something on every piece; it may stop by giving false.
  ///
  /// - Throws: what the run throws, and an error if there are more pieces than the limit.
  func explore(_ run: () throws(WaterfallError) -> Bool) throws(WaterfallError) {
    var pieces = 0
    while true {
      pieces += 1
      guard pieces <= limit else { throw WaterfallError(.tooManyPieces) }
      depth = 0
      guard try run() else { return }
      while let last = answers.last, !last.isOpen { answers.removeLast() }
      guard var last = answers.popLast() else { return }
      last.isTrue.toggle()
      last.isOpen = false
      last.constraint = last.constraint.map { $0 * -.one }
      answers.append(last)
    }
  }

  /// Whether a form is at least zero on the piece.
  func isNonNegative(_ form: LinearForm) -> Bool {
    if form.isConstant { return form.constant.signum >= 0 }
    if depth < answers.count {
      depth += 1
      return answers[depth - 1].isTrue
    }
    // Where one side is no more than a border, the other decides.
    let canBeNegative = point(where: form * -.one) != nil
    let canBePositive = canBeNegative && point(where: form) != nil
    let isOpen = canBeNegative && canBePositive
    answers.append(
      Answer(isTrue: !canBeNegative || isOpen, isOpen: isOpen, constraint: isOpen ? form : nil))
    depth += 1
    return !canBeNegative || isOpen
  }

  /// A point of the piece at which a form is above zero, if there is one.
  func point(where form: LinearForm) -> [Rational]? {
    if form.isConstant, form.constant.signum <= 0 { return nil }
    let constraints = self.constraints
    let columns = variableCount + constraints.count
    var equations: [(coefficients: [Rational], value: Rational)] = []
    for (index, constraint) in constraints.enumerated() {
      var row = constraint.coefficients.map { -$0 }
      row += (0..<constraints.count).map { $0 == index ? Rational.one : .zero }
      equations.append((row, constraint.constant))
    }
    var program = LinearProgram(equations, count: columns)
    let slacks = [Rational](repeating: .zero, count: constraints.count)
    switch program.maximum(of: form.coefficients + slacks) {
    case .infeasible: return nil
    case .optimal(let value, let point, _):
      return (value + form.constant).signum > 0 ? Array(point.prefix(variableCount)) : nil
    case .unbounded(let point, let direction):
      let start = Array(point.prefix(variableCount))
      let value = form.value(at: start)
      if value.signum > 0 { return start }
      var slope = Rational.zero
      for (coefficient, step) in zip(form.coefficients, direction) {
        slope.add(coefficient, times: step)
      }
      let steps = (.one - value) / slope
      return zip(start, direction).map { $0 + $1 * steps }
    }
  }
}
