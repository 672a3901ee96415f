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
  private var formulas: [Formula?]
  private var forms: [Form?]
  private var outlines: [Outline?]
  private lazy var terms = GuardFormulas(in: makeSpace())
  private lazy var store = DiagramStore(
    arities: terms.space.variables.map(\.arity), nodeLimit: nodeLimit)
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
    outlines = Array(repeating: nil, count: scopes.count)
  }

  /// A scope as it was given.
  func scope(_ index: Int) -> Guard { scopes[index] }

  /// Whether every situation of the first scope lies in the second, and not the other way round.
  func isStrictlyWithin(_ first: Int, _ second: Int) -> Bool {
    if isExhausted { return false }
    // Most pairs are told apart by what they test.
    if !outline(first).mayLie(within: outline(second)) { return false }
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

  private func outline(_ index: Int) -> Outline {
    if let known = outlines[index] { return known }
    let outline = Outline(of: formula(index), in: terms.space)
    outlines[index] = outline
    return outline
  }

  /// A scope in the terms of the space that was given.
  func formula(_ index: Int) -> Formula {
    if let known = formulas[index] { return known }
    let formula = terms.formula(scopes[index])
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

/// What is quickly seen of a scope that is all of some tests, none of them on what another one
/// tests.
private struct Outline {
  /// Whether it is such a scope.
  ///
  /// Each of its tests passes for some values and not for all, so that it lies within another one
  /// only if it tests all that that one does.
  private var isPlain = true
  /// The facets that it tests.
  private var facets: UInt64 = 0
  /// Those of which it asks for some of several blocks.
  private var unions: UInt64 = 0
  /// The levels, modulo 64, of which it asks alone.
  private var levels: UInt64 = 0

  init(of formula: Formula, in space: Space) {
    switch formula {
    case .constant(let isTrue): isPlain = isTrue
    case .all(let parts): for part in parts { add(part, space) }
    default: add(formula, space)
    }
  }

  private mutating func add(_ part: Formula, _ space: Space) {
    guard let facet = Self.facet(of: part, space), facet.index < 64 else {
      isPlain = false
      return
    }
    let facetMark: UInt64 = 1 << UInt64(facet.index)
    if case .member(let level, _) = part {
      let mark: UInt64 = 1 << UInt64(level % 64)
      if unions & facetMark != 0 || levels & mark != 0 { isPlain = false }
      levels |= mark
    } else {
      if facets & facetMark != 0 { isPlain = false }
      unions |= facetMark
    }
    facets |= facetMark
  }

  /// The facet of one test: on a variable, or on some of several; nil if it is not one.
  private static func facet(of part: Formula, _ space: Space) -> FacetID? {
    switch part {
    case .member(let level, _): return space.variables[level].facet
    case .any(let parts):
      var facet: FacetID?
      var last = -1
      for part in parts {
        guard case .member(let level, _) = part, level > last else { return nil }
        let own = space.variables[level].facet
        guard facet == nil || facet == own else { return nil }
        facet = own
        last = level
      }
      return facet
    case .constant, .equal, .all: return nil
    }
  }

  /// Whether a scope may lie within another one; false only if it does not.
  func mayLie(within other: Outline) -> Bool {
    guard isPlain, other.isPlain else { return true }
    return (other.facets & ~facets) | (other.levels & ~levels) == 0
  }
}
