import TenureModel

/// Puts guards in a space's terms; a test that many of them share is put so once.
final class GuardFormulas {
  let space: Space

  private var numbers: TestNumbers
  /// For each test its formula, and behind that the one of its negation.
  private var known: [Formula?] = []

  init(in space: Space) {
    self.space = space
    numbers = TestNumbers(in: space.vocabulary)
  }

  /// A guard in the space's terms.
  ///
  /// - Precondition: the guard was among those that cut the space.
  func formula(_ condition: Guard, negated: Bool = false) -> Formula {
    switch condition {
    case .test(let test): formula(test, negated: negated)
    case .not(let part): formula(part, negated: !negated)
    case .all(let parts):
      .joined(parts.map { formula($0, negated: negated) }, all: !negated)
    case .any(let parts):
      .joined(parts.map { formula($0, negated: negated) }, all: negated)
    }
  }

  private func formula(_ test: FacetTest, negated: Bool) -> Formula {
    let place = 2 * numbers.number(of: test) + (negated ? 1 : 0)
    while known.count <= place { known.append(nil) }
    if let known = known[place] { return known }
    let formula = space.formula(test, negated: negated)
    known[place] = formula
    return formula
  }
}
