import TenureModel

/// Which scopes lie strictly within which: the order that `specificity` goes by.
///
/// Scopes of one box, which most are, are compared test by test. Others become diagrams, with
/// `right` a free set facet, and are compared exactly too.
final class ScopeOrder {
  private enum Form {
    case row(Row)
    case diagram(Ref)
  }

  private static let isRow: UInt64 = 1 << 63
  private static let isDiagram: UInt64 = 1 << 62

  private let scopes: [Guard]
  private var formulas: [Formula?]
  private var forms: [Form?]
  /// What is quickly seen of each form; 0 if it was not made yet.
  private var marks: [UInt64]
  private lazy var space = makeSpace()
  private lazy var store = DiagramStore(
    arities: space.variables.map(\.arity), nodeLimit: nodeLimit)
  private let makeSpace: () -> Space
  private let nodeLimit: Int
  /// Whether more nodes were wanted than the limit allows; from then on no answer means anything.
  private(set) var isExhausted = false
  /// The scope that took most of all nodes when they ran out.
  private(set) var exhausting: Int?

  /// `space` is one that the scopes cut, among other guards; it is not made before the first
  /// question.
  init(
    scopes: [Guard], in space: @escaping @autoclosure () -> Space, nodeLimit: Int = .max
  ) {
    self.scopes = scopes
    self.nodeLimit = nodeLimit
    makeSpace = space
    formulas = Array(repeating: nil, count: scopes.count)
    forms = Array(repeating: nil, count: scopes.count)
    marks = Array(repeating: 0, count: scopes.count)
  }

  /// A scope as it was given.
  func scope(_ index: Int) -> Guard { scopes[index] }

  /// Whether every situation of the first scope lies in the second, and not the other way round.
  func isStrictlyWithin(_ first: Int, _ second: Int) -> Bool {
    if isExhausted { return false }
    if marks[first] == 0 { marks[first] = marks(of: form(first)) }
    if marks[second] == 0 { marks[second] = marks(of: form(second)) }
    // Most pairs are told apart by what they test.
    if marks[first] & marks[second] & Self.isRow != 0, marks[second] & ~marks[first] != 0 {
      return false
    }
    let inner = form(first)
    let outer = form(second)
    if case .row(let inner) = inner, case .row(let outer) = outer {
      return inner.isSubset(of: outer) && !outer.isSubset(of: inner)
    }
    let left = diagram(inner)
    let right = diagram(outer)
    let both = store.and(left, right)
    isExhausted = store.isExhausted
    return left != right && both == left
  }

  /// For a box the levels that it tests, modulo 62: a box within another tests all that it does.
  private func marks(of form: Form) -> UInt64 {
    guard case .row(let row) = form else { return Self.isDiagram }
    return row.tests.reduce(Self.isRow) { $0 | 1 << UInt64($1.level % 62) }
  }

  /// A scope in the terms of the space that was given.
  func formula(_ index: Int) -> Formula {
    if let known = formulas[index] { return known }
    let formula = space.formula(scopes[index])
    formulas[index] = formula
    return formula
  }

  private func form(_ index: Int) -> Form {
    if let known = forms[index] { return known }
    let formula = formula(index)
    let form: Form
    if let rows = formula.rows(limit: 1), let row = rows.first {
      form = .row(row)
    } else {
      let former = store.nodeCount
      form = .diagram(store.diagram(of: formula))
      if store.isExhausted, !isExhausted {
        isExhausted = true
        if store.nodeCount > 2 * former { exhausting = index }
      }
    }
    forms[index] = form
    return form
  }

  private func diagram(_ form: Form) -> Ref {
    switch form {
    case .row(let row): store.diagram(of: row)
    case .diagram(let ref): ref
    }
  }
}
