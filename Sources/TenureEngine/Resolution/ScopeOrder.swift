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

  private let scopes: [Guard]
  private var forms: [Form?]
  private lazy var space = makeSpace()
  private lazy var store = DiagramStore(arities: space.variables.map(\.arity))
  private let makeSpace: () -> Space

  /// `space` is one that the scopes cut, among other guards; it is not made before the first
  /// question.
  init(scopes: [Guard], in space: @escaping @autoclosure () -> Space) {
    self.scopes = scopes
    makeSpace = space
    forms = Array(repeating: nil, count: scopes.count)
  }

  /// Whether every situation of the first scope lies in the second, and not the other way round.
  func isStrictlyWithin(_ first: Int, _ second: Int) -> Bool {
    let inner = form(first)
    let outer = form(second)
    if case .row(let inner) = inner, case .row(let outer) = outer {
      return inner.isSubset(of: outer) && !outer.isSubset(of: inner)
    }
    let left = diagram(inner)
    let right = diagram(outer)
    return left != right && store.and(left, right) == left
  }

  private func form(_ index: Int) -> Form {
    if let known = forms[index] { return known }
    let formula = space.formula(scopes[index])
    let form: Form
    if let rows = formula.rows(limit: 1), let row = rows.first {
      form = .row(row)
    } else {
      form = .diagram(store.diagram(of: formula))
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
